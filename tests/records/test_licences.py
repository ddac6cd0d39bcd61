"""Licences: those that are meant, none, or not known."""

import pytest

from jobmatch.records.licences import read_licences


@pytest.mark.parametrize("text", ["无", "没有", "不限", "无要求", "无需焊工证", "电工证优先"])
def test_none_is_required_or_held(text):
    assert (read_licences(text).value, read_licences(text).code) == ((), None)


def test_licences_are_canonical_and_sorted():
    one, other = read_licences("保安员证、C1驾照").value, read_licences("驾照Ｃ１ 保安员证").value
    assert one == other == tuple(sorted(one))
    assert len(one) == 2


@pytest.mark.parametrize("cell", ["阿巴阿巴", 5])
def test_unreadable_is_unknown_and_flagged(cell):
    result = read_licences(cell)
    assert (result.value, result.code, result.action) == (None, "licence_unknown", "flagged")


@pytest.mark.parametrize("cell", ["见描述", "详见", "详见岗位要求", "（见附件）", "请看职位描述"])
def test_a_cell_that_points_elsewhere_is_unknown_and_no_alarm(cell):
    assert (read_licences(cell).value, read_licences(cell).code) == (None, None)


def test_a_licence_of_no_kind_is_not_known():
    assert read_licences("从业资格证").value is None
    assert read_licences("见描述，需电工证").value == ("电工证",)
