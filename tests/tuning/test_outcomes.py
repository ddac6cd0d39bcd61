"""The table of outcomes: found columns, exact ids, nothing dropped in silence."""

import datetime as dt
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch import read_jobs, read_seekers
from jobmatch.errors import JobmatchError, TableError
from jobmatch.records import CODES
from jobmatch.tuning import read_outcomes

JOBS = read_jobs(pd.DataFrame({"job_id": ["J1", "007", "J3"], "title": ["焊工", "厨师", "月嫂"]}))
SEEKERS = read_seekers(
    pd.DataFrame({"seeker_id": ["S2", "S1", "12"], "desired_job": ["焊工", "厨师", "保洁"]})
)


def table(*rows, names=("seeker_id", "job_id", "outcome")):
    return pd.DataFrame(list(rows), columns=list(names), dtype=object)


def said(found):
    seekers, jobs = SEEKERS.ids[found.seeker_rows], JOBS.ids[found.job_rows]
    return list(zip(seekers.tolist(), jobs.tolist(), found.yes.tolist(), strict=True))


def codes(found):
    return list(found.left_out[["row", "column", "code"]].itertuples(index=False, name=None))


def test_outcomes_come_sorted_by_id_with_exact_ids():
    found = read_outcomes(
        table(("S2", "J1", "录用"), ("S1", "J3", 0), ("S1", "007", True), (12.0, "J1", "否")),
        JOBS, SEEKERS,
    )  # fmt: skip
    assert said(found) == [
        ("12", "J1", False), ("S1", "007", True), ("S1", "J3", False), ("S2", "J1", True),
    ]  # fmt: skip
    assert codes(found) == []


def test_the_order_of_rows_and_columns_plays_no_part():
    rows = [(s, j, k % 2) for k, (s, j) in enumerate((s, j) for s in SEEKERS.ids for j in JOBS.ids)]
    frame = table(*rows)
    expected = said(read_outcomes(frame, JOBS, SEEKERS))
    shuffled = frame.sample(frac=1.0, random_state=3)[["outcome", "job_id", "seeker_id"]]
    assert said(read_outcomes(shuffled, JOBS, SEEKERS)) == expected
    assert said(read_outcomes(pl.from_pandas(frame.astype(str)), JOBS, SEEKERS)) == expected


def test_what_cannot_be_used_is_listed_with_its_row_and_no_cell():
    frame = table(
        ("S1", "J1", "录用"),
        ("S1", "J9", "录用"),
        ("13800138000", "J1", "拒绝"),
        ("S2", "J1", "待定13800138000"),
        ("S2", "J3", None),
        (None, "J3", "录用"),
        ("S2", "007", 0.5),
    )
    before = frame.copy(deep=True)
    found = read_outcomes(frame, JOBS, SEEKERS)
    assert said(found) == [("S1", "J1", True)]
    assert codes(found) == [
        (1, "job_id", "outcome_unknown_id"),
        (2, "seeker_id", "outcome_unknown_id"),
        (3, "outcome", "outcome_unread"),
        (4, "outcome", "outcome_missing"),
        (5, "seeker_id", "id_missing"),
        (6, "outcome", "outcome_unread"),
    ]
    assert set(found.left_out["code"]) <= set(CODES)
    assert "13800138000" not in found.left_out.to_csv()
    pd.testing.assert_frame_equal(frame, before)


def test_a_pair_counts_once_and_a_contradiction_not_at_all():
    found = read_outcomes(
        table(
            ("S1", "J1", "录用"), ("S1", "J1", 1), ("S2", "J1", "面试"), ("S2", "J1", "未到岗"),
            ("S2", "J1", "面试"),
        ),
        JOBS, SEEKERS,
    )  # fmt: skip
    assert said(found) == [("S1", "J1", True)]
    assert codes(found) == [
        (1, "outcome", "outcome_repeated"),
        *((row, "outcome", "outcome_conflict") for row in (2, 3, 4)),
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("求职者编号", "岗位编号", "结果"),
        ("人员编号", "职位编号", "是否录用"),
        ("Seeker_ID", "job id", "Outcome"),
    ],
)
def test_chinese_headings_are_known(names):
    frame = table(("S1", "J1", "是"), names=names).assign(rank=1, score=0.5, 推荐理由="x")
    assert said(read_outcomes(frame, JOBS, SEEKERS)) == [("S1", "J1", True)]


