"""Days: every way to write one, and no guess where the order or the year is not given."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.records.dates import OPEN_ENDED, read_date


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026.3.1", "2026-03-01"),
        ("2026/3/1", "2026-03-01"),
        ("2026年6月30日", "2026-06-30"),
        ("2015年03月19日", "2015-03-19"),
        ("20260630", "2026-06-30"),
        (20260630, "2026-06-30"),
        ("2026-06-30T08:00:00+08:00", "2026-06-30"),
        ("2026-06-30T23:00:00Z", "2026-07-01"),
        ("2026-06-30 12:00:00", "2026-06-30"),
        ("2026年3月底前", "2026-03-31"),
        ("2028年2月底", "2028-02-29"),
        ("13/07/2026", "2026-07-13"),
        ("07/13/2026", "2026-07-13"),
        ("2026.1.1-2026.6.30", "2026-06-30"),
        ("截止2026.6.30", "2026-06-30"),
        ("2026、6、30", "2026-06-30"),
        ("2026。6。30", "2026-06-30"),
        ("2026_06_30", "2026-06-30"),
        ("2026年底", "2026-12-31"),
        ("2026.5.1-6.30", "2026-06-30"),
        ("2026年6月1日至30日", "2026-06-30"),
        ("2026年5月6日起至6月30日止", "2026-06-30"),
        ("2026/5/1~6/30", "2026-06-30"),
        ("2026年5月1日9:00至6月30日17:00", "2026-06-30"),
        ("2026年5月1日—6月底", "2026-06-30"),
        ("2026-06-30-08:30", "2026-06-30"),
        ("2026-06-30 8:00-17:00", "2026-06-30"),
        ("二〇二六年六月三十日", "2026-06-30"),
        (dt.date(2026, 3, 1), "2026-03-01"),
        (dt.datetime(2026, 3, 1, 23), "2026-03-01"),  # noqa: DTZ001
        (pd.Timestamp("2026-03-01T23:00Z"), "2026-03-02"),
        (np.datetime64("2026-03-01T05"), "2026-03-01"),
    ],
)
def test_days_are_read(cell, day):
    result = read_date(cell)
    assert (result.value, result.code) == (np.datetime64(day), None)
    assert result.value.dtype == "datetime64[D]"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("06/07/2026", "date_ambiguous"),
        ("26/6/30", "date_ambiguous"),
        ("3月底前", "date_no_year"),
        ("3月1日至3月31日", "date_no_year"),
        ("2026.12.1-1.31", "date_no_year"),
        ("2026.5.1-13.31", "date_invalid"),
        ("2026.5.1-6.31", "date_invalid"),
        ("6月30日", "date_no_year"),
        ("2026年6月", "date_no_day"),
        ("2026", "date_no_day"),
        ("1970-01-01", "date_placeholder"),
        ("0000-00-00", "date_placeholder"),
        (0, "date_missing"),
        ("2026-13-01", "date_invalid"),
        ("2026-02-30", "date_invalid"),
        (1767139200000, "date_invalid"),
        (-1, "date_invalid"),
        ("随时", "date_invalid"),
        (np.datetime64(2**62, "s"), "date_invalid"),
        (pd.Timestamp("1700-01-01"), "date_invalid"),
    ],
)
def test_what_is_no_day_is_unknown(cell, code):
    result = read_date(cell)
    assert np.isnat(result.value)
    assert (result.code, result.action) == (code, "unknown")


@pytest.mark.parametrize(
    "cell", ["长期", "长期有效", "9999-12-31", "招满为止", "人满即止", "一直有效", dt.date.max]
)
def test_open_ended(cell):
    assert (read_date(cell).value, read_date(cell).code) == (OPEN_ENDED, "date_open_ended")


def test_far_future_is_read_and_flagged():
    result = read_date("2099-01-01")
    assert (str(result.value), result.code, result.action) == (
        "2099-01-01",
        "date_future",
        "flagged",
    )


@given(st.dates(dt.date(1971, 1, 1), dt.date(2059, 12, 31)))
def test_all_ways_to_write_a_day_agree(day):
    serial = (day - dt.date(1899, 12, 30)).days
    forms = [
        day,
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        serial,
        str(serial),
        np.datetime64(day),
        pd.Timestamp(day),
    ]
    assert {read_date(form).value for form in forms} == {np.datetime64(day, "D")}
