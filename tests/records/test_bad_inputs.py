"""Replays the cases of `bad_inputs.json` that concern reading, where the file is at hand.

`JOBMATCH_CASES` names the file; without it, it is looked for in `JOBMATCH_SHARED` or in a folder
`shared` beside the checkout. Outcomes as the file has them: error is one `TableError`; quarantine
costs the row where its id is concerned and else the cell; all others go on with the value given.
"""

import ast
import json
import math
import os
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from jobmatch.errors import TableError
from jobmatch.records import cells, parse_salary, read_jobs, read_seekers
from jobmatch.records.cell import plain
from jobmatch.records.headings import is_protected
from jobmatch.schema import JOBS, SEEKERS

AREAS = {"identifier", "table", "text", "salary", "date", "numeric", "place", "file", "privacy"}
NAMES = {
    "text": "description",
    "published_at": "published_on",
    "years_experience": "experience",
    "years_required": "experience",
}
# Codes of cells that are read as they should be are not listed.
SILENT = {"salary_parsed", "date_parsed", "years_parsed", "column_ignored"}
# Agreed deviations: the code and action that hold here, and why.
DEVIATIONS = {
    "DT-12": (None, None, "an expired vacancy is read; the gate not_expired shuts it out"),
    "DT-13": ("date_future", "flagged", "read as it stands"),
    "FI-14": ("csv_delimiter", "note", "a file parted by tabs is read, with a note"),
    "NU-05": ("job_no_vacancy", "flagged", "a vacancy for nobody is read and flagged"),
}
# Agreed deviations of value: pay is given per month, whatever the period it was written for.
VALUES = {"SA-09": (8333.33, 12500.0)}


def cases():
    default = Path(os.environ.get("JOBMATCH_SHARED", Path(__file__).parents[3] / "shared"))
    path = Path(os.environ.get("JOBMATCH_CASES", default / "bad_inputs.json"))
    if not path.is_file():
        reason = "bad_inputs.json is not at hand: set JOBMATCH_CASES"
        return [pytest.param(None, marks=pytest.mark.skip(reason=reason))]
    listed = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in listed if case["area"] in AREAS]


def decoded(raw):
    """Input of a case as the Python object it stands for."""
    if isinstance(raw, list):
        return [decoded(item) for item in raw]
    if not isinstance(raw, dict) or len(raw) != 1:
        return raw
    kind, held = next(iter(raw.items()))
    if kind == "$py":
        return 2**63 if held == "2**63" else ast.literal_eval(held)
    if kind == "$repeat":
        return held[0] * held[1]
    makers = {"$float": float, "$na": lambda _: pd.NA, "$bytes": bytes.fromhex}
    return makers[kind](held) if kind in makers else raw


@pytest.mark.parametrize("case", cases())
def test_a_known_bad_input_has_the_outcome_agreed(case, tmp_path):
    area, column = case["area"], case["column"]
    if area == "file":
        replay_file(case, tmp_path)
    elif area == "table":
        replay_table(case)
    elif area == "identifier":
        replay_ids(case)
    elif column == "gender":
        assert is_protected("gender")
        assert "gender" in read(case, seeker(gender="女")).left_out
    elif column == "published_at+valid_until":
        replay_dates(case)
    else:
        replay_cell(case)


def read(case, source):
    return read_jobs(source) if case["table"] == "jobs" else read_seekers(source)


def seeker(**columns):
    return pd.DataFrame({"seeker_id": ["S1"], "desired_job": ["焊工"]} | columns)


def expected(case):
    """Code and action that hold for a case, deviations included."""
    code = case["expect"].get("code")
    if case["id"] in DEVIATIONS:
        return DEVIATIONS[case["id"]][:2]
    actions = {"error": "error", "quarantine": "unknown", "flag": "flagged"}
    return None if code in SILENT else code, actions.get(case["expect"]["outcome"])


def check_error(case, source):
    expect = case["expect"]
    with pytest.raises(TableError) as caught:
        read(case, source)
    assert caught.value.code == expect["code"]
    assert_told(expect, str(caught.value))


def assert_told(expect, message):
    assert all(text in message for text in expect.get("message_contains", ())), message
    assert not any(text in message for text in expect.get("message_excludes", ())), message


# -- cells -----------------------------------------------------------------------------------------


def replay_cell(case):
    table = JOBS if case["table"] == "jobs" else SEEKERS
    name = NAMES.get(case["column"], case["column"])
    raw, kind = decoded(case["input"]), table[name].kind
    cell = cells.read(kind, raw)
    code, action = expected(case)
    assert cell.code == code
    if action is not None and code not in cells.QUIET:
        # What is only flagged elsewhere may be unknown here: 火星市 names no place.
        assert cell.action == action or (action, cell.action) == ("flagged", "unknown")
    if action == "unknown":
        assert repr(cell.value) == repr(cells.unknown(kind))
    check_value(case, kind, cell.value)
    first = {table.id.name: ["1"], table.text[0]: ["焊工"], name: pd.Series([raw], dtype=object)}
    records = read(case, pd.DataFrame(first))
    assert_told(case["expect"], records.problems.to_string())
    shown = repr(records[name].tolist()) + repr(records)
    assert not any(text in shown for text in case["expect"].get("message_excludes", ()))


