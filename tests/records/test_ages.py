"""Ages: spans, open ends, and dates of birth that are none."""

import math

import pytest

from jobmatch.records.ages import read_ages

OPEN = math.nan


@pytest.mark.parametrize(
    ("cell", "span"),
    [
        ("18-45周岁", (18, 45)),
        ("18周岁以上，45周岁以下", (18, 45)),
        ("18岁-50岁(身体健康)", (18, 50)),
        ("男18-45岁 女18-40岁", (18, 45)),
        ("45-18", (18, 45)),
        ("45岁以下", (0, 45)),
        ("35岁以内", (0, 35)),
        ("不超过50岁", (0, 50)),
        ("18岁以上", (18, OPEN)),
        ("不限", (0, OPEN)),
        ("37", (37, 37)),
        (37, (37, 37)),
        ("三十五", (35, 35)),
        ("35左右", (35, 35)),
        ("40岁(含)以下", (0, 40)),
        ("未满40周岁", (0, 40)),
        ("上限40岁", (0, 40)),
        ("40岁之前", (0, 40)),
        ("20周岁(含)以上", (20, OPEN)),
        ("男不超52岁女不超48岁", (0, 52)),
        ("没有年龄限制", (0, OPEN)),
        ("30岁以下优先", (0, OPEN)),
        ("20 岁 - 30 岁", (20, 30)),
        ("五十多岁", (50, 59)),
        ("41岁(1984年出生)", (41, 41)),
        ("虚岁36，周岁35", (35, 35)),
    ],
)
def test_ages_of_a_cell(cell, span):
    result = read_ages(cell)
    assert result.value == pytest.approx(span, nan_ok=True)
    assert result.code is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1985年", "age_birth_date"),
        ("1990-05-06", "age_birth_date"),
        ("90后", "age_birth_date"),
        (0, "number_out_of_range"),
        ("150", "number_out_of_range"),
        ("-5", "number_out_of_range"),
        ("年轻", "number_unparsed"),
        ("三十而立", "number_unparsed"),
        ("20-", "number_unparsed"),
        ("身高160厘米", "number_unparsed"),
        ("41岁或42岁(1984年)", "age_birth_date"),
    ],
)
def test_what_is_no_age_is_unknown(cell, code):
    result = read_ages(cell)
    assert (result.code, result.action) == (code, "unknown")
    assert all(map(math.isnan, result.value))
