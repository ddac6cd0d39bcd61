"""The official tree: complete, without marks, every code under its class."""

import re

import pytest

from jobmatch.text.lexicon.classification import classification
from jobmatch.text.lexicon.tables import rows

TREE = classification()


def test_every_code_stands_once_and_in_order():
    codes = [row[0] for row in rows("classification", 3)]
    assert codes == sorted(set(codes))
    assert len(TREE) == len(codes) > 2000
    assert all(re.fullmatch(r"[1-8]-\d{2}-\d{2}-\d{2}", code) for code in codes)


def test_there_are_eight_major_classes():
    assert sum(code.endswith("-00-00-00") for code in TREE.codes) == 8


def test_every_code_of_the_lexicon_is_in_the_tree():
    known = set(TREE.codes)
    assert [row[0] for row in rows("occupations", 7) if row[6] not in known] == []


def test_names_bear_no_marks_of_green_or_digital_occupations():
    marked = re.compile(r"[\u3400-\u9fff][LSls](?:/?[LSls])*$")
    assert not [name for code in TREE.codes for name in TREE.names(code) if marked.search(name)]


def test_an_official_name_leads_to_its_code_and_a_shared_one_to_none():
    assert TREE.resolve(TREE.name("4-07-05-01")) == "4-07-05-01"
    assert TREE.resolve("甘油制造工") is None
    assert TREE.resolve("打螺丝") is None


@pytest.mark.parametrize("code", ["4-07-05-01", "2-02-10-03", "6-18-02-04"])
def test_the_classes_above_a_code_go_from_large_to_small(code):
    assert TREE.above(code) == (f"{code[0]}-00-00-00", f"{code[:4]}-00-00", f"{code[:7]}-00")


def test_nothing_stands_above_a_major_class():
    assert TREE.above("6-00-00-00") == ()
