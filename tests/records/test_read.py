import datetime as dt
import logging
import subprocess
import sys
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.errors import JobmatchError, RecipeError, TableError
from jobmatch.records import read_jobs, read_seekers
from jobmatch.records.headings import aliases
from jobmatch.records.problems import ACTIONS, CODES
from jobmatch.schema import JOBS, SEEKERS

READ = {"jobs": read_jobs, "seekers": read_seekers}


def jobs_frame(size=3):
    return pd.DataFrame({
        "岗位编号": [f"J{row}" for row in range(size)],
        "岗位名称": [f"焊工{row}" for row in range(size)],
        "月薪": ["5000-6000"] * size,
        "工作地点": ["合肥"] * size,
        "性别": ["女"] * size,
    })  # fmt: skip


def same(one, two):
    assert one.ids.tolist() == two.ids.tolist()
    assert one.columns == two.columns
    for name in one.columns:
        assert one[name].dtype == two[name].dtype
        assert repr(one[name].tolist()) == repr(two[name].tolist())


def fails(source, code, read=read_jobs, **settings):
    with pytest.raises(TableError) as caught:
        read(source, **settings)
    assert caught.value.code == code
    return str(caught.value)


def test_frames_of_all_libraries_give_the_same():
    frame = jobs_frame()
    expected = read_jobs(frame)
    for other in (
        pl.from_dict(frame.to_dict("list")), pl.from_dict(frame.to_dict("list")).lazy(),
        pa.table(frame.to_dict("list")), frame.astype("string"), frame.astype("category"),
        frame.astype(object),
    ):  # fmt: skip
        same(read_jobs(other), expected)


@pytest.mark.parametrize("source", [None, 3, [1], {"title": ["焊工"]}, b"x", pd.Series([1]),
                                    pl.Series([1]), np.zeros((2, 2)), object()])  # fmt: skip
def test_what_is_no_frame_is_named(source):
    message = fails(source, "not_a_dataframe", read_seekers)
    assert "seekers" in message
    assert "DataFrame" in message


@pytest.mark.parametrize(
    "index",
    [[2, 0, 1], [0, 0, 1], [None, "a", 3.5], pd.MultiIndex.from_tuples([(0, 1), (0, 1), (1, 0)]),
     pd.to_datetime(["2026-01-01"] * 3)],
    ids=repr,
)  # fmt: skip
def test_the_index_plays_no_part(index):
    frame = jobs_frame()
    expected = read_jobs(frame)
    frame.index = index
    same(read_jobs(frame), expected)


def test_odd_labels_are_left_out():
    frame = pd.DataFrame([["焊工", 1, 2, 3, 4]], columns=["title", 5, None, ("a", "b"), "x"])
    jobs = read_jobs(frame)
    assert jobs.columns == ("title",)
    assert len(jobs.left_out) == 4
    two_levels = pd.DataFrame(
        [["焊工", "5000"]],
        columns=pd.MultiIndex.from_tuples([("岗位", "岗位名称"), ("待遇", "月薪")]),
    )
    assert read_jobs(two_levels).columns == ("title", "salary")


def test_unknown_and_protected_columns_are_not_read_but_named():
    frame = jobs_frame().assign(联系电话=["13800138000"] * 3, 颜色=["红"] * 3)
    jobs = read_jobs(frame)
    assert jobs.columns == ("title", "location", "salary")
    assert jobs.left_out == ("性别", "联系电话", "颜色")


def test_the_least_tables():
    assert len(read_jobs(pd.DataFrame({"job_id": ["J1"], "title": ["焊工"]}))) == 1
    assert len(read_seekers(pd.DataFrame({"seeker_id": ["S1"], "desired_job": ["焊工"]}))) == 1
    assert len(read_jobs(pd.DataFrame({"编号": ["1"], "技能": ["焊接"]}))) == 1
    assert len(read_seekers(pd.DataFrame({"编号": ["1"], "技能": ["焊接"]}))) == 1
    assert (
        len(read_jobs(pd.DataFrame({"job_id": ["J1"], "title": [None], "text": ["焊接管道"]}))) == 1
    )


