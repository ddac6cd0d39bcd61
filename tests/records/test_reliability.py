"""What reading promises (R1 to R6), each with a count for every run and a long one.

`JOBMATCH_PROFILE=long` raises the counts: 50,000 tables for the 2,000, every character in ten
surroundings for two, each way to an error in both tables with all marks.
"""

import ast
import contextlib
import datetime as dt
import io
import logging
import os
import random
import sys
import time
import warnings
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jobmatch.records
from jobmatch.errors import JobmatchError, RecipeError, TableError
from jobmatch.records import read_jobs, read_seekers
from jobmatch.records.headings import aliases
from jobmatch.records.problems import ACTIONS, CODES
from jobmatch.schema import JOBS, SEEKERS, Column
from jobmatch.text import normalize, strip_private, strip_protected

LONG = os.environ.get("JOBMATCH_PROFILE") == "long"
READ = {"jobs": read_jobs, "seekers": read_seekers}
TABLES = (JOBS, SEEKERS)


def counted(short, long):
    return settings(
        max_examples=long if LONG else short,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


# -- R1: any table ends in records or in an error of ours ------------------------------------------

WORDS = [
    "", " ", "nan", "None", "<NA>", "5000-8000", "面议", "3年", "不限", "1e400", "\ud83d", "#REF!",
    "合计", "填表人：", "2026.3.1", "18-45周岁", "焊工证", "10人", "云阳", "是", "同户籍地",
    "=1+1", '="001"', "'00123", "1.1E+17", "岗位名称", "<b>焊工</b>", "①5000", "\u202e", "\0",
    "\ufdfa" * 50, "13800138000", "A" * 600, "9" * 5000,
]  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(WORDS), st.text(st.characters(), max_size=12), st.none(), st.just(pd.NA),
    st.just(pd.NaT), st.floats(), st.booleans(), st.integers(-(2**70), 2**70), st.dates(),
    st.datetimes(), st.timedeltas(), st.decimals(), st.complex_numbers(), st.binary(max_size=4),
    st.builds(dict), st.builds(list), st.builds(object), st.tuples(st.text(max_size=2)),
    st.builds(lambda: np.array([1, 2])), st.builds(lambda: np.array("焊工")),
    st.builds(lambda: np.float32(2**25)), st.builds(lambda: np.datetime64("NaT", "s")),
    st.builds(lambda: Decimal("sNaN")), st.builds(lambda: dt.time(1)),
    st.builds(lambda: pd.Timestamp("2026-01-01", tz="Asia/Shanghai")),
)  # fmt: skip
KNOWN = sorted(aliases("jobs"))[::7] + sorted(aliases("seekers"))[::7]
LABELS = st.one_of(
    st.sampled_from([column.name for table in TABLES for column in table.columns]),
    st.sampled_from([column.label for table in TABLES for column in table.columns]),
    st.sampled_from(KNOWN), st.text(st.characters(), max_size=6), st.none(), st.integers(),
    st.floats(), st.tuples(st.text(max_size=3), st.sampled_from(KNOWN)),
)  # fmt: skip
INDEXES = st.sampled_from(["range", "same", "dates", "two levels", "missing", "categories"])
DTYPES = st.sampled_from([
    "object", "object", "object", "category", "string", "Float64", "Int64", "boolean", "float32",
    "arrow", "datetime64[s]", "Sparse[float]",
])  # fmt: skip


def indexed(frame, kind):
    size = len(frame)
    frame.index = {
        "range": lambda: pd.RangeIndex(5, 5 + size),
        "same": lambda: pd.Index([0] * size),
        "dates": lambda: pd.date_range("2026-01-01", periods=size),
        "two levels": lambda: pd.MultiIndex.from_tuples(
            [(n % 2, n) for n in range(size)], names=["job_id", "title"]
        ) if size else pd.Index([]),
        "missing": lambda: pd.Index([None] * size, dtype=object),
        "categories": lambda: pd.CategoricalIndex(["a"] * size),
    }[kind]()  # fmt: skip
    return frame


def typed(cells, dtype):
    """A column of the dtype where its cells allow one, of objects else."""
    column = pd.Series(cells, dtype=object)
    if dtype == "arrow":
        if not all(cell is None or type(cell) is str for cell in cells):
            return column  # pyarrow may crash on other objects, before a table is read
        dtype = pd.ArrowDtype(pa.string())
    with warnings.catch_warnings(), contextlib.suppress(Exception):  # pandas refuses in any way
        warnings.simplefilter("ignore")
        return column.astype(dtype)
    return column


