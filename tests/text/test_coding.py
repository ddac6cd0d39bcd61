"""Coding: titles get the official occupation a person would give them, and never an exception."""

import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.text import normalize
from jobmatch.text.lexicon.classification import classification
from jobmatch.text.lexicon.coding import (
    FAMILIES,
    WEIGHTS,
    coder,
    codes_of,
    features,
    parse_occupation,
)

ROOT = Path(__file__).parents[2]

PLAIN = {
    "普工": "6", "操作工": "6", "流水线工": "6", "打螺丝": "6", "电焊工": "6-18-02-04",
    "二保焊": "6-18-02-04", "氩弧焊": "6-18-02-04", "育婴员": "4-10-01", "月嫂": "4-10-01",
    "骑手": "4-10-08-01", "外卖员": "4-10-08-01", "叉车工": "6-30-05-01", "瓦工": "6-29-01",
    "抹灰工": "6-29", "钢筋工": "6-29-01-04", "架子工": "6-29-01-05", "平车工": "6-05-01",
    "面点": "4-03-02", "墩子": "4-03-02", "打荷": "4-03-02", "保安": "4-07-05-01",
}  # fmt: skip


@pytest.mark.parametrize(("title", "code"), PLAIN.items())
def test_names_of_the_trade_get_their_code(title, code):
    found = parse_occupation(title)
    assert found[0].code.startswith(code)
    assert found[0].occupation is not None


def test_an_official_name_is_its_own_code():
    (found,) = parse_occupation("钢筋工")
    assert (found.code, found.found_by, found.sureness) == ("6-29-01-04", "official name", 1.0)


@pytest.mark.parametrize(
    ("title", "jobs"), [("前台/文员", {"前台", "文员"}), ("电工、焊工", {"电工", "焊工"})]
)
def test_each_job_of_a_title_is_an_entry_of_its_own(title, jobs):
    found = parse_occupation(title)
    assert {one.occupation for one in found} == jobs
    assert len({one.code for one in found}) == len(found)


@pytest.mark.parametrize(
    "text", ["", " ", "abc", "12345", "的", "天气很好", "不限", "\ud800", "()"]
)
def test_a_text_that_suggests_no_job_gets_none(text):
    assert parse_occupation(text) == ()


def test_the_employer_in_front_and_the_benefits_behind_change_nothing():
    plain = parse_occupation("保洁员")[0]
    assert parse_occupation("幸福里物业公司招聘保洁员(包住)")[0].code == plain.code


def test_a_plain_name_is_surer_than_a_vague_one():
    assert parse_occupation("电焊工")[0].sureness > 0.9 > parse_occupation("综合岗")[0].sureness


def test_typing_in_wide_or_traditional_characters_changes_nothing():
    assert parse_occupation("電焊工") == parse_occupation("电焊工")
    assert parse_occupation("Ｊａｖａ工程师") == parse_occupation("Java工程师")


@given(st.text(st.characters(), max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_codes_of_the_tree_and_the_same_twice(text):
    found = parse_occupation(text)
    known = set(classification().codes)
    assert all(one.code in known and 0 <= one.sureness <= 1 for one in found)
    assert parse_occupation(text) == found


@pytest.mark.parametrize("piece", ["招聘", "(", "电工、", "焊", "a1", "销售/", " "])
def test_a_hostile_text_takes_no_time(piece):
    parse_occupation("电工")
    begin = time.perf_counter()
    parse_occupation(piece * 200_000)
    assert time.perf_counter() - begin < 1


def test_many_titles_at_once_get_what_each_gets_alone():
    titles = ["电焊工", "天气", "", "销售经理(杭州)", "电焊工"]
    rows = codes_of(titles)
    assert rows.shape == (5, len(coder().codes))
    alone = np.vstack([codes_of([title]).toarray() for title in titles])
    np.testing.assert_allclose(rows.toarray(), alone, atol=1e-12)
    assert coder().codes[rows.toarray()[0].argmax()] == parse_occupation("电焊工")[0].code
    assert np.diff(rows.indptr).max() <= 3
    assert codes_of([]).shape == (0, len(coder().codes))


def test_chances_are_chances():
    chances = coder().chances([normalize("叉车工"), ""])
    np.testing.assert_allclose(chances.sum(axis=1), 1)
    assert chances.min() >= 0


def test_every_feature_is_of_a_known_family():
    assert {feature[0] for feature in features("前台/文员/司机(包住)")} == set(FAMILIES)


def test_the_weights_were_learned_from_the_files_that_are_here(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    build = __import__("build_coder")
    path = ROOT / "src/jobmatch/text/data" / WEIGHTS
    with np.load(path, allow_pickle=False) as saved:
        assert str(saved["fingerprint"]) == build.fingerprint(), "run scripts/build_coder.py"
    sys.modules.pop("build_coder")
    sys.modules.pop("build_classification")


def test_the_weights_are_small():
    assert (ROOT / "src/jobmatch/text/data" / WEIGHTS).stat().st_size < 3 * 2**20
