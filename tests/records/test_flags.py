"""Ticks: yes, no, and refusals that must never be lost."""

import pytest

from jobmatch.records.flags import read_flag


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ("是 1 Y yes true TRUE √ 有 ☑ ✔ 是的 是（本人要求） ☑是□否", 1),
        ("否 0 N no false 无 × ☐ □是☑否", 0),
    ],
)
def test_ticks(cells, value):
    for cell in cells.split():
        assert (read_flag(cell).value, read_flag(cell).code) == (value, None)


@pytest.mark.parametrize(("cell", "value"), [(True, 1), (False, 0), (1, 1), (0.0, 0), (2, -1)])
def test_bools_and_numbers(cell, value):
    assert read_flag(cell).value == value


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ("拒绝 不同意 勿扰 请勿打扰 不愿推送 不要发短信 不想再接收 谢绝", 1),
        ("停止推送 要求停止 别再打电话 本人拒绝", 1),
        ("同意 愿意接收 可以推送 欢迎推送 没有拒绝 继续推送", 0),
    ],
)
def test_refusal_in_words_is_read_and_flagged(cells, value):
    for cell in cells.split():
        result = read_flag(cell)
        assert (result.value, result.code, result.action) == (value, "flag_wording", "flagged")


@pytest.mark.parametrize("cell", ["也许", "是/否", "□是□否", "是，愿意接收", "电话联系"])
def test_anything_else_is_unknown(cell):
    assert (read_flag(cell).value, read_flag(cell).code) == (-1, "flag_unparsed")
