import random
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.text import MAX_TEXT, normalize

EVERY_CHARACTER = [chr(code) for code in range(sys.maxunicode + 1)]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("<p>招聘<b>会计</b></p><script>alert(1)</script>", "招聘会计"),
        ("<div>焊工</div><div>电工</div>", "焊工 电工"),
        ("焊工<br/>电工<!-- 内部 --><style>p {}</style>", "焊工 电工"),
        ("<span style='x'>焊</span>工<o:p></o:p>", "焊工"),
        ("＜p＞焊工＜/p＞", "焊工"),
        ("&lt;b&gt;焊工&lt;/b&gt;&nbsp;&amp;nbsp;电工", "焊工 电工"),
        ("研发R&D&amp;测试", "研发R&D&测试"),
        ("年龄<45", "年龄<45"),
        ("3<x", "3<x"),
        ("年龄>18且<45", "年龄>18且<45"),
        ("<script>焊工", "焊工"),
        ("①5000", "5000"),
        ("要求：①5000②包住", "要求: 5000; 包住"),
        ("⑴焊工⒉电工❸钳工㈣车工㊄铣工", "焊工; 电工; 钳工; 车工; 铣工"),
        ("●焊工■电工\uf06c钳工", "焊工; 电工; 钳工"),
        ("工资5000¹", "工资5000 1"),
        ("1½年", "1 1⁄2年"),
        ("務(wù)工", "务工"),
        ("開（kāi）發（ fā ）", "开发"),
        ("工(ɡōnɡ)作(zuo)", "工作(zuo)"),
        ("工(go\u0304ng)作", "工作"),
        ("Java(Web) 焊工(wu)", "Java(Web) 焊工(wu)"),
        ("é(é)", "é(é)"),
        ("招聘软\u0000件工程师", "招聘软件工程师"),
        ("招聘\u202e软件工程师", "招聘软件工程师"),
        ("招聘\ud83d软件工程师", "招聘软件工程师"),
        ("招聘软件\u2f2f程师", "招聘软件工程师"),
        ("电\u200b焊\u00ad工\ufe0f\u3164", "电焊工"),
        ("Ｊａｖａ开发", "Java开发"),
        ("Pytho\u0301n", "Pyth\u00f3n"),
        ("𠮷野家店员", "𠮷野家店员"),
        ("雲陽縣製衣廠車縫工", "云阳县制衣厂车缝工"),
        ("著名 乾隆 瞭望", "著名 乾隆 瞭望"),
        (" 焊工\t\r\n\u3000电工\u00a0 ", "焊工 电工"),
        ("", ""),
        ("\n" * 1000, ""),
        ("\u200b" * 1000, ""),
    ],
)
def test_known_answers(typed: str, plain: str) -> None:
    assert normalize(typed) == plain


def test_normalizing_twice_changes_nothing_for_every_character() -> None:
    width = 64
    for start in range(0, len(EVERY_CHARACTER), width):
        block = EVERY_CHARACTER[start : start + width]
        for text in ("".join(block), "".join(f"务9{character}a" for character in block)):
            once = normalize(text)
            assert normalize(once) == once, hex(start)


def test_normalizing_twice_changes_nothing_for_random_texts() -> None:
    rng = random.Random(20_261_124)
    pools = (
        "<>/&;#!-abpscrit x38ltgnm",
        "務開發麼麽乾著於臺灣後(wùkāi)（）:：",
        "①②⑴❶1½²㍙９ 元-",
        "\u200b\u202e\ufe0f\x00\ud800\u00ad\u3164 a务",
        "aeo\u0301\u0316\u0304\u0327가각ㄱㅏ",
        EVERY_CHARACTER[0x20:0x3400],
        EVERY_CHARACTER[0x3400:0xA000],
        EVERY_CHARACTER,
    )
    for _ in range(20_000):
        pool = rng.choice(pools)
        text = "".join(rng.choices(pool, k=rng.randint(1, 30)))
        once = normalize(text)
        assert normalize(once) == once, ascii(text)


@given(st.text(alphabet=st.characters(), max_size=200))
def test_nothing_hidden_is_left(text: str) -> None:
    plain = normalize(text)
    assert plain == plain.strip()
    assert "  " not in plain
    assert not {unicodedata.category(character) for character in plain} & {"Cc", "Cs", "Co"}


@pytest.mark.parametrize("text", ["\ufdfa" * 5000, "a" * (MAX_TEXT + 1), "①" + "电 " * MAX_TEXT])
def test_result_is_bounded_and_stays_so(text: str) -> None:
    plain = normalize(text)
    assert len(plain) <= MAX_TEXT
    assert normalize(plain) == plain


HOSTILE = {
    "open brackets": "<",
    "open tags": "<b",
    "nested tags": "<<b>",
    "scripts": "<script>",
    "comments": "<!--",
    "entities": "&amp;",
    "growing entities": "&#38;#38;",
    "readings": "務(wù)",
    "open readings": "務(",
    "marks": "a\u0316\u0301",
    "ligatures": "\ufdfa",
    "bullets": "①",
    "blanks": " \u3000",
    "rare": "龘",
    "traditional": "務",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_megabyte_takes_less_than_a_second(unit: str) -> None:
    normalize("務工")  # loads the tables
    text = unit * (1_000_000 // len(unit))
    began = time.perf_counter()
    once = normalize(text)
    assert time.perf_counter() - began < 1
    assert normalize(once) == once


@pytest.mark.parametrize(
    ("text", "plain"),
    [("後勤", "后勤"), ("後廚", "后厨"), ("乾县", "乾县"), ("於是", "于是")],
)
def test_old_characters_of_gb2312_are_simplified_too(text, plain):
    assert normalize(text) == plain


@given(st.text(alphabet="焊工後，（）：；！～＆＜＞　 5５ＡaZ&<>①、。\t", max_size=30))
def test_the_short_way_for_common_texts_gives_what_the_long_way_gives(text):
    module = sys.modules[normalize.__module__]
    long_way = text
    for _ in range(6):
        long_way = module._one_pass(long_way)
    assert normalize(text) == long_way
