import csv
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from typer.testing import CliRunner

import jobmatch
from jobmatch import cli

FILES = {"for_seekers.csv", "for_employers.csv", "problems.csv", "push_lists.xlsx"}
MARK = "MARK7391"


def run(*args: object):
    return CliRunner().invoke(cli.app, [str(arg) for arg in args])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def tables(tmp_path):
    jobs = pd.DataFrame(
        {
            "岗位编号": ["00123", "J2", "J3"],
            "岗位名称": ["电焊工", "月嫂", "保安"],
            "招聘单位": ["=甲厂", "乙家政", "丙公司"],
            "工作地点": ["云阳", "江苏昆山", "上海"],
            "截止日期": ["2015-03-31", "2015-03-31", "长期有效"],
        }
    )
    seekers = pd.DataFrame(
        {
            "求职者编号": ["S1", "S2"],
            "求职意向": ["焊工", "月嫂"],
            "期望工作地": ["云阳", "江苏"],
            "爱好": ["", ""],
        }
    )
    jobs.to_csv(tmp_path / "jobs.csv", index=False)
    seekers.to_csv(tmp_path / "seekers.csv", index=False, encoding="gb18030")
    return tmp_path / "jobs.csv", tmp_path / "seekers.csv"


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    out = tmp_path_factory.mktemp("demo")
    result = run("demo", "--out", out)
    assert result.exit_code == 0, result.output
    return out, result.stdout


def test_demo_writes_every_file(shown):
    out, _ = shown
    assert {path.name for path in out.iterdir()} == FILES
    assert openpyxl.load_workbook(out / "push_lists.xlsx", read_only=True).sheetnames == [
        "按求职者", "按岗位", "未满名额", "数据问题", "汇总",
    ]  # fmt: skip


def test_demo_shows_a_summary_and_three_reasoned_examples(shown):
    _, said = shown
    assert "求职者人数：1,023" in said
    assert "岗位数：695" in said
    assert said.count("  例") == 3
    assert said.count("匹配度 ") == 3
    assert "for_seekers.csv" in said
    assert len(said.splitlines()) < 45


def test_demo_refers_three_jobs_to_most_and_lists_the_rest(shown):
    out, _ = shown
    referred = pd.Series([row["求职者编号"] for row in rows(out / "for_seekers.csv")])
    full = (referred.value_counts() == 3).sum()
    sheet = openpyxl.load_workbook(out / "push_lists.xlsx", read_only=True)["未满名额"]
    short = {row[1] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == "求职者"}
    assert full + len(short) == 1023
    assert full > 900


def test_check_says_how_the_tables_are_understood(tables):
    result = run("check", *tables, "--day", "2015-03-20")
    assert result.exit_code == 0, result.output
    assert "【岗位表】读入 3 条" in result.stdout
    assert "招聘单位 → 招聘单位" in result.stdout
    assert "未读的列：爱好" in result.stdout
    assert "用不上“薪资”：缺岗位表“月薪”、求职者表“期望月薪”" in result.stdout
    assert "岗位共 3 个，按参考日期已过期 0 个" in result.stdout
    assert "文件按 GB18030 编码读取" in result.stdout
    assert result.stderr == ""


def test_check_writes_the_problems(tables, tmp_path):
    result = run("check", *tables, "--problems", tmp_path / "found.csv")
    assert result.exit_code == 0, result.output
    assert {row["问题代码"] for row in rows(tmp_path / "found.csv")} >= {"encoding_gb18030"}


def test_refer_writes_both_lists(tables, tmp_path):
    call = ("refer", *tables, "--out", tmp_path / "a" / "b", "-n", 2, "--day", "2015-03-20")
    result = run(*call, "--min-score", 0)
    assert result.exit_code == 0, result.output
    out = tmp_path / "a" / "b"
    assert {path.name for path in out.iterdir()} == FILES
    first = [row for row in rows(out / "for_seekers.csv") if row["名次"] == "1"]
    assert {row["求职者编号"]: row["岗位编号"] for row in first} == {"S1": "00123", "S2": "J2"}
    assert first[0]["招聘单位"] == "'=甲厂"
    assert len(rows(out / "for_employers.csv")) == 6


