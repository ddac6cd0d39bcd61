"""From outcomes to a recipe that may be changed, and the report that says why or why not."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from jobmatch.errors import RecipeError
from jobmatch.features import Feature, Recipe
from jobmatch.records import CODES, Records
from jobmatch.records.headings import is_protected
from jobmatch.schema import Column
from jobmatch.scores import WeightedScores
from jobmatch.tuning.learning import HeldOut, Sample, Sides, held_out, learn
from jobmatch.tuning.outcomes import Outcomes, read_outcomes

__all__ = ["Tuning", "Verdict", "tuning_of"]

Verdict = Literal["changed", "too_few", "one_kind", "nothing_to_weigh", "no_gain"]

LEAST = 20
"""Fewest outcomes of each kind, and fewest seekers, to learn from."""

_SAID: dict[Verdict, str] = {
    "changed": "权重已按反馈调整。",
    "too_few": f"权重未变：反馈太少，是、否各至少{LEAST}条、求职者至少{LEAST}人才能学习。",
    "one_kind": "权重未变：反馈只有一种结果，无从比较。",
    "nothing_to_weigh": "权重未变：每一方只有一项指标，没有可调的权重。",
    "no_gain": "权重未变：在未参与学习的反馈上，调整后没有可靠的改进。",
}
_SIDES = (("wish", "求职意愿"), ("fit", "岗位要求"))


@dataclass(frozen=True, eq=False)
class Tuning:
    """What was learned from outcomes, what it rests on, and whether the weights were changed.

    Parameters
    ----------
    verdict : str
        ``"changed"``; or why the weights stay: ``"too_few"`` outcomes, ``"one_kind"`` of them,
        ``"nothing_to_weigh"``, or ``"no_gain"`` that is sure.
    weights : pandas.DataFrame
        side, feature, label, before, after: of the features that the tables have columns for, each
        side summing to 1.
    outcomes : Outcomes
        The outcomes used, and in its `left_out` the rows that are not.
    gain : HeldOut, optional
        Fall of the log loss on held-out outcomes with its interval; None where there was nothing
        to learn from.
    """

    verdict: Verdict
    weights: pd.DataFrame
    outcomes: Outcomes = field(repr=False)
    gain: HeldOut | None = None

    @property
    def changed(self) -> bool:
        """Whether the weights were changed."""
        return self.verdict == "changed"

    @property
    def left_out(self) -> pd.DataFrame:
        """Rows that are not used, with row, column and code, as in `Records.problems`."""
        return self.outcomes.left_out.copy()

    def __repr__(self) -> str:
        gain = "" if self.gain is None else f", held-out gain {self.gain}"
        return f"<Tuning {self.verdict}: {len(self.outcomes)} outcomes used{gain}>"

    def __str__(self) -> str:
        lines = [_SAID[self.verdict], _counted(self.outcomes), *_left_out(self.outcomes)]
        if self.gain is not None:
            lines += _gained(self.gain)
        if self.changed:
            lines += [
                f"  {dict(_SIDES)[row['side']]} {row['label']} "
                f"{row['before']:.3f} → {row['after']:.3f}"
                for row in self.weights.to_dict("records")
            ]
        return "\n".join(lines)

    def applied_to(self, recipe: Recipe) -> Recipe:
        """Give a recipe with the weights learned.

        Features that the tables had no columns for keep their share of a side.
        """
        if not self.changed:
            return recipe
        learned = {
            (row["side"], row["feature"]): float(row["after"])
            for row in self.weights.to_dict("records")
        }
        sides = {side: _shared(dict(getattr(recipe, side)), side, learned) for side, _ in _SIDES}
        return Recipe.of(sides["wish"], sides["fit"], recipe.require)


def tuning_of(
    outcomes: object, recipe: Recipe, match: WeightedScores, jobs: Records, seekers: Records
) -> Tuning:
    """Learn from a table of outcomes, and keep the weights where that is not sure to help.

    Parameters
    ----------
    outcomes : path or frame
        The table, see `read_outcomes`.
    recipe : Recipe
        The fitted recipe in use.
    match : WeightedScores
        Its scores of all pairs.
    jobs, seekers : Records
        The two sides.

    Raises
    ------
    TableError
        Where the table of outcomes cannot be used.
    RecipeError
        Where a feature reads a protected or private trait.
    """
    _refuse_protected(recipe, jobs, seekers)
    found = read_outcomes(outcomes, jobs, seekers)
    i, j = found.seeker_rows, found.job_rows
    values = [part.pairs(i, j) for part in match.parts]
    sample = Sample(np.column_stack(values), found.yes, i)
    start = Sides(np.array(match.wish_weights), np.array(match.fit_weights), match.combination)
    verdict, gain = _judged(sample, start)
    after = learn(sample, start) if verdict == "changed" else start
    return Tuning(verdict, _table(recipe, start, after), found, gain)


def _judged(sample: Sample, start: Sides) -> tuple[Verdict, HeldOut | None]:
    kinds = int(sample.yes.sum()), int((~sample.yes).sum())
    if len(sample) >= LEAST and not min(kinds):
        return "one_kind", None
    if min(*kinds, len(np.unique(sample.seekers))) < LEAST:
        return "too_few", None
    if not start.free:
        return "nothing_to_weigh", None
    gain = held_out(sample, start)
    return "changed" if gain.low > 0 else "no_gain", gain


def _refuse_protected(recipe: Recipe, jobs: Records, seekers: Records) -> None:
    """Refuse to learn a weight that may rest on a protected trait, however it came in."""
    reading = [
        feature.name
        for feature in recipe.features
        if any(map(_names_protected, (*feature.reads_jobs, *feature.reads_seekers)))
    ]
    held = [
        f"{records.table}.{column.name}"
        for records in (jobs, seekers)
        for column in records.schema
        if _names_protected(column)
    ]
    if reading or held:
        raise RecipeError(
            f"no weight is learned from protected or private traits, but "
            f"{', '.join([*reading, *held])} holds one; take the features out of the recipe and "
            f"read the tables with read_jobs and read_seekers, which leave such columns out",
            code="protected_column",
        )


def _names_protected(column: str | Column) -> bool:
    if isinstance(column, str):
        return is_protected(column)
    return any(map(is_protected, (column.name, column.label, *column.headings)))


def _table(recipe: Recipe, before: Sides, after: Sides) -> pd.DataFrame:
    rows = [
        (side, feature.name, feature.label, float(old), float(new))
        for side, _ in _SIDES
        for feature, old, new in zip(
            recipe.features, getattr(before, side), getattr(after, side), strict=True
        )
        if old
    ]
    return pd.DataFrame(rows, columns=["side", "feature", "label", "before", "after"])


def _shared(
    weights: dict[Feature, float], side: str, learned: dict[tuple[str, str], float]
) -> dict[Feature, float]:
    """Spread what the learned features hold of a side anew; the others keep theirs."""
    share = sum(weight for feature, weight in weights.items() if (side, feature.name) in learned)
    return {
        feature: share * learned[side, feature.name] if (side, feature.name) in learned else weight
        for feature, weight in weights.items()
    }


def _counted(outcomes: Outcomes) -> str:
    good = int(outcomes.yes.sum())
    people = len(np.unique(outcomes.seeker_rows))
    return (
        f"采用反馈{len(outcomes)}条（是{good}条，否{len(outcomes) - good}条），"
        f"涉及求职者{people}人。"
    )


def _left_out(outcomes: Outcomes) -> list[str]:
    counts = outcomes.left_out["code"].value_counts().sort_index()
    return [f"  未采用：{CODES[str(code)][0]}（{count}处）" for code, count in counts.items()]


def _gained(gain: HeldOut) -> list[str]:
    return [
        f"在未参与学习的反馈上，“是”排在“否”之前的比例：{gain.before:.1%} → {gain.after:.1%}；",
        f"每条反馈的对数损失减少 {gain.gain:.4f}（95%区间 {gain.low:.4f} 至 {gain.high:.4f}）。",
    ]