@pytest.mark.parametrize("table", [JOBS, SEEKERS], ids=lambda table: table.name)
def test_a_table_without_rows_has_columns_and_dtypes(table):
    headings = [table.id.name, *(column.name for column in table.columns[1:])]
    nothing = READ[table.name](pd.DataFrame(columns=headings))
    assert len(nothing) == 0
    assert nothing.columns == tuple(headings[1:])
    assert nothing.problems["code"].tolist() == ["empty_table"]
    for name in nothing.columns:
        assert nothing[name].shape == (0,)
    assert nothing.ids.dtype == object


def test_a_table_without_text_columns_is_refused():
    for frame in (pd.DataFrame(), pd.DataFrame({"job_id": ["1"], "月薪": ["5000"]})):
        message = fails(frame, "missing_column")
        assert "job_id" in message
        assert "title" in message


def test_the_other_table_is_recognised():
    message = fails(jobs_frame(), "missing_column", read_seekers)
    assert "read_jobs" in message
    both = pd.DataFrame({"seeker_id": ["1"], "text": ["会焊接"]})
    assert len(read_seekers(both)) == 1
    assert "read_seekers" in fails(both, "missing_column")
    other = pd.DataFrame({"job_id": ["1"], "text": ["招焊工"]})
    assert "read_jobs" in fails(other, "missing_column", read_seekers)


def test_blank_rows_leave_and_do_not_count_as_bad():
    frame = pd.DataFrame({"job_id": ["J1", *[None] * 30], "title": ["焊工", *[""] * 30]})
    jobs = read_jobs(frame)
    assert jobs.ids.tolist() == ["J1"]
    assert (jobs.problems["code"] == "row_empty").sum() == 30


def test_printed_row_numbers_make_no_record():
    frame = pd.DataFrame(
        {"序号": [1, 2, 3], "title": ["焊工", None, ""], "月薪": ["5000", None, None]}
    )
    assert read_jobs(frame).ids.tolist() == ["1"]


def test_a_mostly_bad_table_is_one_error_with_counts():
    frame = pd.DataFrame({"job_id": [*[None] * 4, *"ABCDEF"], "title": ["焊工"] * 10})
    message = fails(frame, "too_many_bad_rows")
    assert "4 of 10 rows" in message
    assert "id_missing 4" in message
    assert len(read_jobs(frame, max_bad=0.4)) == 6
    with pytest.raises(RecipeError):
        read_jobs(frame, max_bad=1.5)


def test_each_distinct_cell_is_parsed_once(monkeypatch):
    from jobmatch.records import cells

    asked = []
    read = cells.read

    def counted(kind, cell, **options):
        asked.append((kind, cell))
        return read(kind, cell, **options)

    monkeypatch.setattr("jobmatch.records.cells.read", counted)
    read_jobs(jobs_frame(500))
    assert len([kind for kind, _ in asked if kind == "salary"]) == 1
    assert len([kind for kind, _ in asked if kind == "text"]) == 500


def test_equal_cells_of_different_types_are_kept_apart():
    counts = pd.Series([1, True, 1.0], dtype=object)
    jobs = read_jobs(pd.DataFrame({"job_id": list("abc"), "title": "焊工", "招聘人数": counts}))
    assert jobs["headcount"]["low"].tolist()[::2] == [1, 1]
    assert jobs.problems[["row", "column"]].to_numpy().tolist() == [[1, "headcount"]]


def test_the_mark_that_keeps_a_cell_text_is_no_part_of_it():
    frame = pd.DataFrame(
        {"title": ['="焊工"', "'电工", "普工"], "salary": ['="5000"', "’6000", '=""']}
    )
    jobs = read_jobs(frame)
    assert jobs["title"].tolist() == ["焊工", "电工", "普工"]
    assert jobs["salary"]["low"].tolist()[:2] == [5000, 6000]
    assert set(jobs.problems["code"]) == {"id_from_row"}  # the last cell is a blank one