def check_value(case, kind, value):
    """Compare with the value the case gives, if it gives one, in the form of our kinds."""
    wanted = case["expect"].get("value")
    if case["id"] in VALUES:
        assert value == pytest.approx(VALUES[case["id"]])
        low, high, period, months = wanted
        pay = parse_salary(case["input"])
        assert (pay.written, pay.period, pay.months) == ((low, high), period, months)
    elif wanted is None:
        return
    elif kind == "salary":
        bounds = [math.nan if bound is None else bound for bound in wanted[:2]]
        assert value == pytest.approx(tuple(bounds), nan_ok=True)
    elif kind == "years":
        assert value[0] == wanted
    elif kind == "places":
        assert value.codes == tuple([wanted] if isinstance(wanted, str) else wanted)
    elif kind == "date":
        assert value == np.datetime64(wanted)
    else:
        assert value == (" ".join(wanted) if isinstance(wanted, list) else wanted)


# -- rows and tables -------------------------------------------------------------------------------


def replay_ids(case):
    table, expect = (JOBS, SEEKERS)[case["table"] == "seekers"], case["expect"]
    rows = decoded(case["input"])
    texts = ["焊工"] * len(rows)
    if "+" in case["column"]:
        rows, texts = zip(*rows, strict=True)
    frame = pd.DataFrame({table.text[0]: texts})
    frame.insert(0, table.id.name, pd.Series(list(rows), dtype=object))
    if expect["outcome"] == "error":
        check_error(case, frame)
        return
    records = read(case, frame)
    gone = expect.get("quarantine_rows", [])
    left_out = records.problems[records.problems["action"] == "left out"]
    assert sorted(left_out["row"]) == gone
    assert records.rows.tolist() == [row for row in range(len(frame)) if row not in gone]
    if expect.get("code"):
        assert expect["code"] in set(records.problems["code"])
    if "value" in expect:
        assert records.ids.tolist() == [text for text in expect["value"] if text is not None]
    assert_told(expect, records.problems.to_string(max_colwidth=None))


def replay_table(case):
    expect, raw, jobs = case["expect"], decoded(case["input"]), case["table"] != "seekers"
    titles = ["会计", "焊工", "护士", "司机"]
    frame = pd.DataFrame({"job_id": ["J1", "J2", "J3", "J4"], "title": titles})
    if isinstance(raw, dict):
        frame = pd.DataFrame(raw["rows"], columns=raw["columns"])
    elif case["column"] == "index":
        frame.index = raw
    elif case["column"] == "title":
        frame = pd.DataFrame({"job_id": ["J1"], "title": [raw]})
    elif case["column"] == "attrs":
        frame["title"].to_numpy().flags.writeable = False
    elif case["table"] == "both":
        case, jobs = case | {"table": "seekers"}, False
    else:
        frame = raw
    if expect["outcome"] == "error":
        check_error(case, frame)
        return
    before = frame.copy(deep=True)
    records = read(case, frame)
    pd.testing.assert_frame_equal(frame, before)
    assert len(records) == len(frame)
    assert not expect.get("code") or expect["code"] in set(records.problems["code"])
    if case["column"] == "index":
        plain_index = read_jobs(frame.reset_index(drop=True))
        assert records.ids.tolist() == plain_index.ids.tolist()
        assert records["title"].tolist() == plain_index["title"].tolist()
    assert records.table == ("jobs" if jobs else "seekers")


def replay_dates(case):
    published, until = case["input"]
    frame = pd.DataFrame(
        {"job_id": ["J1"], "title": ["焊工"], "published_on": [published], "valid_until": [until]}
    )
    jobs = read_jobs(frame)
    assert np.isnat(jobs["valid_until"]).all()
    listed = jobs.problems[["row", "column", "code", "action"]].to_numpy().tolist()
    assert listed == [[0, "valid_until", case["expect"]["code"], "unknown"]]


# -- files -----------------------------------------------------------------------------------------


def replay_file(case, tmp_path):
    wanted = case["input"]["$file"]
    source = written(wanted, tmp_path)
    code, action = expected(case)
    if action == "error":
        check_error(case, source)
        return
    records = read(case, source)
    found = records.problems[records.problems["code"] == code]
    assert code is None or len(found)
    assert action != "note" or set(found["action"]) == {"note"}
    text = wanted.get("text", "")
    if "001" in text:
        assert records.ids.tolist() == ["001", "002"]
        assert records["title"].tolist() == ["会计", "护士"]


def written(wanted, folder):
    """Path of the file a case describes; one that is only named does not exist."""
    path = folder / Path(wanted["name"]).name
    if "hex" in wanted:
        path.write_bytes(bytes.fromhex(wanted["hex"]))
    elif "text" in wanted:
        path.write_bytes(wanted["text"].encode(wanted["encoding"]))
    elif "xlsx" in wanted:
        book = openpyxl.Workbook()
        for row in wanted["xlsx"]:
            book.active.append(row)
        book.save(path)
    else:
        path = folder / "none" / wanted["name"].replace("../", "")
    return path


def test_decoding_knows_literals_only():
    assert decoded({"$py": "[2, 0]"}) == [2, 0]
    with pytest.raises(ValueError, match="malformed"):
        decoded({"$py": "__import__('os').getcwd()"})
    assert plain(decoded({"$na": "pd.NA"})) is None
