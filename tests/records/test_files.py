import contextlib
import csv
import datetime as dt
import io
import threading
import time
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.errors import JobmatchError, RecipeError, TableError
from jobmatch.records import read_jobs, read_seekers
from jobmatch.records.delimited import _parse

TABLE = "岗位编号,岗位名称,月薪\n001,焊工,5000-6000\n002,厨师,面议\n"


@pytest.fixture
def put(tmp_path):
    def write(content, name="jobs.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def book(tmp_path):
    def write(sheets, merge=(), name="jobs.xlsx"):
        workbook = openpyxl.Workbook()
        workbook.remove(workbook.active)
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
            for area in merge:
                sheet.merge_cells(area)
        path = tmp_path / name
        workbook.save(path)
        return path

    return write


def fails(source, code, read=read_jobs, **settings):
    with pytest.raises(TableError) as caught:
        read(source, **settings)
    assert caught.value.code == code
    assert caught.value.__cause__ is None
    return str(caught.value)


def codes(records):
    return set(records.problems["code"])


@pytest.mark.parametrize(
    ("encoding", "code"),
    [("utf-8", None), ("utf-8-sig", None), ("gb18030", "encoding_gb18030"),
     ("gbk", "encoding_gb18030"), ("utf-16", "encoding_utf16"), ("utf-16-le", "encoding_utf16"),
     ("utf-16-be", "encoding_utf16"), ("utf-32", "encoding_utf32")],
)  # fmt: skip
def test_encodings_are_told_from_the_bytes(put, encoding, code):
    jobs = read_jobs(put(TABLE, encoding=encoding))
    assert jobs.ids.tolist() == ["001", "002"]
    assert jobs["title"].tolist() == ["焊工", "厨师"]
    assert {c for c in codes(jobs) if c.startswith("encoding")} == ({code} if code else set())


def test_a_named_encoding_is_used_and_checked(put):
    assert read_jobs(put(TABLE, encoding="gb18030"), encoding="gb18030")["title"][0] == "焊工"
    traditional = "職位,月薪\n廚師,5000\n"
    assert len(read_jobs(put(traditional, encoding="big5"), encoding="big5")) == 1
    fails(put(TABLE, encoding="gb18030"), "encoding_unknown", encoding="ascii")
    with pytest.raises(RecipeError):
        read_jobs(put(TABLE), encoding="klingon")
    with pytest.raises(RecipeError):
        read_jobs(pd.DataFrame({"title": ["焊工"]}), encoding="utf-8")


def test_mixed_encodings_name_the_line_and_show_nothing(put):
    rows = [f"{n},熟练焊工{n}".encode() for n in range(5)]
    rows[3] = "3,护士".encode("gb18030")
    message = fails(put(b"job_id,title\n" + b"\n".join(rows)), "encoding_mixed")
    assert "line 5 " in message
    assert "护士" not in message
    rows = [f"{n},熟练焊工{n}".encode("gb18030") for n in range(5)]
    rows[1] = "1,妇科护士长".encode()
    assert "line 3 " in fails(put(b"job_id,title\n" + b"\n".join(rows)), "encoding_mixed")


def test_short_gb18030_words_are_not_taken_for_a_mix(put):
    names = [chr(sign) for sign in range(0x4E00, 0x9FA5, 7)]
    table = "job_id,title\n" + "".join(f"{n},{name}{name}\n" for n, name in enumerate(names))
    jobs = read_jobs(put(table, encoding="gb18030"))
    assert len(jobs) == len(names)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_file_cut_within_a_character_is_refused(put, encoding):
    content = TABLE.encode(encoding) + "003,焊工".encode(encoding).removeprefix(b"\xff\xfe")
    fails(put(content[:-1]), "file_truncated")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\n\n  \n", b",,\n,,\n"])
def test_empty_files_are_named(put, content):
    fails(put(content), "file_empty")


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("a.csv", b"PK\x03\x04\x14\x00", "xlsx"), ("a.xls", b"<html><table></table>", "HTML"),
        ("a.csv", b"\xef\xbb\xbf\n<!DOCTYPE html>", "HTML"), ("a.csv", b"%PDF-1.7 ", "PDF"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel"), ("a.docx", b"PK\x03\x04", "xlsx"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1", "password"), ("a.csv", b"PAR1abc", "parquet"),
        ("a.et", b"job_id\ttitle\n", "not read"), ("a.csv", b"<?xml version='1.0'?>", "XML"),
        ("a.html", b"job_id\ttitle\n", "not read"), ("a.csv", b"\x89PNG\r\n", "picture"),
        ("a.xls", b"MIME-Version: 1.0\n", "web archive"),
    ],
)  # fmt: skip
def test_what_a_file_is_its_bytes_say(put, name, content, word):
    assert word in fails(put(content, name), "wrong_format")