def test_logs_hold_counts_only(caplog):
    with caplog.at_level(logging.DEBUG, logger="jobmatch"):
        read_jobs(jobs_frame())
    assert "3 of 3 rows read" in caplog.text
    assert "焊工" not in caplog.text


@pytest.mark.parametrize("room", ["text", "text.lexicon", "places", "records", "datasets"])
def test_importing_a_room_loads_no_heavy_module_and_reads_no_data(room):
    code = (
        "import sys, importlib; opened = []; "
        "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0]))); "
        f"importlib.import_module('jobmatch.{room}'); "
        "heavy = ('jieba', 'opencc', 'stopwordsiso', 'openpyxl', 'pyarrow.parquet', 'polars'); "
        "print([name for name in heavy if name in sys.modules], "
        "[path for path in opened if path.endswith(('.tsv', '.csv', '.txt', '.json'))])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[] []"
    assert found.stderr == ""


# --- laws over any table -------------------------------------------------------------------------

SCALARS = st.one_of(
    st.none(), st.just(pd.NA), st.just(pd.NaT), st.just(np.nan), st.booleans(),
    st.integers(-(2**70), 2**70), st.floats(), st.text(st.characters(), max_size=20),
    st.sampled_from(["", " ", "nan", "5000-8000", "面议", "合肥", "3年", "不限", "1e400", "\ud83d",
                     "#REF!", "合计", "2026.3.1", "18-45周岁", "焊工证", "10人"]),
    st.binary(max_size=5), st.dates(), st.datetimes(), st.timedeltas(), st.decimals(),
    st.complex_numbers(), st.lists(st.integers(), max_size=2), st.tuples(st.text(max_size=3)),
    st.builds(dict), st.builds(object), st.builds(lambda: np.array([1, 2])),
    st.builds(lambda: np.float32(1.5)), st.builds(lambda: np.datetime64("NaT", "s")),
    st.builds(lambda: Decimal("sNaN")), st.builds(lambda: dt.time(1)),
    st.builds(lambda: pd.Timestamp("2026-01-01", tz="Asia/Shanghai")),
)  # fmt: skip
HEADINGS = st.one_of(
    st.sampled_from(sorted(aliases("jobs")) + sorted(aliases("seekers"))),
    st.sampled_from([c.name for c in (*JOBS.columns, *SEEKERS.columns)]),
    st.text(st.characters(), max_size=8), st.none(), st.integers(), st.floats(), st.booleans(),
    st.tuples(st.text(max_size=3), st.text(max_size=3)),
)  # fmt: skip


@st.composite
def frames(draw):
    size = draw(st.integers(0, 6))
    labels = draw(st.lists(HEADINGS, max_size=6))
    if draw(st.booleans()):
        labels = [*labels, draw(st.sampled_from(["title", "desired_job", "技能", "text"]))]
    columns = [
        pd.Series(draw(st.lists(SCALARS, min_size=size, max_size=size)), dtype=object)
        for _ in labels
    ]
    frame = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=range(size))
    frame.columns = pd.Index(labels, dtype=object, tupleize_cols=False)
    frame.index = pd.Index(draw(st.lists(st.integers(0, 3), min_size=size, max_size=size)))
    return frame


@given(frames(), st.sampled_from(["jobs", "seekers"]))
def test_any_frame_ends_in_records_or_an_error_of_ours(frame, table):
    before = frame.copy(deep=True)
    try:
        records = READ[table](frame, max_bad=1.0)
    except JobmatchError:
        pass
    else:
        assert len(set(records.ids.tolist())) == len(records)
        assert all(len(records[name]) == len(records) for name in records.columns)
        assert all(type(name) is str for name in records.ids)
        listed = set(records.problems.query("action == 'left out'")["row"])
        assert set(records.problems["code"]) <= set(CODES)
        assert set(records.problems["action"]) <= set(ACTIONS)
        assert listed | set(records.rows.tolist()) == set(range(len(frame)))
        assert not listed & set(records.rows.tolist())
    assert list(map(repr, frame.columns)) == list(map(repr, before.columns))
    assert repr(frame.to_numpy(dtype=object).tolist()) == repr(
        before.to_numpy(dtype=object).tolist()
    )
    assert frame.index.equals(before.index)


