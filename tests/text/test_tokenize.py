import os
import pickle
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.text import Tokenizer, lexicon, normalize, stop_words, tokenize

TEXTS = (
    "招聘电焊工，月薪8000元，会氩弧焊",
    "熟悉C++、C#、.NET、Node.js、Vue.js、AutoCAD、PLC编程",
    "服装厂招缝纫工、裁剪、整烫，包吃住，男女不限",
    "川菜厨师 面点师 帮厨",
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("C++ C# .NET Node.js Vue.js", ["c++", "c#", ".net", "node.js", "vue.js"]),
        ("Ｃ＋＋开发", ["c++", "开发"]),
        ("AutoCAD制图", ["autocad", "制图"]),
        ("T恤 C语言 5S ISO9001", ["t恤", "c语言", "5s", "iso9001"]),
        ("500元 3300-7400 8:30 18岁 2024年 5K-8K 13薪", []),
        ("positive", ["positive"]),
        ("", []),
        ("，。！ -- ★ 😀", []),
        ("http://www.example.com/a?b=1 焊工", ["焊工"]),
    ],
)
def test_known_answers(text: str, tokens: list[str]) -> None:
    assert tokenize(text) == tokens


@given(st.text(max_size=60))
def test_tokens_are_lower_case_words_of_the_normalized_text(text: str) -> None:
    plain = normalize(text).lower()
    for token in tokenize(text):
        assert token
        assert token in plain
        assert token not in stop_words()
        assert not token.isdecimal()
        assert any(character.isalnum() or character >= "\U00020000" for character in token)


@given(st.text(max_size=60))
def test_normalizing_first_changes_nothing(text: str) -> None:
    assert tokenize(normalize(text)) == tokenize(text)


@given(st.lists(st.sampled_from(["焊工", "电焊", "普工", "叉车", "育婴", "C++"]), max_size=6))
def test_separate_words_are_found_in_their_order(words: list[str]) -> None:
    assert tokenize("，".join(words)) == [word.lower() for word in words]


def test_own_words_stay_whole_whatever_their_order() -> None:
    words = ("捻线挡车", "捻线挡车工", "浆纱机长", "K歌之王2")
    text = "捻线挡车工与浆纱机长，K歌之王2"
    assert tokenize(text) != ["捻线挡车工", "浆纱机长", "k歌之王2"]
    assert Tokenizer(words).tokenize(text) == ["捻线挡车工", "浆纱机长", "k歌之王2"]
    assert Tokenizer(words[::-1]).tokenize(text) == ["捻线挡车工", "浆纱机长", "k歌之王2"]


def test_occupations_of_the_lexicon_stay_whole() -> None:
    for name in ("普工", "电焊工", "缝纫工", "月嫂"):
        assert tokenize(name) == [name]


def test_parts_come_with_their_word_and_add_nothing_else() -> None:
    whole, parts = Tokenizer(), Tokenizer(parts=True)
    assert parts.tokenize("电焊工") == ["电焊工", "电焊", "焊工"]
    for text in TEXTS:
        words = whole.tokenize(text)
        found = parts.tokenize(text)
        assert [word for word in found if word in words] == words
        assert all(any(part in word for word in words) for part in found)


def test_no_occupation_is_a_stop_word() -> None:
    assert not set(lexicon.occupations().names) & stop_words()


def test_the_pickle_holds_the_words_and_nothing_else() -> None:
    tokenizer = Tokenizer(("捻线挡车工",))
    before = tokenizer.tokenize("捻线挡车工3名")
    data = pickle.dumps(tokenizer)
    assert len(data) < 500
    again = pickle.loads(data)  # noqa: S301 - own data
    assert again == tokenizer
    assert again.tokenize("捻线挡车工3名") == before


def test_threads_agree() -> None:
    expected = [tokenize(text) for text in TEXTS]
    with ThreadPoolExecutor(8) as pool:
        for tokens, index in pool.map(lambda i: (tokenize(TEXTS[i % 4]), i % 4), range(400)):
            assert tokens == expected[index]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_tokenizes_alike() -> None:
    code = (
        "import multiprocessing as mp\n"
        "from jobmatch.text import tokenize\n"
        "if __name__ == '__main__':\n"
        "    here = tokenize('川菜厨师')\n"
        "    with mp.get_context('fork').Pool(1) as pool:\n"
        "        assert pool.map(tokenize, ['川菜厨师']) == [here]\n"
    )
    _run(code)


HOSTILE = ["龘", "中国", "的", "a", "1", "a.", "c++", "男", "①", "<b>", "研究生命", "\ud800", "焊 "]


@pytest.mark.parametrize("unit", HOSTILE, ids=ascii)
def test_a_hostile_megabyte_takes_less_than_a_second(unit: str) -> None:
    tokenize("焊工")
    text = unit * (1_000_000 // len(unit))
    began = time.perf_counter()
    tokenize(text)
    assert time.perf_counter() - began < 1


WATCHED = """
import sys
writes = []
def watch(event, args):
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        writes.append(args[0])
    elif event in ("os.mkdir", "os.rename", "os.remove", "tempfile.mkstemp"):
        writes.append(event)
sys.addaudithook(watch)
import jobmatch
import jobmatch.text
heavy = {"jieba", "opencc", "pandas", "numpy", "stopwordsiso"} & set(sys.modules)
assert not heavy, heavy
import os, random, warnings
import numpy  # sets warning filters of its own when it is imported
before = (os.getcwd(), dict(os.environ), list(warnings.filters), random.getstate())
from jobmatch.text import tokenize
tokens = tokenize("電焊工，會氬弧焊")
assert (os.getcwd(), dict(os.environ), list(warnings.filters), random.getstate()) == before
assert "pandas" not in sys.modules
import jieba
assert not jieba.dt.initialized and not jieba.dt.FREQ
assert not writes, writes
"""


def test_importing_and_tokenizing_touches_nothing_outside(tmp_path: Path) -> None:
    output = _run(WATCHED, TMPDIR=str(tmp_path), PYTHONDONTWRITEBYTECODE="1")
    assert output == ("", "")
    assert not list(tmp_path.iterdir())


def test_a_planted_cache_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "jieba.cache").write_bytes(b"not a cache")
    code = "from jobmatch.text import tokenize\nassert tokenize('川菜厨师')\n"
    assert _run(code, TMPDIR=str(tmp_path)) == ("", "")


def test_other_code_cannot_change_the_words(tmp_path: Path) -> None:
    code = (
        "import logging, warnings\n"
        "warnings.simplefilter('ignore')\n"
        "import jieba\n"
        "jieba.setLogLevel(logging.CRITICAL)\n"
        "from jobmatch.text import tokenize\n"
        "before = tokenize('川菜厨师会炒锅')\n"
        "jieba.add_word('师会炒', 10 ** 9)\n"
        "jieba.del_word('厨师')\n"
        "assert tokenize('川菜厨师会炒锅') == before\n"
        "assert jieba.lcut('师会炒') == ['师会炒']\n"
        "assert jieba.default_logger.level == logging.CRITICAL\n"
    )
    assert _run(code, TMPDIR=str(tmp_path)) == ("", "")


def _run(code: str, **environment: str) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr
