"""Schooling: levels in their order, requirements never overstated."""

import pytest

from jobmatch.records.education import read_education

LEVELS = {
    0: "不限 学历不限 无要求 无 文盲 不要求学历 本科优先",
    1: "小学 小学及以上 初中以下 初中及以下 高中以下",
    2: "初中 初中及以上 初中毕业 九年义务教育 大专或初中 中学",
    3: "高中 中专 中专/中技 技校 职高 技工学校 中专或高中 高中以上，本科优先 本科在读 大专在读",
    4: "大专 大专以上学历 大专(含)以上 高职 大学专科 专科(高职) 大专/本科",
    5: "本科 统招本科 本科及以上 大学 大学本科 专升本 bachelor 硕士在读",
    6: "硕士 研究生 硕士研究生 MBA",
    7: "博士 博士研究生 PhD",
}


@pytest.mark.parametrize(
    ("text", "level"),
    [(text, level) for level, texts in LEVELS.items() for text in texts.split()]
    + [("high school", 3), ("not required", 0)],
)
def test_level_is_the_lowest_that_will_do(text, level):
    assert read_education(text).value == level


@pytest.mark.parametrize("cell", ["abc", "红色", 5])
def test_what_is_no_schooling_is_unknown(cell):
    result = read_education(cell)
    assert (result.value, result.code, result.action) == (-1, "education_unparsed", "unknown")


def test_traditional_and_full_width_are_the_same():
    assert read_education("學歷不限").value == 0
    assert read_education("ＰｈＤ").value == 7
