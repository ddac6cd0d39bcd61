"""The table of outcomes: which referral, and whether it went on; what cannot be used is listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobmatch.errors import TableError
from jobmatch.ranking import id_order
from jobmatch.records import Records, files, frames
from jobmatch.records.grid import Coded, Grid, encode
from jobmatch.records.headings import Match, clean, fold, recognised
from jobmatch.records.identifiers import read_id, refuse_lossy
from jobmatch.records.problems import Problems
from jobmatch.schema import JOBS, SEEKERS, Table
from jobmatch.scores import Bools, Ints
from jobmatch.tuning.answers import data_lines, read_answer

__all__ = ["Outcomes", "read_outcomes"]

_TABLE, _OUTCOME = "outcomes", "outcome"
_COLUMNS = (SEEKERS.id.name, JOBS.id.name, _OUTCOME)


@dataclass(frozen=True, eq=False)
class Outcomes:
    """What became of referrals, sorted by the ids of seeker and job, each pair once.

    Parameters
    ----------
    seeker_rows, job_rows : ndarray of int64, shape (k,)
        The two sides of each referral, as positions in their Records.
    yes : ndarray of bool, shape (k,)
        Whether it went on: a hire, a start, an interview or consent.
    left_out : pandas.DataFrame
        Rows that are not used: table, row, column, code, action, line, detail, as in
        `Records.problems`.
    """

    seeker_rows: Ints
    job_rows: Ints
    yes: Bools
    left_out: pd.DataFrame

    def __len__(self) -> int:
        return len(self.yes)


def read_outcomes(source: object, jobs: Records, seekers: Records) -> Outcomes:
    """Read a table of outcomes against the records that it speaks of.

    Parameters
    ----------
    source : path or frame
        A table with the columns seeker_id, job_id and outcome, or Chinese headings of them; other
        columns are not read.
    jobs, seekers : Records
        The two sides.

    Raises
    ------
    TableError
        Where the source is no table, or one of the columns is missing or there twice.
    """
    problems = Problems(_TABLE)
    grid = _grid(source)
    seeker, job, outcome = (
        encode(grid.columns[place], unwrap=True) for place in _positions(grid.headings)
    )
    i = _rows(seeker, seekers, grid, problems)
    j = _rows(job, jobs, grid, problems)
    answers = _answers(outcome, problems)
    usable = np.flatnonzero((i >= 0) & (j >= 0) & (answers >= 0))
    kept = usable[_settled(usable, i, j, answers, problems)]
    kept = kept[np.lexsort((id_order(jobs.ids)[j[kept]], id_order(seekers.ids)[i[kept]]))]
    return Outcomes(i[kept], j[kept], answers[kept] == 1, problems.frame(grid.places))


def _grid(source: object) -> Grid:
    if not isinstance(source, str | Path):
        return frames.grid_of(source, _TABLE)
    return files.grid_of(source, files.Options(_TABLE, lambda row: 3 * len(_found(row))))


def _positions(labels: Sequence[object]) -> tuple[int, ...]:
    """Find the three columns, or say in one error which are missing or there twice."""
    found = _found(labels)
    twice = [name for name in _COLUMNS if len(found.get(name, ())) > 1]
    missing = [name for name in _COLUMNS if name not in found]
    if missing or twice:
        faults = [f"column {name} was not found" for name in missing]
        for name in twice:
            shown = ", ".join(clean(labels[place]) for place in found[name])
            faults.append(f"the headings {shown} all stand for {name}")
        raise TableError(
            f"{_TABLE}: {'; '.join(faults)}; needed are the columns {', '.join(_COLUMNS)}, each "
            f"once. Rename or drop columns of the table.",
            code="missing_column" if missing else "column_duplicate",
        )
    return tuple(found[name][0] for name in _COLUMNS)


def _found(labels: Sequence[object]) -> dict[str, list[int]]:
    """Positions that may be each of the columns; an exact name drives out the others."""
    matches: dict[str, list[Match]] = {}
    for place, label in enumerate(labels):
        for table in (SEEKERS, JOBS):
            for match in recognised((label,), table):
                if match.column == table.id.name and not match.part and not _other_id(label, table):
                    matches.setdefault(match.column, []).append(Match(place, "", rank=match.rank))
        if (form := fold(label)) in _headings():
            matches.setdefault(_OUTCOME, []).append(Match(place, "", rank=form != _OUTCOME))
    best = {name: min(one.rank for one in found) for name, found in matches.items()}
    return {
        name: [one.position for one in found if one.rank == best[name]]
        for name, found in matches.items()
    }


def _other_id(label: object, table: Table) -> bool:
    other = JOBS if table is SEEKERS else SEEKERS
    return any(match.column == other.id.name for match in recognised((label,), other))


@cache
def _headings() -> frozenset[str]:
    return frozenset(map(fold, (_OUTCOME, "结果", *data_lines("headings.tsv"))))


def _rows(ids: Coded, records: Records, grid: Grid, problems: Problems) -> Ints:
    """Row of each id among the records, -1 where it is none of theirs, which is listed."""
    column = f"{records.table[:-1]}_id"
    refuse_lossy(ids, _TABLE, column, grid.digits)
    rows = {name: row for row, name in enumerate(records.ids.tolist())}
    read = [read_id(cell, grid.digits) for cell in ids.cells[1:]]
    found = [-1, *(rows.get(identity.text or "", -1) for identity in read)]
    codes = ["id_missing", *(_id_code(identity.text, identity.code) for identity in read)]
    held = np.array(found, dtype=np.int64)[ids.codes]
    _list(np.array(codes, dtype=object)[ids.codes], held < 0, column, problems)
    return held


def _id_code(text: str | None, code: str | None) -> str:
    return "outcome_unknown_id" if text is not None or code is None else code


def _answers(outcomes: Coded, problems: Problems) -> Ints:
    """1 for yes, 0 for no, -1 where the cell says neither, which is listed."""
    read = [read_answer(cell) for cell in outcomes.cells]
    values = np.array([-1 if answer is None else int(answer) for answer, _ in read], np.int64)
    held = values[outcomes.codes]
    codes = np.array([code for _, code in read], dtype=object)[outcomes.codes]
    _list(codes, held < 0, _OUTCOME, problems)
    return held


def _list(codes: npt.NDArray[np.object_], bad: Bools, column: str, problems: Problems) -> None:
    for code in sorted(set(codes[bad].tolist())):
        problems.add(np.flatnonzero(bad & (codes == code)), column, code, "left out")


def _settled(usable: Ints, i: Ints, j: Ints, answers: Ints, problems: Problems) -> Bools:
    """Whether a row stays: of rows that say the same of a pair the first, of others none."""
    pairs = pd.DataFrame({"i": i[usable], "j": j[usable]})
    said = pd.Series(answers[usable]).groupby([pairs["i"], pairs["j"]])
    disputed = (said.transform("min") != said.transform("max")).to_numpy(dtype=bool)
    repeated = pairs.duplicated().to_numpy(dtype=bool) & ~disputed
    problems.add(usable[disputed], _OUTCOME, "outcome_conflict", "left out")
    problems.add(usable[repeated], _OUTCOME, "outcome_repeated", "left out")
    return ~(disputed | repeated)