PAGE = """<html><head><meta charset="gb2312"><style>td {mso-number-format:"@"}</style></head><body>
<!-- <table><tr><td>岗位编号</td></tr></table> -->
<TABLE border=1><tr><td colspan=4>云阳县岗位表</td></tr>
<tr><td rowspan=2>岗位编号<td rowspan=2>岗位名称<td colspan=2>要求</tr><tr><td>学历<td>年龄</tr>
<tr><td>001</td><td rowspan="2"><font>焊</font>工<br>&nbsp;甲级</td><td>初中</td>
<td>18&ndash;45</td></tr>
<tr><td>002</td><td>高中</td><td>&lt;50岁</td></tr><tr><td>合计</td><td>2</td></tr></table></body>"""


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.csv", "a.htm"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_the_table_of_a_web_page_is_read_whatever_its_name(put, name, encoding):
    jobs = read_jobs(put(PAGE, name, encoding))
    assert jobs.ids.tolist() == ["001", "002"]
    assert jobs["title"].tolist() == ["焊工 甲级"] * 2  # the cell reaches down two rows
    assert jobs["education"].tolist() == [2, 3]
    assert {"format_by_content", "row_total"} <= codes(jobs)
    assert jobs.problems.query("code == 'row_total'")["line"].tolist() == ["row 6"]


def test_of_several_tables_of_a_page_the_one_with_known_headings_is_read(put):
    links = "<table><tr><td>首页<td>登录<tr><td>a<td>b</table>"
    page = f"{links}<table><tr><td>求职意向<tr><td>焊工</table>"
    outer = f"<html><table><tr><td>{page}</td></tr></table>"
    for text in (f"<html>{page}", outer):
        assert read_seekers(put(text, "a.xls"))["desired_job"].tolist() == ["焊工"]


