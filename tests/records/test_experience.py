"""Years of work: spans of cells and totals of free histories."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.records.experience import read_years, years_in

OPEN = math.nan


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("3-5年", (3, 5)),
        ("1-2", (1, 2)),
        ("一至三年", (1, 3)),
        ("两三年", (2, 3)),
        ("5", (5, 5)),
        ("一年以上", (1, OPEN)),
        ("10年以上", (10, OPEN)),
        ("3+", (3, OPEN)),
        ("≥3年", (3, OPEN)),
        ("1年以上工作经验", (1, OPEN)),
        ("至少2年", (2, OPEN)),
        ("5+ years", (5, OPEN)),
        ("1年以下", (0, 1)),
        ("不到一年", (0, 1)),
        ("3年以内", (0, 3)),
        ("应届", (0, 0)),
        ("在校/应届", (0, 0)),
        ("应届生可，2年以上优先", (0, OPEN)),
        ("无需经验", (0, OPEN)),
        ("经验不限", (0, OPEN)),
        ("不限", (0, OPEN)),
        ("无经验", (0, OPEN)),
        ("半年", (0.5, 0.5)),
        ("6个月", (0.5, 0.5)),
        ("1年半", (1.5, 1.5)),
        ("1年3个月", (1.25, 1.25)),
        ("6-12个月", (0.5, 1)),
        ("十几年", (10, 19)),
        ("10多年", (10, 19)),
        ("二十余年", (20, 29)),
        ("3年多", (3, 4)),
        ("十二年", (12, 12)),
        ("2 年 以 上", (2, OPEN)),
        ("不少于3年", (3, OPEN)),
        ("不止4年", (4, OPEN)),
        ("不满两年", (0, 2)),
        ("2年以上6年以下", (2, 6)),
        ("4/6年", (4, 6)),
        ("2年以上，应届生勿扰", (2, OPEN)),
        ("2年以上，5年优先", (2, OPEN)),
        ("4年以上优先考虑", (0, OPEN)),
        ("经验不作要求", (0, OPEN)),
        ("零基础可教", (0, OPEN)),
        ("经历：没有", (0, OPEN)),
        ("应届毕业生亦可", (0, OPEN)),
        ("26届", (0, 0)),
        ("2024届毕业生", (0, 0)),
        ("应届或2年以内", (0, 2)),
        ("2014年至2019年", (5, 5)),
        ("三十几", (30, 39)),
    ],
)
def test_years_of_a_cell(text, span):
    result = read_years(text)
    assert result.value == pytest.approx(span, nan_ok=True)
    assert result.code is None


@pytest.mark.parametrize("cell", [-3, 200, "-3", "200", 61.0])
def test_impossible_years_are_unknown(cell):
    result = read_years(cell)
    assert (result.code, result.action) == ("number_out_of_range", "unknown")
    assert all(map(math.isnan, result.value))


@pytest.mark.parametrize(
    "cell", ["有经验", "4级工", "两周", "一季度", "6-8万", "6000元", "一直在家", "22岁"]
)
def test_experience_without_a_number_of_years_is_unknown(cell):
    result = read_years(cell)
    assert (result.code, result.action) == ("number_unparsed", "unknown")


@given(st.integers(0, 30), st.integers(0, 30))
def test_more_years_are_never_read_as_fewer(years, more):
    assert read_years(f"{years + more}年以上").value[0] >= read_years(f"{years}年以上").value[0]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("电子厂流水线4年", 4),
        ("成都、合肥饭店炒锅10年，单位食堂2年", 12),
        ("东莞做手机壳3年 苏州1年半", 4.5),
        ("2018-2021 某厂普工", 3),
        ("2020年03月-2023年05月", 3.2),
        ("2019年至2021年在富士康", 2),
        ("2018-2021 某厂普工3年", 3),
        ("2015.3-2018.3 甲厂；2017/3-2020/3 乙厂", 5),
        ("08年到13年", 5),
        ("跟建筑队跑了十几年", 10),
        ("饭店端盘子1年，KTV半年", 1.5),
        ("做面点1年多", 1),
        ("修车3年6个月", 3.5),
        ("工作5年，其中焊工3年", 5),
        ("厨师3年，帮厨2年，共5年", 5),
        ("从事电焊十五年", 15),
        ("60年", 50),
        ("无工作经验", 0),
    ],
)
def test_stated_years_of_a_history_add_up(text, years):
    assert years_in(text) == years


@pytest.mark.parametrize(
    "text", ["", "2019年毕业", "28岁", "厂里包装、剪线头", "2018年3月至今 电子厂", "近3年在家"]
)
def test_histories_without_a_duration_state_nothing(text):
    assert years_in(text) is None


@given(st.text(alphabet="0123456789年月至到-.,，;共十几半个厂 ", max_size=200))
def test_total_is_within_bounds(text):
    years = years_in(text)
    assert years is None or 0 <= years <= 50


@pytest.mark.parametrize("unit", ["1", "1年", "2018-", "2018年1月-", "十", "共1", "其中,", "1个月"])
def test_hostile_histories_are_read_in_no_time(unit):
    years_in("十二年")
    started = time.perf_counter()
    years_in((unit * 1_000_000)[:1_000_000])
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize("cell", ["2015年至今", "2018年", "2015年参加工作"])
def test_since_when_is_not_how_long(cell):
    assert read_years(cell).code == "number_unparsed"
