"""Cells that point at another column of their row."""

import pandas as pd
import pytest

from jobmatch.places import parse_place
from jobmatch.records import read_seekers


def people(**columns):
    frame = pd.DataFrame({"姓名": ["甲"] * 3, "求职意向": ["焊工"] * 3, **columns})
    return read_seekers(frame)


@pytest.mark.parametrize(
    "words",
    [
        "同户籍地", "同上", "同家庭住址", "（同户籍）", "同户籍地址", "与户籍地一致", "户籍地相同",
        "同身份证地址", "一致", "同户口所在地", "同左",
    ],
)  # fmt: skip
def test_a_residence_that_points_home_is_the_home(words):
    read = people(户籍地=["重庆云阳", "", "万州"], 现居住地=[words, words, "苏州"])
    places = [parse_place(text) for text in ("重庆云阳", "", "苏州")]
    assert read["residence"].tolist() == places
    same = read.problems[read.problems["code"] == "place_same"]
    assert same[["row", "column", "action"]].to_numpy().tolist() == [
        [0, "residence", "normalized"],
        [1, "residence", "normalized"],
    ]


def test_a_home_may_point_at_the_residence():
    read = people(户籍地=["同现居住地", "云阳", "同右"], 现居住地=["苏州", "同户籍地", ""])
    assert [places.codes for places in read["home"]] == [("320500",), ("500235",), ()]
    assert [places.codes for places in read["residence"]] == [("320500",), ("500235",), ()]


def test_two_cells_that_point_at_each_other_are_unknown():
    read = people(户籍地=["同现居住地"] * 3, 现居住地=["同户籍地"] * 3)
    assert not any(places.codes for places in (*read["home"], *read["residence"]))


@pytest.mark.parametrize("words", ["同江", "同心县", "大同", "上海", "家"])
def test_names_of_places_are_no_pointers(words):
    read = people(户籍地=["云阳"] * 3, 现居住地=[words] * 3)
    assert "place_same" not in set(read.problems["code"])
    assert read["residence"][0] == parse_place(words)


def test_without_the_other_column_the_words_say_nothing():
    read = people(现居住地=["同户籍地"] * 3)
    assert not any(places.codes for places in read["residence"])
