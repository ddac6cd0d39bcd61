"""What the README, its Chinese twin and the docs say is so: lines, table, figures, commands."""

import doctest
import re
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import jobmatch as jm

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.zh-CN.md")
FURTHER = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "CHANGELOG.md", ROOT / "benchmarks/README.md", *ROOT.glob("docs/**/*.md"))
)
PYTHON = re.compile(r"^```python\n(.*?)^```", flags=re.DOTALL | re.MULTILINE)


@cache
def page(name):
    return (ROOT / name).read_text(encoding="utf-8")


def table_behind(marker, name):
    """Cells of the Markdown table behind a marker, the header row first, the rule left out."""
    text = page(name).split(f"<!-- {marker} -->", 1)[1].lstrip("\n")
    lines = text.split("\n\n", 1)[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [rows[0], *rows[2:]]


def commands(name):
    return re.findall(r"^```sh\n(.*?)^```", page(name), flags=re.DOTALL | re.MULTILINE)


def without_comments(block):
    return [re.sub(r"\s+#.*", "", line) for line in block.splitlines()]


@pytest.fixture(scope="module")
def index():
    return jm.Matcher(day=jm.datasets.SAMPLE_DAY).fit(*jm.datasets.load_sample())


@pytest.mark.parametrize("name", [*PAGES, *FURTHER])
def test_the_lines_of_python_run_and_give_what_they_show(name):
    parser, flags = doctest.DocTestParser(), doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    names = {}  # a block may use what the blocks above it on the page have defined
    for number, block in enumerate(PYTHON.findall(page(name))):
        test = parser.get_doctest(block, names, f"{name}[{number}]", name, 0)
        assert test.examples
        said = []
        runner = doctest.DocTestRunner(optionflags=flags, verbose=False)
        result = runner.run(test, out=said.append, clear_globs=False)
        assert result.failed == 0, "".join(said)
        names = test.globs


@pytest.mark.parametrize("name", PAGES)
def test_there_are_lines_of_python_to_try(name):
    assert PYTHON.findall(page(name))


@pytest.mark.parametrize("name", PAGES)
def test_the_table_of_output_is_the_output(name, index):
    seeker = re.search(r"<!-- output: (\S+) -->", page(name))[1]
    header, *rows = table_behind(f"output: {seeker}", name)
    frame = index.recommend_jobs([seeker], n=len(rows)).frame
    expected = [
        [f"{cell:.6f}" if isinstance(cell, float) else str(cell) for cell in row]
        for row in frame[header].itertuples(index=False)
    ]
    assert rows == expected


@pytest.mark.parametrize("name", [*PAGES, "benchmarks/README.md"])
def test_the_figures_of_quality_are_those_of_the_page_on_quality(name):
    interval = re.compile(r"\| (\d\.\d{3} \[\d\.\d{3}, \d\.\d{3}\]) ")
    told = interval.findall(page(name))
    judged, market = page("docs/quality.md").split("\n## The seeded market\n")
    assert len(told) == 6
    assert set(told[0::2]) <= set(interval.findall(judged))
    assert set(told[1::2]) <= set(interval.findall(market))


@pytest.mark.parametrize("name", PAGES)
def test_the_share_of_vacancies_without_referral_is_the_one_told(name, index):
    told = int(re.search(r"<!-- unreferred -->\s*(\d+)", page(name))[1])
    expired = int((index.jobs["valid_until"] < np.datetime64(jm.datasets.SAMPLE_DAY)).sum())
    still_open = len(index.jobs) - expired
    assert f" {still_open} " in page(name)
    assert told == still_open - index.recommend_jobs(n=3).pairs["job_id"].nunique()


@pytest.mark.parametrize("name", PAGES)
def test_the_headings_told_are_read_as_told(name):
    header, *rows = table_behind("headings", name)
    assert len(header) == 4
    for jobs_name, jobs_headings, seekers_name, seekers_headings in rows:
        for read, names, headings, text in (
            (jm.read_jobs, jobs_name, jobs_headings, "title"),
            (jm.read_seekers, seekers_name, seekers_headings, "desired_job"),
        ):
            columns = re.findall(r"`(\w+)`", names)
            groups = headings.split("; ")[: len(columns)]
            for column, group in zip(columns, groups, strict=True):
                for heading in group.split(", "):
                    frame = pd.DataFrame({heading: ["3"]} | ({text: ["焊工"]}))
                    if column == text:
                        frame = pd.DataFrame({heading: ["焊工"]})
                    records = read(frame)
                    found = (*records.columns, *_id_column(records))
                    assert column in found, f"{heading} was not read as {column}"
                    assert heading not in records.left_out


def _id_column(records):
    numbered = (records.problems["code"] == "id_from_row").any()
    return () if numbered else (f"{records.table[:-1]}_id",)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("side", ["wish", "fit"])
def test_the_formula_names_the_features_of_the_standard_recipe(name, side):
    told = re.search(rf"^{side}\(i, j\) .*s_k\(i, j\) +(.+)$", page(name), flags=re.MULTILINE)[1]
    weights = getattr(jm.Matcher().recipe, side)
    assert told.split(", ") == [feature.name for feature, _ in weights]


def test_the_twin_has_the_same_commands_and_sections():
    english, chinese = (page(name) for name in PAGES)
    assert [without_comments(block) for block in commands(PAGES[0])] == [
        without_comments(block) for block in commands(PAGES[1])
    ]
    assert english.count("\n## ") == chinese.count("\n## ")
    marker = re.compile(r"<!-- [\w: -]+ -->")
    assert marker.findall(english) == marker.findall(chinese)


@pytest.mark.parametrize("marker", ["demo-command", "test-command"])
def test_a_command_to_paste_stands_alone_behind_its_marker(marker):
    block = page("README.md").split(f"<!-- {marker} -->\n```sh\n", 1)[1].split("```", 1)[0]
    assert len(block.splitlines()) == 1
    assert block.startswith("pip install ")


@pytest.mark.parametrize("path", [*PAGES, *FURTHER])
def test_links_lead_to_files_that_are_there(path):
    folder = (ROOT / path).parent
    for target in re.findall(r"\]\(([^)#]+)", page(path)):
        if "://" not in target:
            assert (folder / target).exists(), target


def test_every_folder_and_module_of_the_package_stands_in_the_layout():
    package = ROOT / "src" / "jobmatch"
    rooms = {path.stem for path in package.iterdir() if not path.name.startswith(("_", "py."))}
    for name in PAGES:
        layout = page(name).split("src/jobmatch/\n", 1)[1].split("```", 1)[0]
        assert rooms <= set(re.findall(r"── (\w+)", layout))
