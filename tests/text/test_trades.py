"""What words say about the line of work: learned from the lexicon alone, near where trades are."""

import pickle
import runpy
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from jobmatch.text.lexicon import occupations
from jobmatch.text.lexicon.trades import EVIDENCE, Evidence, evidence, learn, terms

ROOT = Path(__file__).parents[2]


def nearness(one, other):
    rows = evidence().rows([terms(one), terms(other)])
    return float((rows[[0]] @ rows[[1]].T).sum())


def test_the_file_was_learned_from_the_lexicon_of_today():
    fingerprint = runpy.run_path(str(ROOT / "scripts" / "build_trades.py"))["fingerprint"]
    with (
        (resources.files("jobmatch.text") / "data" / EVIDENCE).open("rb") as stream,
        np.load(stream, allow_pickle=False) as saved,
    ):
        assert str(saved["fingerprint"]) == fingerprint(), "run python scripts/build_trades.py"
        assert saved["classes"][0] == len(occupations().names)


def test_terms_are_words_characters_and_pairs_within_one_run():
    assert terms("java开发, c++ 岗") == ["java", "开", "发", "开发", "c++", "岗"]


@pytest.mark.parametrize(
    ("title", "near", "far"),
    [
        ("私募股权助理", "投行分析师", "护士"),
        ("月嫂", "母婴护理", "钢筋工"),
        ("叉车操作员", "仓库管理员", "会计"),
        ("外卖配送员", "骑手", "教师"),
        ("婚礼策划", "活动策划", "焊工"),
    ],
)
def test_kindred_titles_are_nearer_than_others(title, near, far):
    assert nearness(title, near) > 2 * nearness(title, far)


def test_rows_have_length_one_or_are_empty_and_name_few_classes():
    rows = evidence().rows([terms("电焊工"), (), terms("〇〇"), terms("普工" * 500)], keep=8)
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1))
    np.testing.assert_allclose(lengths, [1, 0, 0, 1], atol=1e-12)
    assert np.diff(rows.indptr).max() <= 12


def test_a_term_said_twice_says_no_more():
    rows = evidence().rows([terms("焊工"), terms("焊工") * 9]).toarray()
    np.testing.assert_array_equal(rows[0], rows[1])


def test_learned_weights_are_those_of_the_definition():
    spellings, owners, groups = ["a1", "a2", "a1", "c"], np.array([0, 0, 1, 1]), [0, 0, 1, 1]
    kinship = np.array([[1.0, 0.5], [0.5, 1.0]])
    vocabulary, weights = learn(spellings, owners, np.array(groups), kinship)
    assert vocabulary == ["a1", "a2", "c"]
    # a1 is one of two spellings of either class; c is only in class 1, half near to group 0
    common, single = (np.log(5 / 3) + 1) * 2 / 5, (np.log(5 / 2) + 1) * 1 / 4
    expected = [np.repeat(0.5, 4) * common, np.array([0, 1, 1 / 3, 2 / 3]) * single]
    np.testing.assert_allclose(weights[[0, 2]].toarray(), expected)


def test_evidence_pickles_by_name_and_never_by_value():
    assert pickle.loads(pickle.dumps(evidence())) is evidence()  # noqa: S301
    assert isinstance(evidence(), Evidence)