@pytest.mark.parametrize(
    "part", ["<table><tr><td>", "<!--", "<td rowspan=999 colspan=999>", "<a", "<script>", "<br"]
)
def test_hostile_pages_are_refused_in_no_time(put, part):
    started = time.process_time()
    fails(put("<html><table><tr><td>" + part * (300_000 // len(part)), "a.xls"), "wrong_format")
    assert time.process_time() - started < 2.0


def test_plain_text_named_xls_is_read(put):
    jobs = read_jobs(put(TABLE.replace(",", "\t"), "a.xls", "gbk"))
    assert jobs.ids.tolist() == ["001", "002"]
    assert {"format_by_content", "csv_delimiter", "encoding_gb18030"} <= codes(jobs)


@pytest.mark.parametrize("hint", ["sep=;", "SEP=;", '"sep=;"'])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_hint_of_excel_for_itself_is_no_row(put, hint, end):
    text = f"{hint}\n{TABLE}".replace(",", ";").replace("\n", end)
    jobs = read_jobs(put(f"{text};焊工;{end}"))
    assert jobs.ids.tolist() == ["001", "002"]
    assert jobs.problems.query("code == 'id_missing'")["line"].tolist() == ["line 5"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("latin-1", "utf-8"), ("cp1252", "utf-8"), ("gb18030", "utf-8"), ("latin-1", "gb18030")],
)
def test_words_garbled_before_they_were_saved_are_refused(put, wrong, right):
    rows = "job_id,title\n1,会计主管\n2,护士助理\n3,保安队长\n"
    garbled = rows.encode(right).decode(wrong, "replace")
    assert "壬" not in fails(put(garbled), "text_garbled")
    assert read_jobs(put(rows)).ids.tolist() == ["1", "2", "3"]


def test_big5_is_never_read_as_other_words(put):
    rows = "job_id,title,description\n1,會計師,負責財務報表\n2,電焊工,負責鋼結構焊接\n"
    assert "encoding='big5'" in fails(put(rows, encoding="big5"), "encoding_unknown")
    assert read_jobs(put(rows, encoding="big5"), encoding="big5")["title"][0] == "会计师"
    # Traditional words in GB18030 are what they are, and so are rare names.
    assert read_jobs(put(rows, encoding="gb18030"))["title"].tolist() == ["会计师", "电焊工"]
    rare = "title,employer\n普工,犇鑫淼焱璟璠\n焊工,翀晟\n"
    assert read_jobs(put(rare, encoding="gb18030"))["employer"][0] == "犇鑫淼焱璟璠"


def test_the_euro_sign_of_windows_costs_no_file(put):
    content = TABLE.encode("gbk").replace("面议".encode("gbk"), b"\x80" + b"500")
    assert read_jobs(put(content))["title"].tolist() == ["焊工", "厨师"]
    fails(put(content + b"\x80" * 1000), "encoding_unknown")


def test_paths_that_lead_nowhere(tmp_path):
    fails(tmp_path / "none.csv", "path")
    fails(tmp_path, "path")
    fails("../no/such/passwd", "path")
    fails("a\0b.csv", "path")
    fails("\ud83d.csv", "path")
    fails("x" * 5000 + ".csv", "path")
    assert "DataFrame" in fails("not a frame", "not_a_dataframe", read_seekers)


@pytest.mark.parametrize("separator", [";", "\t", "|", "；"])
def test_other_separators_are_read_and_listed(put, separator):
    jobs = read_jobs(put(TABLE.replace(",", separator)))
    assert jobs.ids.tolist() == ["001", "002"]
    assert "csv_delimiter" in codes(jobs)
    assert "csv_delimiter" not in codes(read_jobs(put(TABLE.replace(",", "\t"), "jobs.tsv")))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems(put, end):
    jobs = read_jobs(put(TABLE.replace("\n", end)))
    assert jobs.ids.tolist() == ["001", "002"]


def test_quoted_line_ends_blank_lines_and_places(put):
    text = (
        '招聘信息表,,\n\n岗位编号,岗位名称,岗位描述\n\n1,焊工,"一\n二"\n,,\n2,厨师,"说""好"""\n\n'
    )
    jobs = read_jobs(put(text + ",,\n,保安,\n"))
    assert jobs.ids.tolist() == ["1", "2"]
    assert jobs.rows.tolist() == [0, 1]
    assert jobs["description"].tolist()[1] == '说"好"'
    missing = jobs.problems.query("code == 'id_missing'")
    assert missing[["row", "line"]].to_numpy().tolist() == [[2, "line 11"]]


def test_ragged_rows(put):
    jobs = read_jobs(put(TABLE + "003,保安,3000,多,余\n004,司机\n005,普工,4000,,\n"))
    assert jobs.ids.tolist() == ["001", "002", "003", "004", "005"]
    assert jobs.problems.query("code == 'row_ragged'")["row"].tolist() == [2]
    assert str(jobs["salary"]["low"][3]) == "nan"


def test_repeated_headers_totals_and_remarks_are_left_out(put):
    text = TABLE + "岗位编号,岗位名称,月薪\n003,保安,3000\n合计,,8408\n,备注：以上均为全职,\n"
    jobs = read_jobs(put(text))
    assert jobs.ids.tolist() == ["001", "002", "003"]
    assert {"row_header", "row_total"} <= codes(jobs)
    listed = jobs.problems[["code", "line"]].to_numpy().tolist()
    assert listed == [["row_header", "line 4"], ["row_total", "line 6"], ["row_total", "line 7"]]


@pytest.mark.parametrize(
    "words",
    [
        "合计", "总  计", "合计：2个岗位", "双江街道小计", "共计8408人", "以上共2个岗位",
        "填表人：张三", "制表人:李四　审核人：", "单位负责人（签字）：", "填报单位（盖章）：人社局",
        "备注1：", "日期：2026年3月1日", "注：以上信息由企业提供", "以上信息由各企业提供",
    ],
)  # fmt: skip
def test_totals_remarks_and_signatures_are_no_records(put, words):
    jobs = read_jobs(put(f"{TABLE}{words},,\n"))
    assert jobs.problems[["code", "line"]].to_numpy().tolist() == [["row_total", "line 4"]]


@pytest.mark.parametrize(
    "title", ["统计员", "会计", "总计划员", "审核员", "说明书翻译", "日期管理：仓库员"]
)
def test_jobs_that_sound_like_totals_are_records(title):
    assert len(read_jobs(pd.DataFrame({"岗位名称": [title], "月薪": ["5000"]}))) == 1


def test_tables_pasted_below_each_other_lose_their_headers_and_titles():
    header = ["岗位编号", "岗位名称", "月薪"]
    rows = [["1", "焊工", "5000"], ["双江镇岗位表", None, None], header, ["2", "电工", None],
            [None, "岗位名称", None]]  # fmt: skip
    jobs = read_jobs(pd.DataFrame(rows, columns=header), max_bad=1.0)
    assert jobs.ids.tolist() == ["1", "2"]
    listed = jobs.problems.query("row >= 0")[["row", "code"]].to_numpy().tolist()
    assert listed == [[1, "row_header"], [2, "row_header"], [4, "id_missing"]]


def test_an_open_quotation_mark_is_named_not_swallowed(put):
    message = fails(put(TABLE + '003,"保安,3000\n' + "004,司机,1\n" * 50), "csv_quote")
    assert "line 4 " in message
    assert "保安" not in message


def test_nul_characters_are_dropped_and_listed(put):
    jobs = read_jobs(put(TABLE.replace("焊工", "焊\0工")))
    assert jobs["title"][0] == "焊工"
    assert "nul_removed" in codes(jobs)


def test_huge_cells_leave_the_limit_of_csv_alone(put):
    before = csv.field_size_limit()
    jobs = read_jobs(put(TABLE + f"003,{'焊' * (before + 10)},3000\n"))
    assert jobs.ids.tolist() == ["001", "002", "003"]
    assert csv.field_size_limit() == before
    path = put(TABLE + f"003,{'焊' * (before + 10)},3000\n")
    threads = [threading.Thread(target=read_jobs, args=(path,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert csv.field_size_limit() == before


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8),
                 min_size=2, max_size=4), max_size=6))  # fmt: skip
def test_written_cells_come_back(rows):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [list(cells) for _, cells in _parse(text.getvalue(), ",")][:-1] == rows


@given(st.binary(max_size=200))
def test_any_bytes_end_in_records_or_an_error_of_ours(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    for start in (b"", b"job_id,title\n"):
        path.write_bytes(start + content)
        with contextlib.suppress(JobmatchError):
            read_jobs(path)


def test_workbooks_with_titles_dates_and_several_sheets(book):
    path = book({
        "说明": [["填表说明"], ["请如实填写"]],
        "岗位": [["某县招聘岗位表"], [], ["岗位编号", "岗位名称", "截止日期", None],
               ["001", "焊工", dt.date(2026, 3, 1)], [None], [None, "厨师", None]],
        "更多": [["岗位名称", "月薪"], ["保安", 3000]],
    })  # fmt: skip
    jobs = read_jobs(path)
    assert jobs.ids.tolist() == ["001"]
    assert str(jobs["valid_until"][0]) == "2026-03-01"
    notes = jobs.problems.set_index("code")["detail"]
    assert notes["sheet_ignored"] == "说明, 更多"
    assert jobs.problems.query("code == 'id_missing'")["line"].tolist() == ["岗位 row 6"]
    assert read_jobs(path, sheet="更多")["title"].tolist() == ["保安"]
    assert read_jobs(path, sheet=2)["title"].tolist() == ["保安"]
    assert "'更多'" in fails(path, "sheet_missing", sheet="没有")
    fails(path, "sheet_missing", sheet=3)
    fails(path, "missing_column", sheet=0)


def test_a_sheet_cannot_be_asked_of_text(put):
    with pytest.raises(RecipeError):
        read_jobs(put(TABLE), sheet="岗位")


def test_a_header_of_two_levels_is_one(book):
    top = ["岗位名称", "招聘人数", "任职要求", None, None, "月薪"]
    low = [None, None, "学历", "年龄", "技能", None]
    row = ["焊工", 5, "初中", "18-45", "二保焊", "6000"]
    jobs = read_jobs(book({"a": [["招聘表"], top, low, row]}, merge=["C2:E2", "A2:A3"]))
    assert jobs["title"].tolist() == ["焊工"]
    assert set(jobs.columns) == {"title", "headcount", "education", "age", "skills", "salary"}
    many = [None, "经验要求", "学历", "年龄", "技能", "证书"]
    jobs = read_jobs(book({"a": [["岗位名称", "任职要求"], many, row]}))
    assert jobs["title"].tolist() == ["焊工"]
    assert "experience" in jobs


def test_a_cell_that_sounds_like_a_heading_is_no_level_of_the_header(put):
    jobs = read_jobs(put("岗位名称,工种,月薪\n其他,工种,5000\n说明,其他,备注\n"))
    assert jobs.ids.tolist() == ["J00001", "J00002"]


def test_a_header_may_be_one_known_text_column(put):
    assert read_jobs(put("招聘信息,\n岗位名称,颜色\n焊工,红\n"))["title"].tolist() == ["焊工"]


def test_ids_typed_as_numbers_in_excel(book):
    jobs = read_jobs(book({"a": [["岗位编号", "岗位名称"], [123, "焊工"], ["0045", "厨师"]]}))
    assert jobs.ids.tolist() == ["123", "0045"]
    assert "id_numeric" in codes(jobs)
    rows = [["seeker_id"], [110101199003070011], [110101199003070012]]
    message = fails(book({"a": rows}), "id_float_lossy", read_seekers)
    assert "seekers: column seeker_id" in message
    assert "1101" not in message


def test_cells_merged_downwards_hold_in_every_row(book):
    rows = [["招聘表", None, None], ["单位名称", "岗位名称", "月薪"],
            ["甲厂", "焊工", 5000], [None, "厨师", 4000], ["乙厂", "保安", 3000]]  # fmt: skip
    jobs = read_jobs(book({"a": rows}, merge=["A1:C1", "A3:A4"]))
    assert jobs["employer"].tolist() == ["甲厂", "甲厂", "乙厂"]


def test_formulas_without_a_result_are_unknown_and_listed(book):
    jobs = read_jobs(
        book({"a": [["job_id", "title", "其他列"], ["J1", "=A1", "=A1"], ["J2", "焊工", 1]]})
    )
    assert jobs["title"].tolist() == ["", "焊工"]
    found = jobs.problems.query("code == 'formula_cell'")
    assert found[["row", "column", "action"]].to_numpy().tolist() == [[0, "title", "unknown"]]


def test_error_values_of_a_spreadsheet_are_unknown_and_listed(put):
    jobs = read_jobs(put(TABLE.replace("面议", "#REF!")))
    found = jobs.problems.query("code == 'cell_error'")
    assert found[["row", "column"]].to_numpy().tolist() == [[1, "salary"]]


def test_damaged_workbooks_are_refused(book, put):
    good = book({"a": [["岗位名称"], ["焊工"]]}).read_bytes()
    for content in (good[: len(good) // 2], b"PK\x03\x04" + b"\0" * 100, b"no zip at all"):
        fails(put(content, "bad.xlsx"), "file_corrupt")
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a")
    fails(put(empty.getvalue(), "bad.xlsx"), "file_corrupt")
    fails(book({"a": []}), "file_empty")


@given(st.integers(0, 5000), st.integers(0, 255))
def test_any_damage_to_a_workbook_ends_in_records_or_an_error_of_ours(
    tmp_path_factory, place, value
):
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.append(["岗位名称"])
    workbook.active.append(["焊工"])
    buffer = io.BytesIO()
    workbook.save(buffer)
    content = bytearray(buffer.getvalue())
    content[place % len(content)] = value
    path.write_bytes(content)
    with contextlib.suppress(JobmatchError):
        read_jobs(path)


def test_archives_that_unpack_to_too_much_are_refused(put, monkeypatch):
    monkeypatch.setattr("jobmatch.records.workbook.MAX_BYTES", 10_000)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000)
    fails(put(bomb.getvalue(), "bomb.xlsx"), "file_too_large")


def test_parquet(tmp_path, put):
    path = tmp_path / "jobs.parquet"
    pd.DataFrame(
        {"岗位编号": ["001", "002"], "岗位名称": ["焊工", None], "月薪": [5000, 6000]}
    ).to_parquet(path)
    jobs = read_jobs(path)
    assert jobs.ids.tolist() == ["001", "002"]
    assert jobs["salary"]["low"].tolist() == [5000, 6000]
    fails(put(path.read_bytes()[:-20], "bad.parquet"), "file_corrupt")


def test_a_file_without_known_headings_shows_none_of_its_cells(put):
    message = fails(put("张三,13800138000\n李四,13900139000\n"), "missing_column")
    assert "张三" not in message
    assert "138" not in message