@st.composite
def frames(draw):
    size = draw(st.integers(0, 5))
    labels = draw(st.lists(LABELS, max_size=6))
    labels += draw(st.sampled_from([[], ["title"], ["desired_job"], ["岗位编号", "技能"]]))
    columns = [
        typed(draw(st.lists(CELLS, min_size=size, max_size=size)), draw(DTYPES)) for _ in labels
    ]
    frame = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(size))
    frame.columns = pd.Index(labels, dtype=object, tupleize_cols=False)
    frame.attrs["source"] = "县局"
    return indexed(frame, draw(INDEXES))


@counted(2_000, 50_000)
@given(frames(), st.sampled_from(["jobs", "seekers"]))
def test_r1_any_frame_ends_in_records_or_one_error_of_ours_in_two_seconds(frame, table):
    begun = time.process_time()
    before = pickled(frame)
    with contextlib.suppress(JobmatchError):
        records = READ[table](frame, max_bad=1.0)
        assert set(records.problems["code"]) <= set(CODES)
        assert set(records.problems["action"]) <= set(ACTIONS)
        gone = set(records.problems.query("action == 'left out'")["row"])
        assert gone | set(records.rows.tolist()) == set(range(len(frame)))
        assert not gone & set(records.rows.tolist())
    assert pickled(frame) == before
    assert time.process_time() - begun < 2.0


def pickled(frame):
    """All that can be told of a frame: cells, dtypes, labels, index, attrs."""
    cells = [[repr(cell) for cell in frame.iloc[:, n].tolist()] for n in range(frame.shape[1])]
    return (
        cells, [str(dtype) for dtype in frame.dtypes], [repr(name) for name in frame.columns],
        repr(frame.index.tolist()), repr(frame.index), frame.attrs.copy(),
    )  # fmt: skip


# -- R2: a bad cell costs the cell, a row without identity the row ---------------------------------


def county(table, size=12):
    """A table without fault; every row another."""
    cells = {
        "title": "焊工", "employer": "县机械厂", "occupation": "焊工", "location": "重庆市云阳县",
        "salary": "5000-6000元/月", "headcount": "3", "education": "初中", "experience": "2年",
        "age": "18-45周岁", "skills": "焊接", "licences": "特种作业操作证(焊接)",
        "description": "车间工作", "benefits": "包吃住", "published_on": "2026-03-01",
        "valid_until": "2026-06-30", "desired_job": "焊工", "work_history": "焊工五年",
        "home": "重庆市云阳县", "residence": "重庆市云阳县", "desired_location": "上海市",
        "desired_salary": "5000", "opted_out": "否",
    }  # fmt: skip
    frame = pd.DataFrame(
        {column.name: [cells.get(column.name, "")] * size for column in table.columns}, dtype=object
    )
    frame[table.id.name] = [f"N{row:03d}" for row in range(size)]
    return frame


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@counted(150, 4_000)
@given(st.data())
def test_r2_whatever_stands_in_one_cell_all_other_rows_are_the_same(table, data):
    whole = county(table)
    clean = READ[table.name](whole)
    row = data.draw(st.integers(0, len(whole) - 1))
    column = data.draw(st.sampled_from([column.name for column in table.columns]))
    cells = whole[column].tolist()
    cells[row] = data.draw(CELLS)
    whole[column] = pd.Series(cells, dtype=object)
    try:
        dirty = READ[table.name](whole, max_bad=1.0)
    except TableError as error:
        if (error.code, column) != ("id_float_lossy", table.id.name):
            raise
        return
    others = [name for name in clean.ids if name != f"N{row:03d}"]
    if str(cells[row]) not in others:  # else both rows of the one id leave
        for name in clean.columns:
            one = clean[name][[clean.row_of(other) for other in others]]
            two = dirty[name][[dirty.row_of(other) for other in others]]
            assert repr(one.tolist()) == repr(two.tolist())
    assert set(dirty.problems.query("row >= 0")["row"]) <= {row} or str(cells[row]) in others


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_r2_a_bad_cell_is_listed_with_table_row_column_and_code(table):
    for column in (column for column in table.columns if column is not table.id):
        frame = county(table)
        frame[column.name] = pd.Series([*frame[column.name][:-1], {"k": 1}], dtype=object)
        records = READ[table.name](frame)
        listed = records.problems[["table", "row", "column", "action"]].to_numpy().tolist()
        assert listed == [[table.name, len(frame) - 1, column.name, "unknown"]]
        assert records.ids.tolist() == frame[table.id.name].tolist()


