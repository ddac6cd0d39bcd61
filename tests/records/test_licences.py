"""Licences: those that are meant, none, or not known."""

import pytest

from jobmatch.records.licences import read_held_licences, read_licences

NONE = (
    "无 没有 不限 无要求 无需焊工证 电工证优先 没有任何证书 无资格要求 证书不限 持证优先 无需持证 "
    "有证无证均可 不强制要求 暂不要求 什么证都没有 还没考过"
)


@pytest.mark.parametrize("text", NONE.split())
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


@pytest.mark.parametrize(
    ("cell", "demanded", "held"),
    [
        ("登高证/电工证", ("电工证或登高证",), ("电工证", "登高证")),
        ("登高证、电工证", ("电工证", "登高证"), ("电工证", "登高证")),
        ("A1/A2", ("驾照A1或驾照A2",), ("驾照A1", "驾照A2")),
        ("登高证；电工证已过期", ("登高证",), ("登高证",)),
        ("正在考驾照", (), ()),
    ],
)
def test_a_job_may_leave_a_choice_and_a_person_has_all_that_is_listed(cell, demanded, held):
    assert read_licences(cell).value == demanded
    assert read_held_licences(cell).value == held


def test_what_has_run_out_is_not_held_behind_a_comma_either():
    assert read_held_licences("叉车证,已过期").value == ()


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("N1", ("叉车证",)),
        ("日语N1", ("日语N1",)),
        ("健康证（可入职后办）", ()),
        ("A1A2", ("驾照A1", "驾照A2")),
        ("低压电工", ("低压电工证",)),
    ],
)
def test_what_a_column_of_licences_leaves_unsaid(cell, names):
    assert read_licences(cell).value == names


def test_a_word_that_merely_holds_a_licence_is_none():
    assert read_licences("身体健康").code == "licence_unknown"