def test_refer_keeps_to_the_count_of_seekers_a_job(tables, tmp_path):
    run(
        "refer", *tables, "--out", tmp_path, "--seekers-per-job", 1, "--no-expiry", "--min-score", 0
    )
    assert len(rows(tmp_path / "for_employers.csv")) == 3


def test_refer_is_loud_where_most_vacancies_are_over(tables, tmp_path):
    result = run("refer", *tables, "--out", tmp_path, "--min-score", 0)
    assert result.exit_code == 0
    assert "3 个岗位中有 2 个已过截止日期" in result.stderr
    assert "--day" in result.stderr
    assert {row["岗位编号"] for row in rows(tmp_path / "for_seekers.csv")} == {"J3"}


def test_what_is_hardly_a_match_is_not_told(tables, tmp_path):
    for least in (0, 0.35, 1):
        run("refer", *tables, "--out", tmp_path / str(least), "--no-expiry", "--min-score", least)
    told = {least: rows(tmp_path / str(least) / "for_seekers.csv") for least in (0, 0.35, 1)}
    assert len(told[0]) > len(told[0.35]) > len(told[1]) == 0
    assert min(float(row["匹配度"]) for row in told[0.35]) >= 0.35
    default = tmp_path / "default"
    run("refer", *tables, "--out", default, "--no-expiry")
    assert rows(default / "for_seekers.csv") == told[0.35]
    assert run("refer", *tables, "--out", default, "--min-score", 2).exit_code == 2


def test_no_expiry_refers_vacancies_that_are_over(tables, tmp_path):
    result = run("refer", *tables, "--out", tmp_path, "-n", 1, "--no-expiry")
    assert result.stderr == ""
    assert {row["岗位编号"] for row in rows(tmp_path / "for_seekers.csv")} == {"00123", "J2"}


def test_a_second_run_writes_the_same_bytes(tables, tmp_path):
    for name in ("one", "two"):
        assert run("refer", *tables, "--out", tmp_path / name, "--no-expiry").exit_code == 0
    for name in FILES - {"push_lists.xlsx"}:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_explain_says_the_parts_of_one_score(tables):
    result = run("explain", *tables, "--seeker", "S1", "--job", "00123", "--no-expiry")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("求职者 S1 × 岗位 00123")
    assert "匹配度" in result.stdout


def test_sheet_and_encoding_reach_the_file_they_suit(tables, tmp_path):
    jobs, seekers = tables
    book = tmp_path / "jobs.xlsx"
    with pd.ExcelWriter(book) as writer:
        pd.DataFrame({"岗位名称": ["厨师"], "岗位编号": ["K1"]}).to_excel(
            writer, sheet_name="旧", index=False
        )
        pd.read_csv(jobs, dtype=str).to_excel(writer, sheet_name="新", index=False)
    result = run("check", book, seekers, "--sheet", "新", "--encoding", "gb18030")
    assert "【岗位表】读入 3 条" in result.stdout, result.output


def test_an_unusable_table_is_one_clear_error_and_exit_code_1(tables, tmp_path):
    jobs, _ = tables
    for args in ((jobs, tmp_path / "none.csv"), (jobs, jobs), (jobs, tmp_path)):
        for command in (("check", *args), ("refer", *args, "--out", tmp_path / "out")):
            result = run(*command)
            assert result.exit_code == 1
            assert result.stderr.startswith("错误：求职者表：")
            assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


def test_an_unknown_id_is_exit_code_1(tables):
    result = run("explain", *tables, "--seeker", MARK, "--job", "J2")
    assert result.exit_code == 1
    assert "没有这个编号" in result.stderr


def test_a_folder_that_cannot_be_made_is_exit_code_1(tables):
    jobs, seekers = tables
    result = run("refer", jobs, seekers, "--out", jobs / "out")
    assert result.exit_code == 1
    assert "cannot be made" in result.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("refer", "a.csv"),
        ("refer", "a.csv", "b.csv"),
        ("refer", "a.csv", "b.csv", "--out", "x", "-n", "0"),
        ("check", "a.csv", "b.csv", "--day", "3/20"),
        ("nonsense",),
        ("demo", "--nonsense"),
    ],
)
def test_wrong_usage_is_exit_code_2(args):
    assert run(*args).exit_code == 2


