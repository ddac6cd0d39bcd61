import time

import pytest

from jobmatch.text import normalize, strip_private, tokenize


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("身份证110101199003070011", "身份证"),
        ("身份证号11010119900307001X，焊工", "身份证号 ，焊工"),
        ("110101 19900307 0011", ""),
        ("旧证110101900307001", "旧证"),
        ("电话13800138000", "电话"),
        ("电话138-0013-8000", "电话"),
        ("138 0013 8000 焊工", "焊工"),
        ("138.001.38000", ""),
        ("+86 13800138000", "+86"),
        ("1 3 8 0 0 1 3 8 0 0 0", ""),
        ("a13800138000", "a"),
        ("(021)12345678", ""),
        ("021-12345678转801", ""),
        ("0564 3351234", ""),
        ("400-820-8820", ""),
        ("联系电话:88651234", "联系"),
        ("邮箱zhangsan@qq.com", "邮箱"),
        ("邮箱 zhang.san+1@mail.example.com.cn 焊工", "邮箱 焊工"),
        ("微信号wx_zhang88", ""),
        ("联系微信 abc123 缴纳押金500元", "联系 缴纳押金500元"),
        ("微信:zhangsan", ""),
        ("QQ:12345678", ""),
        ("加v:zhang88a 面谈", "面谈"),
        ("wxid_ab12cd34", ""),
        ("卡号6222020200112233445", "卡号"),
    ],
)
def test_personal_numbers_go(text: str, rest: str) -> None:
    assert strip_private(text) == (rest, True)


@pytest.mark.parametrize(
    "text",
    [
        "月薪8000-12000元 2020年03月-2023年05月 年薪150000",
        "3300-7400",
        "2024-05-06",
        "2024.05.06-2024.12.31",
        "60-220",
        "13500-18000元",
        "15000-20000",
        "8:30-17:30",
        "熟悉微信 Photoshop",
        "微信公众号运营",
        "微信小程序、H5开发",
        "ISO9001 TS16949 GB/T2260",
        "18-45周岁 招20人",
        "电话销售 3000-5000元",
        "1000000元",
        "",
    ],
)
def test_numbers_of_the_trade_stay(text: str) -> None:
    assert strip_private(text) == (text, False)


def test_full_width_numbers_go_after_normalizing() -> None:
    assert strip_private(normalize("电话：１３８００１３８０００")) == ("电话:", True)


@pytest.mark.parametrize("number", ["13800138000", "138-0013-8000", "110101199003070011"])
@pytest.mark.parametrize("place", ["电话{}焊工", "焊工{}", "{}", "a{}b", "({})"])
def test_no_part_of_a_number_becomes_a_token(number: str, place: str) -> None:
    tokens = tokenize(place.format(number))
    assert not any(character.isdigit() for token in tokens for character in token)


@pytest.mark.parametrize(
    "unit", ["1", "13", "138 ", "0", "a@", "@", "a.", "微信", "微信号", "电话", "(0", "400-", "1 "]
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    began = time.perf_counter()
    strip_private(text)
    assert time.perf_counter() - began < 1
