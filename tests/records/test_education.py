"""Schooling: levels in their order, requirements never overstated."""

import pytest

from jobmatch.records.cell import Cell
from jobmatch.records.education import read_education

LEVELS = {
    0: "不限 学历不限 无要求 无 文盲 不要求学历 本科优先 没有学历要求 不看学历 识字即可 没念过书",
    1: "小学 小学及以上 初中以下 初中及以下 高中以下 高中学历(含)以下 读到初二",
    2: "初中 初中及以上 初中毕业 九年义务教育 大专或初中 中学 初三 高一辍学 高中读了两年",
    3: "普高 高级中学 职校 卫校 职业技术学校 高三毕业 大二在读 中专以上，年龄45以下 高中 中专 "
    "中专/中技 技校 职高 技工学校 中专或高中 高中以上，本科优先 本科在读 大专在读",
    4: "大专 大专以上学历 大专(含)以上 高职 大学专科 专科(高职) 大专/本科 高专 高等职业学校",
    5: "本科 统招本科 本科及以上 大学 大学本科 大本 二本以上 专升本 bachelor 硕士在读",
    6: "硕士 研究生 硕士研究生 MBA",
    7: "博士 博士研究生 PhD",
}


@pytest.mark.parametrize(
    ("text", "level"),
    [(text, level) for level, texts in LEVELS.items() for text in texts.split()]
    + [("high school", 3), ("not required", 0), ("high school or below", 1)],
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


def test_an_upper_bound_requires_nothing_and_the_first_school_is_read():
    for cell in ("本科以下", "初中以下"):
        assert read_education(cell, required=True) == Cell(0, "education_at_most", "flagged")
    assert read_education("初小").value == 1
