"""Headcounts and plain numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.records.counts import read_count, read_number

OPEN = math.nan


@pytest.mark.parametrize(
    ("cell", "span"),
    [
        ("10人", (10, 10)),
        ("16人人", (16, 16)),
        ("5-8名", (5, 8)),
        ("3-4名", (3, 4)),
        ("两名", (2, 2)),
        (10, (10, 10)),
        ("十余人", (10, 19)),
        ("20余人", (20, 29)),
        ("百余人", (100, 199)),
        ("3+", (3, OPEN)),
        ("10人以内", (1, 10)),
        ("1,000人", (1000, 1000)),
        ("10.0", (10, 10)),
        ("两千人", (2000, 2000)),
        ("3 人", (3, 3)),
        (">5", (5, OPEN)),
        ("2026年招4人", (4, 4)),
    ],
)
def test_headcounts(cell, span):
    result = read_count(cell)
    assert result.value == pytest.approx(span, nan_ok=True)
    assert result.code is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("若干", "headcount_missing"),
        ("数名人", "headcount_missing"),
        ("人", "headcount_missing"),
        ("不限人", "headcount_missing"),
        ("数十人", "headcount_missing"),
        ("几十人", "headcount_missing"),
        ("一批", "headcount_missing"),
        ("招满为止，一般长期", "headcount_missing"),
        ("3个月", "number_unparsed"),
        ("-1", "number_out_of_range"),
        (2.0**63, "number_out_of_range"),
        (2.5, "number_unparsed"),
        ("焊工、普工各5人", "number_unparsed"),
        ("一组3人，二组5人", "number_unparsed"),
        ("8人（焊工3人，普工4人）", "number_unparsed"),
    ],
)
def test_headcounts_that_are_not_known(cell, code):
    result = read_count(cell)
    assert (result.code, result.action) == (code, "unknown")


@pytest.mark.parametrize("cell", ["0", "零人", "已招满", "停招"])
def test_no_vacancy_is_read_and_flagged(cell):
    result = read_count(cell)
    assert (result.value, result.code, result.action) == ((0, 0), "job_no_vacancy", "flagged")


@given(st.integers(1, 100_000))
def test_every_count_is_what_it_says(count):
    assert read_count(f"{count}人").value == (count, count) == read_count(count).value


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_numbers_are_what_they_say(number):
    assert read_number(repr(number)).value == number == read_number(number).value


@pytest.mark.parametrize(
    ("text", "code"),
    [("abc", "number_unparsed"), ("1e400", "number_not_finite"), ("1_000", "number_unparsed")],
)
def test_what_is_no_number_is_unknown(text, code):
    assert read_number(text).code == code


@pytest.mark.parametrize(
    ("cell", "total"),
    [
        ("男3女2", 5),
        ("3男2女", 5),
        ("焊工3人，普工5人", 8),
        ("10人（男5女5）", 10),
        ("男女各5人", 10),
    ],
)
def test_what_is_told_apart_is_added_up(cell, total):
    assert read_count(cell).value == (total, total)
