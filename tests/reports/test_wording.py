import math

import pytest

from jobmatch.places import parse_place
from jobmatch.reports import wording

NAN = math.nan


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (4000, 6000, "4000-6000元/月"),
        (5000, 5000, "5000元/月"),
        (3000, NAN, "3000元以上/月"),
        (NAN, 6000, "6000元以下/月"),
        (NAN, NAN, "面议/未写明"),
        (8333.33, 12500.0, "8333-12500元/月"),
    ],
)
def test_pay_reads_as_people_write_it(low, high, said):
    assert wording.pay(low, high) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(10, 10, 10), (5, 8, "5-8人"), (5, NAN, "5人以上"), (NAN, NAN, "若干/未写明")],
)
def test_headcount_is_a_number_where_it_is_one(low, high, said):
    assert wording.headcount(low, high) == said


def test_unknown_years_and_schooling_are_said_to_be_unknown():
    assert wording.years(NAN, NAN) == wording.schooling(-1) == "未登记"
    assert wording.years(8, 9) == "8-9年"
    assert [wording.schooling(level) for level in (1, 3, 7)] == ["小学", "高中/中专/技校", "博士"]


def test_lists_are_cut_with_their_length():
    assert wording.listed(list("一二三四"), 2) == "一、二等4项"
    assert wording.listed(None) == "未登记"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("云阳", "重庆市云阳县"),
        ("万州、昆山", "重庆市万州区、江苏省苏州市昆山市"),
        ("全国", "不限"),
        ("", "未写明"),
        ("朝阳区", "地名待核实"),
    ],
)
def test_places_are_full_names_or_an_honest_blank(cell, said):
    assert wording.places(parse_place(cell)) == said


def test_many_places_are_cut():
    assert wording.places(parse_place("沿海")).endswith("地")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("重庆云阳县青龙街道", "重庆市"),
        ("江苏昆山", "江苏省苏州市"),
        ("", "未登记"),
        ("四川", "四川省"),
    ],
)
def test_city_tells_nothing_finer_than_a_city(cell, said):
    assert wording.city(parse_place(cell)) == said