def test_a_push_list_with_a_column_of_results_can_be_given_back():
    from jobmatch import Matcher
    from jobmatch.reports import push_list

    pushed = push_list(Matcher().fit(JOBS, SEEKERS).recommend_jobs(n=2))
    found = read_outcomes(pushed.assign(结果="已录用"), JOBS, SEEKERS)
    assert len(found) == len(pushed)


def test_an_exact_name_drives_out_other_headings():
    frame = table(("S1", "J1", 1)).assign(反馈="拒绝")
    assert said(read_outcomes(frame, JOBS, SEEKERS)) == [("S1", "J1", True)]


@pytest.mark.parametrize(
    ("names", "code", "told"),
    [
        (("seeker_id", "job_id", "x"), "missing_column", "outcome was not found"),
        (("编号", "编码", "结果"), "missing_column", "seeker_id was not found"),
        (("seeker_id", "seeker_id", "结果"), "missing_column", "all stand for seeker_id"),
    ],
)
def test_missing_and_double_columns_are_one_error(names, code, told):
    with pytest.raises(TableError, match=told) as caught:
        read_outcomes(table(("S1", "J1", 1), names=names), JOBS, SEEKERS)
    assert caught.value.code == code


def test_two_columns_of_results_are_refused():
    frame = table(("S1", "J1", 1, 0), names=("seeker_id", "job_id", "面试结果", "是否录用"))
    with pytest.raises(TableError, match="all stand for outcome") as caught:
        read_outcomes(frame, JOBS, SEEKERS)
    assert caught.value.code == "column_duplicate"


def test_rounded_ids_are_refused_and_no_table_is_no_table():
    frame = table((np.float64(10**17), "J1", 1))
    with pytest.raises(TableError) as caught:
        read_outcomes(frame, JOBS, SEEKERS)
    assert caught.value.code == "id_float_lossy"
    with pytest.raises(TableError) as caught:
        read_outcomes([("S1", "J1", 1)], JOBS, SEEKERS)
    assert caught.value.code == "not_a_dataframe"


def test_a_file_is_read_and_its_lines_are_told(tmp_path):
    path = tmp_path / "反馈.csv"
    path.write_text("求职者编号,岗位编号,结果\nS1,007,已录用\nS2,J1,待定\n", encoding="utf-8")
    found = read_outcomes(path, JOBS, SEEKERS)
    assert said(found) == [("S1", "007", True)]
    assert found.left_out["line"].tolist() == ["line 3"]


def test_a_table_without_rows_gives_no_outcomes():
    assert len(read_outcomes(table(), JOBS, SEEKERS)) == 0


CELLS = st.one_of(
    st.text(max_size=30),
    st.text(st.characters(codec=None), max_size=8),
    st.sampled_from(["S1", "J1", "录用", "未到岗", "拒绝，嫌远", "待定", " 1 ", "=1+1", "#N/A"]),
    st.sampled_from([None, pd.NA, pd.NaT, float("inf"), Decimal("NaN"), [1], {}, b"1", object()]),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates().map(lambda day: dt.datetime.combine(day, dt.time())),
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6))
def test_any_cells_end_in_outcomes_or_an_error_of_ours(rows):
    frame = table(*rows)
    try:
        found = read_outcomes(frame, JOBS, SEEKERS)
    except JobmatchError:  # a column of rounded ids is refused as a whole
        assert any(isinstance(cell, int | float) for row in rows for cell in row[:2])
        return
    assert found.yes.dtype == bool
    listed = set(found.left_out["row"])
    assert len(found) + len(listed) == len(frame)
    assert set(found.left_out["code"]) <= set(CODES)
