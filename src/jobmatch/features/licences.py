"""The seeker holds the licences without which the job may not be done."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jobmatch.features.encoded import Classes, Encoded
from jobmatch.features.feature import Reason
from jobmatch.features.gate import Gate
from jobmatch.records import Records
from jobmatch.scores import PartScores, TableScores
from jobmatch.text import lexicon

__all__ = ["Licences"]


@dataclass(frozen=True)
class Licences(Gate):
    """Excludes pairs where the job demands a licence that the seeker is known not to hold.

    Of a choice (焊工证或电工证, A2/B2驾照) any one will do; it shuts only where none is held.
    A licence is demanded where the licence column of the job names it or its description asks for
    it without 优先; of a description that speaks of other occupations too, only the licences that
    belong to the title's. A higher licence covers the ones it implies. A seeker whose licences are
    not recorded is let through, with the remark to ask.

    Parameters
    ----------
    obtainable : tuple of str, default ("健康证",)
        Licences that anyone gets within days of being hired; they are remarked on and do not
        exclude.
    """

    name = "licences"
    label = "必备证书"
    reads_jobs = ("licences", "description", "title")
    reads_seekers = ("licences",)
    needs = "any"

    obtainable: tuple[str, ...] = ("健康证",)

    def encode_jobs(self, jobs: Records) -> Encoded:
        """Licences demanded by each job."""
        waived = frozenset(self.obtainable)
        demanded = [_without(demanded_licences(jobs, row), waived) for row in range(len(jobs))]
        known = np.ones(len(jobs), dtype=np.bool_)
        return Encoded({"demanded": Classes.of(demanded), "known": known})

    def encode_seekers(self, seekers: Records) -> Encoded:
        """Licences held by each seeker, with those they imply."""
        held = [held_licences(seekers, row) for row in range(len(seekers))]
        known = np.array([licences is not None for licences in held], dtype=np.bool_)
        return Encoded({"held": Classes.of(held), "known": known})

    def scores(self, seekers: Encoded, jobs: Encoded) -> PartScores:
        """1 where every licence demanded is held, or may be held."""
        ours, theirs = seekers.classes("held"), jobs.classes("demanded")
        table = np.array(
            [[_covers(held, demanded) for demanded in theirs.profiles] for held in ours.profiles],
            dtype=np.float64,
        ).reshape(len(ours.profiles), len(theirs.profiles))
        none_demanded = np.array([not demanded for demanded in theirs.profiles], dtype=np.bool_)
        return TableScores(
            seekers.bools("known"),
            jobs.bools("known"),
            1.0,
            ours.ids,
            theirs.ids,
            table,
            np.broadcast_to(none_demanded, table.shape),
        )

    def reason(self, seeker: Records, job: Records, score: float, *, known: bool) -> Reason:
        """The licences missing, or to be asked for."""
        demanded = demanded_licences(job, 0)
        if not demanded:
            return Reason("licences.none_needed", "")
        if not known:
            return Reason("licences.unknown", f"岗位要求{_told(demanded)}，请核实是否持有")
        lacking = _told(_without(demanded, held_licences(seeker, 0) or frozenset()))
        if score <= 0:
            return Reason("licences.shut", f"缺少{lacking}")
        if lacking:
            return Reason("licences.obtainable", f"上岗前需办{lacking}", "ask")
        # Skills says what is held; once is enough.
        return Reason("licences.held", "")


def demanded_licences(jobs: Records, row: int) -> frozenset[str]:
    """Licences that a job demands, in its licence column or its description; choices as one."""
    column = jobs["licences"][row] if "licences" in jobs else None
    text = jobs["description"][row] if "description" in jobs else ""
    title = jobs["title"][row] if "title" in jobs else ""
    return frozenset((*(column or ()), *_demanded(title, text)))


@lru_cache(maxsize=4096)  # the same cells come back when the reasons are given
def _demanded(title: str, text: str) -> frozenset[str]:
    stated = set(lexicon.needs(lexicon.licences_in(text)))
    offered = lexicon.head_occupations(title)
    others = {m.name for m in lexicon.occupations_in(text)} - set(offered)
    if stated and offered and others:
        # An advertisement for several jobs: the driver's license is not asked of the cook.
        known = lexicon.occupations()
        usual = {licence for name in offered for licence in known.licences(name)}
        stated = {name for name in stated if not usual.isdisjoint(lexicon.alternatives(name))}
    return frozenset(stated)


def held_licences(seekers: Records, row: int) -> frozenset[str] | None:
    """Licences of a seeker with those they imply, None where nothing is recorded."""
    column = seekers["licences"][row]
    return None if column is None else lexicon.implied_licences(column)


def _covers(held: Hashable, demanded: Hashable) -> bool:
    if not isinstance(held, frozenset) or not isinstance(demanded, frozenset):
        return True
    return not _without(demanded, held)


def _without(demanded: frozenset[str], held: frozenset[str]) -> frozenset[str]:
    """What is demanded and not met by any of the licences held."""
    return frozenset(name for name in demanded if held.isdisjoint(lexicon.alternatives(name)))


def _told(demanded: frozenset[str]) -> str:
    """Name the licences in a row, choices behind what is demanded in any case."""
    alone = sorted(name for name in demanded if len(lexicon.alternatives(name)) == 1)
    choices = sorted(demanded.difference(alone))
    if not alone and len(choices) == 1:
        return choices[0]
    return "、".join([*alone, *(f"{choice}（其一）" for choice in choices)])
