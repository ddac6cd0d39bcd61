"""Chinese numerals in place of digits."""

import pytest
from cn2an import an2cn
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.records.numerals import arabic

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三千五", "3500"),
        ("一百二", "120"),
        ("一万二", "12000"),
        ("两万五", "25000"),
        ("十二", "12"),
        ("二〇二六", "2026"),
        ("三五千", "3000-5000"),
        ("两三年", "2-3年"),
        ("八千-一万", "8千-1万"),
        ("一点五万", "1.5万"),
        ("壹万元", "1万元"),
        ("统一5000", "统一5000"),
        ("200一车", "200一车"),
        ("包吃住", "包吃住"),
    ],
)
def test_numerals_become_digits(text, expected):
    assert arabic(text) == expected


@given(st.integers(1, 9), st.integers(1, 9))
def test_colloquial_thousands(thousands, hundreds):
    assert arabic(f"{DIGITS[thousands]}千{DIGITS[hundreds]}") == str(
        thousands * 1000 + hundreds * 100
    )


@given(st.text(alphabet=DIGITS + "十百千万两〇0123456789.-年元", max_size=30))
def test_replacing_twice_changes_nothing_more(text):
    once = arabic(text)
    assert arabic(once) == once


@given(st.integers(10, 99_999_999))
def test_formal_numerals_are_what_they_say(number):
    written = an2cn(number, "low")
    plain = arabic(written)
    # A lone unit stays one: 五千 is 5千.
    unit = {"千": 1000, "万": 10_000}.get(plain[-1], 1)
    assert int(plain.rstrip("千万")) * unit == number
