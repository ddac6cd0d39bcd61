"""Any object becomes a cell of its kind, and arrays have the dtypes of the schema."""

import datetime as dt
import decimal
import math
import time
from importlib import resources
from typing import get_args

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobmatch.places import Places
from jobmatch.records import cells
from jobmatch.records.cell import Cell
from jobmatch.schema import Kind

KINDS = tuple(kind for kind in get_args(Kind) if kind != "id")


class Hostile:
    """An object whose every method raises."""

    def _refuse(self, *args):
        raise RuntimeError

    __eq__ = __str__ = __repr__ = __len__ = __iter__ = __float__ = __int__ = __bool__ = _refuse
    __hash__ = _refuse


ODD = [
    None,
    math.nan,
    math.inf,
    -math.inf,
    pd.NA,
    pd.NaT,
    np.datetime64("NaT", "s"),
    True,
    np.True_,
    b"x",
    [],
    {},
    [1, "a"],
    {"k": "v"},
    (),
    set(),
    object,
    10**400,
    -(10**400),
    2**63,
    1e308,
    np.int8(3),
    np.float32(2.5),
    np.longdouble(3),
    np.complex64(1),
    np.timedelta64(3, "D"),
    np.array(5),
    np.array([1, 2]),
    decimal.Decimal("NaN"),
    decimal.Decimal("sNaN"),
    decimal.Decimal("1e999"),
    dt.date.max,
    dt.datetime.min.replace(tzinfo=dt.UTC),
    pd.Timestamp.min,
    np.datetime64(2**62, "s"),
    np.datetime64("2026-01-01T00", "h"),
    "\ud83d",
    "\0",
    "x" * 100_000,
    "1" * 5000,
    "1e400",
    "nan",
]
OBJECTS = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=60),
    st.text(alphabet="0123456789-年月人元岁以上下不限无半个十千万./", max_size=20),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.datetimes(),
    st.dates(),
    st.binary(max_size=5),
    st.lists(st.text(max_size=3), max_size=3),
)


@pytest.mark.parametrize("kind", KINDS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(cell=OBJECTS)
def test_any_object_becomes_a_cell_of_its_kind(kind, cell):
    result = cells.read(kind, cell)
    assert type(result) is Cell
    assert result.action in {"normalized", "flagged", "unknown"}
    assert len(cells.array(kind, [result.value])) == 1
    assert result.code is None or result.code in CODES


@pytest.mark.parametrize("kind", KINDS)
def test_methods_of_unknown_objects_are_never_called(kind):
    result = cells.read(kind, Hostile())
    assert result.code.endswith("_type")
    assert repr(result.value) == repr(cells.unknown(kind))


CODES = {
    line.split("\t")[0]
    for line in resources.files("jobmatch.records")
    .joinpath("data", "codes.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "cell",
    [None, math.nan, pd.NA, pd.NaT, "", " \u3000", "nan", "None", "<NA>", "NULL", "/", "-", "——"],
)
def test_missing_cells_are_unknown_and_no_fault(kind, cell):
    result = cells.read(kind, cell)
    assert repr(result.value) == repr(cells.unknown(kind))
    assert result.code is None or result.code in cells.QUIET
    assert result.action == "unknown"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "text"])
def test_objects_and_overlong_cells_have_codes_of_their_own(kind):
    for cell, fault in (({"k": 1}, "_type"), (b"1", "_type"), ("9" * 501, "_too_long")):
        result = cells.read(kind, cell)
        assert result.code.endswith(fault)
        assert result.action == "unknown"


@pytest.mark.parametrize("kind", ["licences", "held_licences"])
def test_no_licence_is_said_in_words_for_nothing(kind):
    assert cells.read(kind, "无").value == cells.read(kind, "暂无").value == ()
    assert cells.read(kind, "不详").value is None


@pytest.mark.parametrize(("tick", "value"), [("✔", 1), ("✅", 1), ("✗", 0), ("□", 0)])
def test_ticks_that_normalizing_takes_away_are_read(tick, value):
    assert cells.read("flag", tick).value == value


def test_arrays_have_the_dtypes_of_the_schema_and_are_read_only():
    expected = {
        "text": object,
        "places": object,
        "licences": object,
        "held_licences": object,
        "id": object,
        "education": np.int8,
        "flag": np.int8,
        "number": np.float64,
        "date": np.dtype("datetime64[D]"),
    }
    for kind in get_args(Kind):
        array = cells.array(kind, [cells.unknown(kind)] * 2)
        assert array.dtype == expected.get(kind, cells.SPAN)
        assert not array.flags.writeable
        assert cells.array(kind, []).dtype == array.dtype
    assert cells.array("licences", [("a",), ("b",)]).shape == (2,)


def test_unknown_places_know_nothing():
    places = cells.unknown("places")
    assert isinstance(places, Places)
    assert not places.codes
    assert not places.anywhere


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("普工", "普工", None),
        ("无", "", "text_empty"),
        (["会计", "出纳"], "会计 出纳", "text_joined"),
        ({"k": "v"}, "", "text_type"),
        (True, "", "text_type"),
        (bytes.fromhex("bbe1bcc6"), "", "text_bytes"),
        (5.0, "5", None),
        ("招聘\u202e焊工", "招聘焊工", "text_cleaned"),
        ("急招，焊工！", "急招,焊工!", None),
        ("<p>招聘<b>会计</b></p>", "招聘会计", "html_stripped"),
        ("电话13800138000", "电话", "pii_removed"),
        ("\n" * 100_000, "", "text_empty"),
    ],
)
def test_text_is_cleaned_and_private_data_goes(cell, value, code):
    result = cells.read("text", cell)
    assert (result.value, result.code) == (value, code)


def test_long_text_is_cut_quickly_and_flagged():
    started = time.perf_counter()
    result = cells.read("text", "龘" * 350_000)
    assert time.perf_counter() - started < 1.0
    assert (result.code, result.action) == ("text_truncated", "flagged")
    assert len(result.value) < 350_000


@given(st.text(max_size=80))
def test_reading_text_twice_changes_nothing(text):
    once = cells.read("text", text).value
    assert cells.read("text", once).value == once


@pytest.mark.parametrize("number", [0, 5000, 4999.5, 12_000, 800_000, -1, 10**9])
def test_numbers_and_their_text_are_the_same_pay(number):
    spans = [cells.read("salary", cell) for cell in (number, str(number))]
    assert repr(spans[0].value) == repr(spans[1].value)


def test_pay_in_a_cell_is_a_span_with_its_code():
    assert cells.read("salary", "8000-5000") == Cell(
        (5000.0, 8000.0), "salary_swapped", "normalized"
    )
    assert cells.read("salary", "10-100/天").action == "flagged"
    assert cells.read("salary", True).code == "salary_type"


def test_codes_of_places_pass_through():
    assert cells.read("places", 110000.0).value.codes == ("110000",)
    assert cells.read("places", "北京/上海").value.codes == ("110000", "310000")
    assert cells.read("places", "火星市").action == "unknown"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "unit", ["1", "1-", "-", "年", "1年", "2018-", "1.", "十", "高中", "1人", "18-"]
)
def test_hostile_cells_are_read_in_no_time(kind, unit):
    cells.read(kind, "三千五百")
    for size in (500, 1_000_000):
        started = time.perf_counter()
        cells.read(kind, (unit * size)[:size])
        assert time.perf_counter() - started < 1.0