def test_an_interrupt_is_exit_code_130(tables, monkeypatch):
    def stop(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr("jobmatch.records.read_jobs", stop)
    result = run("check", *tables)
    assert result.exit_code == 130
    assert "Traceback" not in result.output


def test_no_cell_of_a_bad_table_is_ever_printed(tmp_path):
    bad = {
        "岗位编号": [f"{MARK}1", f"{MARK}1", "", *(f"J{n}" for n in range(20))],
        "岗位名称": [f"{MARK}焊工"] * 23,
        "月薪": [f"{MARK}元"] * 23,
        "工作地点": [f"{MARK}村"] * 23,
        "学历要求": [f"{MARK}学"] * 23,
        "截止日期": [f"{MARK}日"] * 23,
        "招聘人数": [f"{MARK}人"] * 23,
    }
    pd.DataFrame(bad).to_csv(tmp_path / "jobs.csv", index=False)
    pd.DataFrame({"求职意向": [f"{MARK}嫂"], "年龄": [MARK], "证书": [MARK]}).to_csv(
        tmp_path / "seekers.csv", index=False
    )
    (tmp_path / "cut.csv").write_text(f'岗位名称,月薪\n"{MARK},5000\n', encoding="utf-8")
    (tmp_path / "bytes.csv").write_bytes(f"岗位名称\n{MARK}".encode() + b"\xff\xfe\x81\n")
    (tmp_path / "header.csv").write_text(f"a,b\n{MARK},{MARK}\n", encoding="utf-8")
    pd.DataFrame(
        {"岗位编号": [MARK] * 9 + list("abc"), "岗位名称": [f"{n}工" for n in range(12)]}
    ).to_csv(tmp_path / "ids.csv", index=False)
    failed = 0
    for name in ("jobs", "cut", "bytes", "header", "ids"):
        result = run(
            "check", tmp_path / f"{name}.csv", tmp_path / "seekers.csv",
            "--problems", tmp_path / "found.csv",
        )  # fmt: skip
        assert result.exit_code in (0, 1), name
        failed += result.exit_code
        assert MARK not in result.output + result.stderr, name
    assert failed >= 2
    assert MARK not in (tmp_path / "found.csv").read_text(encoding="utf-8-sig")


def test_version():
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"jobmatch {jobmatch.__version__}\n")


def in_process(*args: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment}
    return subprocess.run(
        [sys.executable, *map(str, args)], capture_output=True, env=env, check=False
    )


def test_the_command_line_starts_without_the_heavy_packages():
    code = (
        "import sys, jobmatch.cli; "
        "print(*({'numpy', 'pandas', 'jieba', 'scipy', 'openpyxl', 'tqdm'} & set(sys.modules)))"
    )
    result = in_process("-c", code)
    assert (result.stdout.strip(), result.stderr) == (b"", b"")


def test_a_console_without_chinese_gets_an_answer_all_the_same(tables, tmp_path):
    result = in_process(
        "-m",
        "jobmatch",
        "refer",
        *tables,
        "--out",
        tmp_path,
        "--no-expiry",
        PYTHONIOENCODING="ascii",
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr == b""
    assert b"for_seekers.csv" in result.stdout


def test_errors_reach_the_shell(tables):
    result = in_process("-m", "jobmatch", "check", tables[0], "none.csv", PYTHONIOENCODING="utf-8")
    assert result.returncode == 1
    assert result.stderr.decode().startswith("错误：")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["refer"], "缺少岗位表文件。例如：jobmatch refer"),
        (
            ["check", "a.csv", "b.csv", "--day", "2026/3/1"],
            "--day 的值不可用。例如：--day 2026-03-31",
        ),
        (["check", "--nothing"], "没有这个选项。例如：jobmatch check"),
        (["check", "none.csv", "b.csv"], "岗位表：文件不存在或无法打开。请核对"),
    ],
)
def test_wrong_usage_is_answered_in_chinese_with_an_example(typed, said, capsys):
    with pytest.raises(SystemExit):
        cli.app(typed)
    assert capsys.readouterr().err.startswith(f"错误：{said}")
