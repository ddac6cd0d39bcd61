"""The result: who is referred to what, at which rank, and why."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from jobmatch.features import EnoughKnown, Feature, Reason, Tone
from jobmatch.records import Records
from jobmatch.schema import TableName
from jobmatch.scores import Bools, Floats, Ints

__all__ = ["Explanation", "Referrals", "Shortfall", "explanation", "sentence"]

# Below this a known score is to be minded rather than speaking for the pair.
WEAK = 0.45


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why a list is shorter than asked for.

    Parameters
    ----------
    id : str
        Whose list it is.
    found, wanted : int
        Entries it has and entries asked for.
    code : str
        ``"too_little_known"``, ``"min_score"``, ``"gates"`` or ``"too_few"``.
    text : str
        The same in a clause of Chinese.
    """

    id: str
    found: int
    wanted: int
    code: str
    text: str

    @classmethod
    def of(cls, name: str, counts: tuple[int, int, int, int], *, thin: bool) -> "Shortfall":
        """Name the cause.

        Parameters
        ----------
        name : str
            Whose list it is.
        counts : tuple of int
            Entries kept, entries before the least score was asked for, entries wanted, and
            records there are on the other side.
        thin : bool
            Whether the record tells too little to be matched.
        """
        kept, found, wanted, offered = counts
        if thin:
            return cls(name, kept, wanted, "too_little_known", "登记信息太少，请先补充")
        if kept < found:
            return cls(name, kept, wanted, "min_score", "其余匹配度太低，不宜推荐")
        if found == offered:
            return cls(name, kept, wanted, "too_few", f"总共只有{offered}条可选")
        return cls(name, kept, wanted, "gates", "其余因硬性条件不符或登记信息太少而排除")


@dataclass(frozen=True, eq=False)
class Referrals:
    """Ranked pairs with scores, parts and reasons; `frame` is the table of them.

    Parameters
    ----------
    whose : {"seekers", "jobs"}
        Whose lists they are: jobs for seekers, or seekers for jobs.
    jobs, seekers : Records
        What the rows refer to.
    job_rows, seeker_rows : ndarray of int64, shape (k,)
        The two sides of each referral.
    ranks : ndarray of int64, shape (k,)
        Rank within the list, from 1.
    scores, wishes, fits, confidences : ndarray of float64, shape (k,)
        Score of the match, of both sides, and the share of weight that rests on known cells.
    parts : mapping of Feature to (ndarray, ndarray)
        Score of each feature, and whether both sides are known.
    gates : mapping of Feature or EnoughKnown to (ndarray, ndarray)
        The same of each gate; all are open.
    weights : mapping of Feature to (float, float)
        Weight of each feature for the wish and for the fit.
    shortfalls : tuple of Shortfall
        Lists that are shorter than asked for, with the cause.
    """

    whose: TableName
    jobs: Records
    seekers: Records
    job_rows: Ints
    seeker_rows: Ints
    ranks: Ints
    scores: Floats
    wishes: Floats
    fits: Floats
    confidences: Floats
    parts: Mapping[Feature, tuple[Floats, Bools]]
    gates: Mapping[Feature | EnoughKnown, tuple[Floats, Bools]]
    weights: Mapping[Feature, tuple[float, float]]
    shortfalls: tuple[Shortfall, ...] = ()

    def __len__(self) -> int:
        return len(self.ranks)

    def __repr__(self) -> str:
        lists = len(np.unique(self.seeker_rows if self.whose == "seekers" else self.job_rows))
        return (
            f"<Referrals for {self.whose}: {len(self)} referrals in {lists} lists, "
            f"{len(self.shortfalls)} shortfalls>"
        )

    def _repr_html_(self) -> str:
        return str(self.frame.head(20)._repr_html_())  # type: ignore[operator]

    @property
    def pairs(self) -> pd.DataFrame:
        """The numbers alone: ids, rank, score, wish, fit, confidence, a column a feature."""
        seeker, job = self.seekers.ids[self.seeker_rows], self.jobs.ids[self.job_rows]
        first, second = ("seeker_id", seeker), ("job_id", job)
        if self.whose == "jobs":
            first, second = second, first
        columns = {
            first[0]: pd.Series(first[1], dtype=object),
            "rank": self.ranks,
            second[0]: pd.Series(second[1], dtype=object),
            "score": self.scores,
            "wish": self.wishes.round(6),
            "fit": self.fits.round(6),
            "confidence": self.confidences.round(6),
        }
        values = {feature.name: score.round(6) for feature, (score, _) in self.parts.items()}
        return pd.DataFrame(columns | values)

    @property
    def frame(self) -> pd.DataFrame:
        """The numbers of `pairs`, then the reasons: codes joined by ``;`` and a sentence."""
        frame = self.pairs
        said = self._reasons
        frame["reasons"] = pd.Series(
            [";".join(r.code for r in one) for one, _ in said], dtype=object
        )
        frame["sentence"] = pd.Series([text for _, text in said], dtype=object)
        return frame

    @property
    def shortfall_frame(self) -> pd.DataFrame:
        """The shortfalls as a table: id, found, wanted, code, text."""
        names = ("id", "found", "wanted", "code", "text")
        rows = [{name: getattr(one, name) for name in names} for one in self.shortfalls]
        return pd.DataFrame(rows, columns=list(names))

    @cached_property
    def _reasons(self) -> list[tuple[list[Reason], str]]:
        order = sorted(self.parts, key=lambda f: -max(self.weights[f]))
        said = []
        for k in range(len(self)):
            seeker = self.seekers.at(int(self.seeker_rows[k]))
            job = self.jobs.at(int(self.job_rows[k]))
            parts = [_said(feature, self.parts[feature], k, seeker, job) for feature in order]
            gates = [_said(gate, self.gates[gate], k, seeker, job) for gate in self.gates]
            shown = [part for part in (*parts, *gates) if part[0].text]
            said.append(([reason for reason, _, _ in shown], sentence(shown)))
        return said


