"""Ticks: yes, no, and refusals that must never be lost."""

import pytest

from jobmatch.records.flags import read_flag


@pytest.mark.parametrize(
    ("cells", "value"), [("是 1 Y yes true TRUE √ 有", 1), ("否 0 N no false 无 ×", 0)]
)
def test_ticks(cells, value):
    for cell in cells.split():
        assert (read_flag(cell).value, read_flag(cell).code) == (value, None)


@pytest.mark.parametrize(("cell", "value"), [(True, 1), (False, 0), (1, 1), (0.0, 0), (2, -1)])
def test_bools_and_numbers(cell, value):
    assert read_flag(cell).value == value


@pytest.mark.parametrize(("cell", "value"), [("拒绝", 1), ("不同意", 1), ("勿扰", 1), ("同意", 0)])
def test_refusal_in_words_is_read_and_flagged(cell, value):
    result = read_flag(cell)
    assert (result.value, result.code, result.action) == (value, "flag_wording", "flagged")


def test_anything_else_is_unknown():
    assert read_flag("也许").code == "flag_unparsed"
