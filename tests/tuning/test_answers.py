"""What clerks write of a referral is a yes, a no, or not to be told."""

import datetime as dt
import random
import re
import time

import numpy as np
import pandas as pd
import pytest

from jobmatch.tuning.answers import data_lines, read_answer

YES = """
录用 已录用 入职 到岗 已到岗 面试 已面试 同意 同意面试 愿意去面试 面试通过 被录用 录取
已签合同 上班了 求职者同意 单位同意录用 双方同意 3月5日到岗 2024-03-05入职 录用，试用期三个月
同意，已面试 录用(计件) 面试/录用 单位满意 是 √ ☑ 1 1.0 Y hired Accepted
"""
NO = """
拒绝 未到 不合适 放弃 未录用 没有录用 不予录用 面试未通过 面试没通过 不同意 不同意录用 不愿意
婉拒 未到岗 没来 不想去 爽约 放弃入职 拒绝入职 个人原因放弃 单位拒绝 被拒 不符 不符合要求 淘汰
无意向 没看上 未参加面试 不考虑 拒绝，嫌远 嫌远不去 未到岗，没有车 放弃：工资低
不合适（年龄大） 面试通过，未到岗 面试后未录用 否 × 0 N rejected
"""
NEITHER = """
待定 等通知 考虑中 待面试 拟录用 面试中 可能录用 录用? 未联系上 电话未接 已推荐 未推荐 停机
离职 录用，后离职 面试，考虑中 拒绝，后同意 拒绝后又同意 未到岗，后录用 没有放弃 不拒绝 还没去
尚未面试 年龄大 2 张三 13800138000 面试，结果待定 预计下周到岗 已就业 录用，没多久走了
录用，没多久就回家
面试，拒绝，录用，拒绝
"""


@pytest.mark.parametrize("cell", [*YES.split(), True, 1, 1.0, np.True_, np.int64(1)])
def test_a_yes_is_read(cell):
    assert read_answer(cell) == (True, "")


@pytest.mark.parametrize(
    "cell", [*NO.split(), "not hired", "No show", "面试通过 未到岗", False, 0, 0.0]
)
def test_a_no_is_read(cell):
    assert read_answer(cell) == (False, "")


@pytest.mark.parametrize(
    "cell", [*NEITHER.split(), 2, -1, 0.5, dt.date(2026, 3, 1), [1], object(), "录用" * 300]
)
def test_what_is_open_or_says_both_is_not_guessed(cell):
    assert read_answer(cell) == (None, "outcome_unread")


@pytest.mark.parametrize("cell", [None, float("nan"), pd.NA, pd.NaT, "", "  ", "无", "nan", "-"])
def test_a_blank_is_no_outcome_yet(cell):
    assert read_answer(cell) == (None, "outcome_missing")


@pytest.mark.parametrize(
    "wide", ["已录用。", " 已 录 用 ", "【已录用】", "已錄用", "已录用！", "ＨＩＲＥＤ"]
)
def test_width_script_and_punctuation_play_no_part(wide):
    assert read_answer(wide)[0] is True


def test_a_negated_word_is_never_a_yes():
    rows = [line.split("\t") for line in data_lines("answers.tsv")]
    words = {kind: [w for k, ws in rows if k == kind for w in ws.split()] for kind, _ in rows}
    yes = [word for word in words["yes"] if re.fullmatch("[\u4e00-\u9fff]+", word)]
    for word in yes:
        assert read_answer(word)[0] is True
        for before in ("未", "没", "没有", "不", "不予", "未能"):
            assert read_answer(before + word)[0] is False
    for word in words["open"]:
        assert read_answer(word)[0] is None
        assert read_answer(f"录用，{word}")[0] is None
    for word in words["no"]:
        assert read_answer(word)[0] is False


def test_each_word_is_listed_once():
    rows = [line.split("\t") for line in data_lines("answers.tsv")]
    words = [word for kind, listed in rows if kind != "negated" for word in listed.split()]
    assert sorted(set(words)) == sorted(words)


def test_any_mixture_of_words_is_read_in_time():
    rng = random.Random(3)
    words = [w for line in data_lines("answers.tsv") for w in line.split("\t")[1].split()]
    begin = time.perf_counter()
    for _ in range(300):
        cell = "".join(rng.choice([*words, "，", "（", "）", "1", " "]) for _ in range(200))
        assert read_answer(cell[:500])[0] in (True, False, None)
    assert time.perf_counter() - begin < 5.0