def _said(
    feature: Feature | EnoughKnown,
    values: tuple[Floats, Bools],
    k: int,
    seeker: Records,
    job: Records,
) -> tuple[Reason, float, bool]:
    score, known = float(values[0][k]), bool(values[1][k])
    return feature.reason(seeker, job, score, known=known), score, known


def sentence(parts: Sequence[tuple[Reason, float, bool]]) -> str:
    """Join the reasons to what a caseworker can say: what speaks for it, what to mind, to ask.

    Parameters
    ----------
    parts : sequence of (Reason, float, bool)
        Reason, score and whether it rests on known cells, the weightiest first.

    Examples
    --------
    >>> met, unsure = Reason("salary.met", "月薪达到期望"), Reason("skills.unknown", "未登记技能")
    >>> sentence([(met, 1.0, True), (unsure, 0.4, False)])
    '月薪达到期望。待核实：未登记技能。'
    """
    said: dict[Tone, list[str]] = {"for": [], "against": [], "ask": []}
    for reason, score, known in parts:
        if reason.text:
            said[reason.tone or _tone(score, known=known)].append(reason.text)
    leads: tuple[tuple[Tone, str], ...] = (("for", ""), ("against", "注意："), ("ask", "待核实："))
    clauses = [f"{lead}{'；'.join(said[tone])}。" for tone, lead in leads if said[tone]]
    return "".join(clauses)


def _tone(score: float, *, known: bool) -> Tone:
    if not known:
        return "ask"
    return "against" if score < WEAK else "for"


