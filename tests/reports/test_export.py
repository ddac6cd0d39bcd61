import csv
import os

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.errors import TableError
from jobmatch.reports import safe_text, write_csv
from jobmatch.reports.export import write_atomically


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ('=HYPERLINK("http://x","点我")', '\'=HYPERLINK("http://x","点我")'),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("＝1+1", "'＝1+1"),
        ("\x0b=1", "'=1"),
        (";=1", ";=1"),
        ("x\x0bz", "xz"),
        ("00123", "00123"),
        ("4000-6000元/月", "4000-6000元/月"),
        ("\ud800焊", "焊"),
        ("", ""),
    ],
)
def test_formulas_are_escaped_and_controls_removed(cell, safe):
    assert safe_text(cell) == safe


@given(st.text())
def test_no_text_starts_as_a_formula_and_escaping_again_changes_nothing(text):
    safe = safe_text(text)
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))
    assert safe_text(safe) == safe
    safe.encode("utf-8")


def test_csv_opens_right_and_keeps_ids(tmp_path):
    frame = pd.DataFrame({"编号": ["00123", "110101199003074512"], "=单位": ["=甲", None]})
    path = write_csv(frame, tmp_path / "list.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["编号", "'=单位"], ["00123", "'=甲"], ["110101199003074512", ""]]
    assert list(frame.columns) == ["编号", "=单位"]


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
def test_csv_gives_every_text_back(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("csv") / "list.csv"
    write_csv(pd.DataFrame({"a": range(len(texts)), "b": pd.Series(texts, dtype=object)}), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert [row[1] for row in rows] == [safe_text(text) for text in texts]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("old", encoding="utf-8")

    def broken(target):
        target.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(TableError, match=r"list\.csv cannot be written") as caught:
        write_atomically(path, broken)
    assert caught.value.code == "cannot_write"
    assert path.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["list.csv"]  # noqa: PTH208 - hidden files too


def test_an_interrupted_write_leaves_nothing(tmp_path):
    def stopped(target):
        target.write_text("half", encoding="utf-8")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "list.csv", stopped)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_one_clear_error(tmp_path):
    with pytest.raises(TableError, match="needed is a folder"):
        write_csv(pd.DataFrame({"a": [1]}), tmp_path / "none" / "list.csv")