def test_r2_a_mostly_bad_table_is_one_error_with_a_bound_of_its_own():
    frame = county(JOBS, 20)
    frame.loc[:3, "job_id"] = None
    assert len(read_jobs(frame)) == 16
    frame.loc[4, "job_id"] = None
    with pytest.raises(TableError, match="5 of 20 rows") as caught:
        read_jobs(frame)
    assert caught.value.code == "too_many_bad_rows"
    assert len(read_jobs(frame, max_bad=0.25)) == 15


# -- R3: nothing ever shows a cell -----------------------------------------------------------------

MARK = "壬癸7Q"


def marked(table, size=12):
    """A table whose every cell carries a mark of its own."""
    columns = enumerate(column.name for column in table.columns)
    return pd.DataFrame(
        {name: [f"{MARK}{place}之{row}" for row in range(size)] for place, name in columns}
    )


def book(rows):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def ways_out(table, folder):
    """Every way that reading can end in an error or a problem, as code -> source, settings."""
    whole = marked(table)
    key, text = table.id.name, table.text[0]
    head = f"{key},{text}\n"
    row = f"{MARK}1,{MARK}2\n"

    def put(name, content):
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    yield "too_many_bad_rows", whole.assign(**{key: None}), {}
    yield "id_duplicate_conflict", whole.assign(**{key: f"{MARK}1"}), {"max_bad": 1.0}
    yield "id_duplicate_exact", pd.concat([whole, whole]), {}
    yield "id_control_char", whole.assign(**{key: f"{MARK}\u202e"}), {"max_bad": 1.0}
    yield "id_too_long", whole.assign(**{key: MARK * 50}), {"max_bad": 1.0}
    yield "id_type", whole.assign(**{key: [[MARK]] * len(whole)}), {"max_bad": 1.0}
    yield "id_normalized", whole.assign(**{key: "'" + whole[key]}), {}
    yield "id_float_lossy", whole.assign(**{key: 1.23456789012345e17}), {}
    yield "missing_column", whole[[key]], {}
    yield "missing_column", pd.DataFrame({MARK: [MARK]}), {}
    yield "missing_column", put("no_header.csv", row * 3), {}
    yield (
        "column_duplicate",
        whole.assign(教育程度=MARK, 受教育程度=MARK).drop(columns="education"),
        {},
    )
    yield "column_unused", whole.assign(教育程度=MARK), {}
    yield (
        "wrong_table",
        READ[{"jobs": "seekers"}.get(table.name, "jobs")](
            marked(SEEKERS if table is JOBS else JOBS)
        ),
        {},
    )
    yield "not_a_dataframe", f"{head}{row}", {}
    yield "not_a_dataframe", [{text: MARK}], {}
    yield "path", folder / "none.csv", {}
    yield "path", put("none", head + row), {}
    yield "file_empty", put("blank.csv", "\n\n"), {}
    yield "file_truncated", put("cut.csv", (head + row + MARK[0]).encode()[:-1]), {}
    yield "file_corrupt", put("text.xlsx", head + row), {}
    yield "file_corrupt", put("half.xlsx", book([[key, text], [MARK, MARK]])[:900]), {}
    yield "file_corrupt", put("half.parquet", b"PAR1" + MARK.encode()), {}
    yield "wrong_format", put("page.xls", f"<html><p>{MARK}</p></html>"), {}
    yield "wrong_format", put("page.pdf", f"%PDF {MARK}"), {}
    yield "encoding_mixed", put("mixed.csv", (head + row).encode() + row.encode("gb18030")), {}
    yield (
        "encoding_unknown",
        put("odd.csv", row.encode("gb18030") + b"\xff" + row.encode("gb18030")),
        {},
    )
    yield "encoding_unknown", put("ascii.csv", head + row), {"encoding": "ascii"}
    yield "text_garbled", put("twice.csv", row.encode().decode("latin-1") * 3), {}
    yield "csv_quote", put("quote.csv", f'{head}{MARK},"{MARK}\n{row}'), {}
    yield "sheet_missing", put("sheet.xlsx", book([[key, text], [MARK, MARK]])), {"sheet": 7}
    yield "row_ragged", put("ragged.csv", f"{head}{MARK}1,{MARK}2,{MARK}3\n"), {}
    yield "row_total", put("total.csv", f"{head}{row}填表人：{MARK},\n"), {}
    yield "row_header", put("header.csv", f"{head}{row}{head}"), {}
    yield "cell_error", put("error.csv", f"{head}{MARK},#REF!\n"), {}
    yield "formula_cell", put("formula.xlsx", book([[key, text], [MARK, f'="{MARK}"&1']])), {}
    yield "nul_removed", put("nul.csv", head + row.replace("Q", "Q\0")), {}
    yield "csv_delimiter", put("tabs.csv", (head + row).replace(",", "\t")), {}
    yield "heading_guessed", pd.DataFrame({text: [MARK], "educatoin": [MARK]}), {}
    for place, column in enumerate(table.columns[1:]):
        for cell in ([MARK], MARK * 300, {MARK: 1}, MARK.encode(), f"{MARK}\u202e5000元2026年"):
            cells = pd.Series([cell] * len(whole), dtype=object)
            yield None, whole.assign(**{column.name: cells}), {"max_bad": place / 100}