@dataclass(frozen=True, eq=False)
class Explanation:
    """Everything that made one pair's score, in numbers and in words.

    Parameters
    ----------
    seeker_id, job_id : str
        The pair.
    score, wish, fit, confidence : float
        Score of the match, of both sides, and the share of weight that rests on known cells.
    parts : pandas.DataFrame
        feature, label, wish_weight, fit_weight, score, known, code, text; the scores times the
        weights add up to wish and fit.
    gates : pandas.DataFrame
        gate, label, open, known, code, text.
    shared_words, shared_skills, missing_skills : tuple of str
        Words both sides use; skills and licences asked for that the seeker has, and has not.
    sentence : str
        What a caseworker can say.
    """

    seeker_id: str
    job_id: str
    score: float
    wish: float
    fit: float
    confidence: float
    parts: pd.DataFrame
    gates: pd.DataFrame
    shared_words: tuple[str, ...]
    shared_skills: tuple[str, ...]
    missing_skills: tuple[str, ...]
    sentence: str

    @property
    def excluded(self) -> bool:
        """Whether a gate excludes the pair."""
        return not bool(self.gates["open"].all())

    def __str__(self) -> str:
        summary = (
            f"匹配度 {self.score:.3f}（求职意愿 {self.wish:.3f}，岗位要求 {self.fit:.3f}，"
            f"信息完整度 {self.confidence:.0%}）"
        )
        lines = [f"求职者 {self.seeker_id} × 岗位 {self.job_id}", summary]
        lines += [_part_line(part) for part in self.parts.to_dict("records")]
        lines += [
            f"  {'通过' if gate['open'] else '排除'}：{gate['text']}"
            for gate in self.gates.to_dict("records")
            if gate["text"]
        ]
        return "\n".join([*lines, self.sentence])


def _part_line(part: Mapping[Hashable, object]) -> str:
    weights = (("意愿权重", part["wish_weight"]), ("要求权重", part["fit_weight"]))
    shares = " ".join(f"{side}{weight:.2f}" for side, weight in weights if weight)
    return f"  {part['label']} {part['score']:.3f}（{shares}）：{part['text']}"


def explanation(
    pair: Referrals, words: Sequence[str], skills: tuple[tuple[str, ...], tuple[str, ...]]
) -> Explanation:
    """Spread out the one pair that `pair` holds.

    Parameters
    ----------
    pair : Referrals
        Exactly one pair, whether or not a gate excludes it.
    words : sequence of str
        Words both sides use.
    skills : tuple of (tuple of str, tuple of str)
        Skills asked for that the seeker has, and those not recorded.
    """
    seeker = pair.seekers.at(int(pair.seeker_rows[0]))
    job = pair.jobs.at(int(pair.job_rows[0]))
    parts = pd.DataFrame(
        [
            {"feature": f.name, "label": f.label, **dict(zip(_SIDES, pair.weights[f], strict=True))}
            | _told(_said(f, values, 0, seeker, job))
            for f, values in pair.parts.items()
        ],
        columns=["feature", "label", *_SIDES, "score", "known", "code", "text"],
    )
    gates = pd.DataFrame(
        [
            {"gate": gate.name, "label": gate.label, "open": bool(values[0][0] > 0)}
            | _told(_said(gate, values, 0, seeker, job))
            for gate, values in pair.gates.items()
        ],
        columns=["gate", "label", "open", "known", "code", "text"],
    ).astype({"open": bool})
    return Explanation(
        seeker_id=str(seeker.ids[0]),
        job_id=str(job.ids[0]),
        score=float(pair.scores[0]),
        wish=float(pair.wishes[0]),
        fit=float(pair.fits[0]),
        confidence=float(pair.confidences[0]),
        parts=parts,
        gates=gates,
        shared_words=tuple(words),
        shared_skills=skills[0],
        missing_skills=skills[1],
        sentence=str(pair.frame["sentence"].iloc[0]),
    )


_SIDES = ("wish_weight", "fit_weight")


def _told(said: tuple[Reason, float, bool]) -> dict[str, object]:
    reason, score, known = said
    return {"score": score, "known": known, "code": reason.code, "text": reason.text}
