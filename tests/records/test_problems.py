import ast
import re
from pathlib import Path

import pandas as pd

import jobmatch.records
from jobmatch.records.problems import ACTIONS, CODES, COLUMNS, Problems, empty_problems

ROOM = Path(jobmatch.records.__file__).parent
# Files of the room whose codes are those of the shared table too.
CODE = re.compile(
    r"(?:id|row|file|format|text|csv|encoding|sheet|heading|header|column|missing|wrong|too|nul|formula|cell)"
    r"_[a-z0-9_]+"
)


def test_every_code_has_a_sentence_in_both_languages():
    assert len(CODES) > 40
    for code, (chinese, english) in CODES.items():
        assert re.fullmatch(r"[a-z][a-z0-9_]+", code)
        assert re.search(r"[\u4e00-\u9fff]", chinese)
        assert english.isascii()
        assert english.endswith(".")


def emitted():
    """Codes handed to note, add, Finding, TableError and Identity anywhere in the room."""
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                values = [*node.args, *(k.value for k in node.keywords if k.arg == "code")]
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in {"note", "add", "Finding", "TableError", "Identity"}:
                    for value in values:
                        for part in ast.walk(value):
                            text = getattr(part, "value", None)
                            if isinstance(text, str) and CODE.fullmatch(text):
                                yield path.name, text


def test_every_code_emitted_in_the_room_is_in_the_table():
    found = set(emitted())
    assert len({code for _, code in found}) > 30
    columns = {"job_id", "seeker_id"}
    assert {pair for pair in found if pair[1] not in CODES and pair[1] not in columns} == set()


def test_codes_are_listed_once():
    lines = (ROOM / "data" / "codes.tsv").read_text(encoding="utf-8").splitlines()
    codes = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    assert len(codes) == len(set(codes))


def test_problems_keep_columns_and_dtypes_when_empty():
    problems = Problems("jobs")
    nothing = problems.frame()
    problems.add([2, 0], "salary", "id_type", "unknown")
    problems.note("empty_table")
    full = problems.frame(["line 2", "line 3", "line 4"])
    assert tuple(full.columns) == tuple(nothing.columns) == COLUMNS
    assert full.dtypes.tolist() == nothing.dtypes.tolist() == empty_problems().dtypes.tolist()
    assert full["row"].tolist() == [-1, 0, 2]
    assert full["line"].tolist() == ["", "line 2", "line 4"]
    assert set(full["action"]) <= set(ACTIONS)


def test_each_frame_of_problems_is_a_new_one():
    problems = Problems("jobs")
    problems.note("empty_table")
    first = problems.frame()
    first.loc[0, "code"] = "changed"
    pd.testing.assert_series_equal(
        problems.frame()["code"], pd.Series(["empty_table"], dtype=object, name="code")
    )


def test_counts_go_by_action():
    problems = Problems("jobs")
    problems.add([1, 2], "", "id_missing", "left out")
    problems.add([1], "salary", "id_type", "unknown")
    problems.add([], "salary", "id_type", "unknown")
    assert problems.counts("left out") == {"id_missing": 2}