@given(st.data())
def test_a_bad_cell_costs_only_itself(data):
    size = data.draw(st.integers(2, 6))
    frame = jobs_frame(size).astype(object)
    clean = read_jobs(frame)
    row = data.draw(st.integers(0, size - 1))
    column = data.draw(st.sampled_from(["岗位编号", "岗位名称", "月薪", "工作地点"]))
    cell = data.draw(SCALARS)
    cells = frame[column].tolist()
    cells[row] = cell
    frame[column] = pd.Series(cells, dtype=object)
    try:
        dirty = read_jobs(frame, max_bad=1.0)
    except TableError as error:
        if error.code == "id_float_lossy":
            return
        raise
    others = [clean.row_of(f"J{n}") for n in range(size) if n != row]
    kept = [dirty.row_of(f"J{n}") for n in range(size) if n != row]
    for name in clean.columns:
        one, two = clean[name][others].tolist(), dirty[name][kept].tolist()
        assert repr(one) == repr(two)


def test_inputs_stay_as_they_are_and_may_be_read_only():
    frame = jobs_frame()
    frame.attrs["source"] = "县局"
    frame = frame.astype(object)
    for name in frame.columns:
        frame[name].to_numpy().flags.writeable = False
    numbers = pd.DataFrame(np.ones((3, 1)), columns=["月薪"])
    before = frame.copy(deep=True)
    read_jobs(frame)
    read_jobs(numbers.assign(title="焊工"))
    pd.testing.assert_frame_equal(frame, before)
    assert frame.attrs == {"source": "县局"}


def told(error):
    """All that an error says, with what it came from."""
    while error is not None:
        yield from (str(error), repr(error), repr(error.args), repr(vars(error)))
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("table", [JOBS, SEEKERS], ids=lambda table: table.name)
def test_no_cell_is_ever_shown(table, caplog, tmp_path):
    """Every cell carries the mark, every way out is taken, and the mark is nowhere."""
    mark = "壬癸Q7"
    cells = [f"{mark}{row}" for row in range(3)]
    names = [column.name for column in table.columns]
    whole = pd.DataFrame(dict.fromkeys(names, cells))
    tables = [
        whole, whole.assign(**{names[0]: [cells[0]] * 3}), whole[[names[5]]],
        whole.assign(薪资=cells, 工资=cells, 期望薪资=cells, 期望工资=cells),
        whole.assign(**{names[0]: [f"\u202e{mark}"] * 3}),
        pd.concat([whole.assign(**{names[0]: None})] * 5),
        pd.DataFrame({"联系电话": cells}),
    ]  # fmt: skip
    shown = []
    with caplog.at_level(logging.DEBUG):
        for frame in tables:
            try:
                records = READ[table.name](frame)
                shown += [repr(records), records.problems.to_string(), *records.left_out]
            except TableError as error:
                shown += told(error)
        path = tmp_path / "table.csv"
        for content in (
            whole.to_csv(index=False).encode() + b"\xc4\xe3", whole.to_csv(header=False).encode(),
            f'title\n"{mark}'.encode(), f"{mark}\n".encode("gb18030"),
        ):  # fmt: skip
            path.write_bytes(content)
            try:
                shown.append(READ[table.name](path).problems.to_string())
            except TableError as error:
                shown += told(error)
    assert len(shown) > 10
    for form in (mark, repr(mark.encode())[2:-1], repr(mark.encode("gb18030"))[2:-1]):
        assert form not in "".join(shown)
        assert form not in caplog.text
