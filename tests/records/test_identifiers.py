from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.errors import TableError
from jobmatch.records import read_jobs, read_seekers
from jobmatch.records.identifiers import MAX_LENGTH, Identity, made_ids, read_id


def read(cells, **more):
    return read_jobs(pd.DataFrame({"job_id": pd.Series(cells, dtype=object), **more}))


def titled(cells):
    return read(cells, title=[f"焊工{row}" for row in range(len(cells))])


def rows_with(records, code):
    return records.problems.query("code == @code")["row"].tolist()


@given(st.text("0123456789ABCxyz-_", min_size=1, max_size=40).filter(lambda text: text.strip("-_")))
def test_plain_ids_come_back_exactly(text):
    if text.casefold() != "na":
        assert read_id(text).text == text


@pytest.mark.parametrize("cell", ["'00123", "’00123", "‘00123’", '="00123"', "＇00123"])
def test_the_mark_that_keeps_a_cell_text_is_no_part_of_an_id(cell):
    assert read_id(cell) == Identity("00123", "id_normalized")
    assert rows_with(titled([cell, "00123", "7"]), "id_duplicate_conflict") == [0, 1]


def test_a_formula_is_an_id_as_typed_and_never_run():
    assert read_id("=1+1").text == "=1+1"


@pytest.mark.parametrize("cell", ["#####", "***", "——", "...", "_", "\u3000/", "？"])
def test_signs_without_a_letter_or_digit_are_no_id(cell):
    assert read_id(cell) == Identity(None, "id_missing")


def test_leading_zeros_and_long_numbers_are_text():
    assert titled(["00123", "031910442015000077"]).ids.tolist() == ["00123", "031910442015000077"]


@pytest.mark.parametrize("cell", [None, float("nan"), pd.NA, pd.NaT, "", " \u3000", "\u200b",
                                  "nan", "None", "<NA>", "NULL", Decimal("NaN")])  # fmt: skip
def test_a_missing_id_costs_the_row(cell):
    jobs = titled([cell, "J2"])
    assert jobs.ids.tolist() == ["J2"]
    assert rows_with(jobs, "id_missing") == [0]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.10101E+17", "id_scientific"), ("4.2e+05", "id_scientific"),
        ("110101199003070020.0", "id_decimal_suffix"),
        (True, "id_type"), (np.bool_(False), "id_type"), (["a"], "id_type"), ({"a": 1}, "id_type"),
        (b"A1", "id_type"), (1.5, "id_type"), (float("inf"), "id_type"),
        (Decimal("0.5"), "id_type"),
        (pd.Timestamp("2026-01-02"), "id_type"), (np.array([1]), "id_type"),
        ("9" * 10_000, "id_too_long"), (10**200, "id_too_long"), ("\ufdfa" * 20, "id_too_long"),
        ("J\u202e1", "id_control_char"), ("J\ud83d", "id_control_char"),
        ("J\n1", "id_control_char"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_cell_that_cannot_be_an_id_costs_the_row(cell, code):
    jobs = titled([cell, "J2"])
    assert jobs.ids.tolist() == ["J2"]
    assert rows_with(jobs, code) == [0]


@pytest.mark.parametrize("cell", ["1E10", "12E5", "=1+1", "A.0", "1.10", "无锡-3", "J 1"])
def test_what_only_looks_odd_is_an_id(cell):
    jobs = titled([cell, "J2"])
    assert jobs.ids.tolist() == [cell, "J2"]
    assert jobs.problems.empty


def test_numbers_are_taken_while_exact_and_noted_once():
    jobs = titled([7, 8.0, np.int64(9), Decimal(10), "11.0"])
    assert jobs.ids.tolist() == ["7", "8", "9", "10", "11"]
    assert jobs.problems.query("code == 'id_numeric'")["row"].tolist() == [-1]
    assert rows_with(jobs, "id_decimal_suffix") == [4]


def test_whole_numbers_of_any_length_are_exact_as_int():
    frame = pd.DataFrame({"job_id": [110101199003070011, 110101199003070012], "title": "焊工"})
    assert read_jobs(frame).ids.tolist() == ["110101199003070011", "110101199003070012"]


def test_rounded_numbers_are_refused_not_repaired():
    frame = pd.DataFrame({"seeker_id": [110101199003070011, None], "求职意向": ["焊工", "厨师"]})
    assert frame["seeker_id"].dtype == float
    with pytest.raises(TableError, match=r"seekers: column seeker_id.*dtype=str") as caught:
        read_seekers(frame)
    assert caught.value.code == "id_float_lossy"
    assert "1101" not in str(caught.value)


def test_different_rows_under_one_id_all_leave_and_name_each_other():
    jobs = read(["J1", "J2", "J1"], title=["会计", "司机", "保安"])
    assert jobs.ids.tolist() == ["J2"]
    found = jobs.problems.query("code == 'id_duplicate_conflict'")
    assert found["row"].tolist() == [0, 2]
    assert set(found["detail"]) == {"one id in rows 0, 2"}


def test_identical_rows_are_kept_once():
    jobs = read(
        ["J1", "J2", "J1"], title=["会计", "司机", "会计"], salary=[None, None, float("nan")]
    )
    assert jobs.ids.tolist() == ["J1", "J2"]
    assert rows_with(jobs, "id_duplicate_exact") == [2]


def test_two_equal_rows_and_a_different_one_all_leave():
    assert len(read(["J1"] * 3, title=["会计", "会计", "保安"])) == 0


@pytest.mark.parametrize("cells", [["A01", "Ａ０１", "A01\u200b"], [1, "1"], ["A1", " A1"]])
def test_ids_equal_only_after_normalizing_are_in_conflict(cells):
    jobs = read(cells, title=["会计"] * len(cells))
    assert len(jobs) == 0
    details = jobs.problems.query("code == 'id_duplicate_conflict'")["detail"]
    assert len(details) == len(cells)
    assert all("after normalisation" in detail for detail in details)


def test_full_width_ids_are_normalized_and_listed():
    jobs = titled(["Ａ０１", "B\u200b2"])
    assert jobs.ids.tolist() == ["A01", "B2"]
    assert rows_with(jobs, "id_normalized") == [0, 1]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("110101199003070011", "id_is_national_id"), ("13800138000", "id_is_phone")],
)
def test_personal_numbers_as_ids_are_noted_without_showing_them(cell, code):
    jobs = titled([cell, "J2"])
    assert jobs.ids.tolist() == [cell, "J2"]
    assert jobs.problems["code"].tolist() == [code]
    assert cell not in jobs.problems.to_string()


def test_without_an_id_column_rows_are_numbered_from_one():
    jobs = read_jobs(pd.DataFrame({"title": ["焊工", None, "厨师"]}))
    assert jobs.ids.tolist() == ["J00001", "J00003"]
    assert jobs.rows.tolist() == [0, 2]
    assert set(jobs.problems["code"]) == {"id_from_row", "row_empty"}
    assert made_ids(np.array([123_455]), "S").tolist() == ["S123456"]


def test_length_limit_is_exact():
    assert read_id("9" * MAX_LENGTH).text is not None
    assert read_id("9" * (MAX_LENGTH + 1)).code == "id_too_long"