def told(error):
    """All that an error says, with what it came from."""
    while error is not None:
        yield from (str(error), repr(error), repr(error.args), repr(vars(error)))
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_r3_no_cell_stands_in_any_error_problem_log_or_warning(table, tmp_path, caplog, recwarn):
    forms = (MARK, MARK[:2], repr(MARK.encode())[2:-1], repr(MARK.encode("gb18030"))[2:-1])
    with caplog.at_level(logging.DEBUG):
        for code, source, options in ways_out(table, tmp_path):
            try:
                records = READ[table.name](source, **options)
            except (TableError, RecipeError) as error:
                shown, found = list(told(error)), {error.code}
            else:
                listed = records.problems
                shown = [repr(records), listed.to_string(max_colwidth=None)]
                found = set(listed["code"])
            assert code is None or code in found, (code, found)
            assert not any(form in text for form in forms for text in shown), code
    texts = [caplog.text, *(str(warning.message) for warning in recwarn)]
    assert not any(form in text for form in forms for text in texts)


def ends():
    """Codes of every TableError that the rooms of reading can raise, told from their source."""
    for path in Path(jobmatch.records.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "TableError":
                values = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
                for part in (part for value in values for part in ast.walk(value)):
                    if isinstance(getattr(part, "value", None), str) and part.value in CODES:
                        yield part.value


def test_r3_every_code_that_ends_reading_is_forced_above(tmp_path):
    forced = {code for code, *_ in ways_out(JOBS, tmp_path)}
    assert len(set(ends())) > 12
    # The bound on the size of a file is lowered where it is tested.
    assert set(ends()) - forced == {"file_too_large"}


# -- R4: ids come back exactly, or not at all ------------------------------------------------------


@counted(300, 5_000)
@given(
    st.lists(
        st.text("0123456789ABCXYZxyz云阳-", min_size=1, max_size=20).filter(
            lambda text: any(map(str.isalnum, text)) and text.casefold() not in {"na", "nan"}
        ),
        min_size=1, max_size=5, unique=True,
    )
)  # fmt: skip
def test_r4_ids_come_back_as_the_text_they_were_from_every_kind_of_source(ids):
    frame = pd.DataFrame({"job_id": ids, "title": "焊工"})
    stream = io.BytesIO()
    frame.to_parquet(stream)
    assert read_jobs(frame).ids.tolist() == ids
    assert read_jobs(pa.table({"job_id": ids, "title": ["焊工"] * len(ids)})).ids.tolist() == ids


@pytest.mark.parametrize("ids", [["00123", "110101199003070011"], ["000", "0"], ["1E5", "1e5"]])
@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.xlsx", "t.parquet", "t.xls"])
def test_r4_ids_come_back_as_the_text_they_were_from_files(ids, name, tmp_path):
    frame, path = pd.DataFrame({"job_id": ids, "title": "焊工"}), tmp_path / name
    if name == "t.xlsx":
        frame.to_excel(path, index=False)
    elif name == "t.parquet":
        frame.to_parquet(path)
    elif name == "t.xls":
        path.write_text(frame.to_html(index=False), encoding="utf-8")
    else:
        frame.to_csv(path, index=False, sep="\t" if name == "t.tsv" else ",")
    assert read_jobs(path).ids.tolist() == ids


@pytest.mark.parametrize(
    "ids",
    [
        np.array([1.1e17, 2e17]), np.array([1e16, np.nan]), np.array([1, 2**24 + 2], "float32"),
        np.array([1, 2050], "float16"), pd.array([1, None, 2**25], "Float32"),
        pd.array([None, 1e17], "Float64"), pd.array([1e17, None], pd.ArrowDtype(pa.float64())),
        pd.array([2.0**25, None], pd.ArrowDtype(pa.float32())),
    ],
)  # fmt: skip
def test_r4_a_column_of_ids_that_floats_have_rounded_is_refused(ids):
    frame = pd.DataFrame({"job_id": ids, "title": "焊工"})
    sources = [frame]
    with contextlib.suppress(pa.ArrowException):  # arrow has no half floats of pandas
        sources.append(pa.Table.from_pandas(frame))
    for source in sources:
        with pytest.raises(TableError) as caught:
            read_jobs(source)
        assert caught.value.code == "id_float_lossy"


def test_r4_ids_that_a_sheet_shows_with_leading_zeros_keep_them(tmp_path):
    workbook = openpyxl.Workbook()
    for row in (["岗位编号", "岗位名称"], [1, "焊工"], [120, "电工"], [7, "钳工"]):
        workbook.active.append(row)
    for cell in ("A2", "A3"):
        workbook.active[cell].number_format = "000000"
    workbook.save(tmp_path / "a.xlsx")
    assert read_jobs(tmp_path / "a.xlsx").ids.tolist() == ["000001", "000120", "7"]


# -- R5: inputs are never changed ------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("dtype", ["object", "category", "string"])
def test_r5_a_frame_stays_as_it_is_and_may_be_read_only(table, dtype):
    frame = county(table).astype(dtype)
    frame.attrs["source"] = ["县局"]
    frame = indexed(frame, "same")
    if dtype == "object":
        for name in frame.columns:
            frame[name].to_numpy().flags.writeable = False
    before, cells = frame.copy(deep=True), frame.to_numpy(dtype=object).copy()
    for source in (frame, frame.iloc[::2], frame.T.T):
        READ[table.name](source)
    pd.testing.assert_frame_equal(frame, before, check_flags=True)
    assert (frame.to_numpy(dtype=object) == cells).all()
    assert frame.attrs == {"source": ["县局"]}


def test_r5_what_is_read_shares_no_memory_with_the_input():
    frame = pd.DataFrame({"title": ["焊工"] * 3, "km": np.ones(3)})
    records = read_jobs(frame, columns=[Column("km")])
    frame.loc[:, "km"] = 2.0
    frame.loc[:, "title"] = "厨师"
    assert records["km"].tolist() == [1.0] * 3
    assert records["title"].tolist() == ["焊工"] * 3


# -- R6: normalizing is idempotent and bounded -----------------------------------------------------

AROUND = [
    "{0}",
    "务9{0}a",
    "{0}{0}",
    "<{0}>",
    "&{0};",
    "({0})",
    "1{0}2",
    "{0}務",
    " {0} ",
    "a\u0301{0}",
]


@pytest.mark.parametrize("around", AROUND if LONG else AROUND[:2])
def test_r6_normalizing_every_character_twice_changes_nothing_and_stays_bounded(around):
    for start in range(0, sys.maxunicode + 1, 64):
        text = "".join(around.format(chr(code)) for code in range(start, start + 64))
        once = normalize(text)
        assert normalize(once) == once, hex(start)
        assert len(once) <= 18 * len(text)


@pytest.mark.parametrize("clean", [normalize, lambda text: strip_private(text)[0], strip_protected])
def test_r6_cleaning_random_texts_twice_changes_nothing(clean):
    rng = random.Random(None if LONG else 26)
    pools = (
        "男女限汉族已婚育户口、，. 3",
        "138001@qq.com微信号:-电话 ",
        "<p>&lt;務(wù)①½\u200bＡé",
    )
    for number in range(200_000 if LONG else 7_000):
        text = normalize("".join(rng.choices(pools[number % 3], k=rng.randint(1, 25))))
        once = clean(text)
        assert clean(once) == once, ascii(text)
