"""What a pass over a place cell finds, and what its places say about one another."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from jobmatch.places.divisions import divisions

__all__ = ["HARD", "JOINED", "OPEN", "SOFT", "Mention", "Reading", "Role"]

Role = Literal["", "origin", "goal"]

HARD, SOFT, JOINED, OPEN = "hard", "soft", "joined", "open"


@dataclass(slots=True)
class Mention:
    """One place named in a cell.

    Parameters
    ----------
    codes : tuple of str
        What it certainly means; several for a group, none while ambiguous.
    candidates : tuple of str
        All bearers of an ambiguous name.
    bearers : tuple of str
        All divisions of that name, the one meant included.
    excluded : bool
        Whether it is ruled out.
    separator : str
        What stands before it: nothing, a joining, soft or hard sign, an opening bracket.
    outer : Mention, optional
        The place before it that it says more exactly: 浙江 in 浙江，杭州.
    role : {"", "origin", "goal"}
        Whether the words before it say that the person is from there or wants to go there.
    contradicts : bool
        Whether it contradicts itself, 江苏省杭州市, so that no other place can settle it.
    """

    codes: tuple[str, ...]
    candidates: tuple[str, ...] = ()
    bearers: tuple[str, ...] = ()
    excluded: bool = False
    separator: str = ""
    outer: "Mention | None" = None
    role: Role = ""
    contradicts: bool = False


@dataclass(slots=True)
class Reading:
    """All that one cell names and wishes.

    Parameters
    ----------
    mentions : list of Mention
        Places in the order of writing.
    wishes : set of str
        Kinds of words found, as in words.tsv: anywhere, perhaps, near, home, around, away,
        except, nothing.
    """

    mentions: list[Mention] = field(default_factory=list)
    wishes: set[str] = field(default_factory=set)

    def codes(self, *, excluded: bool) -> tuple[str, ...]:
        """Codes of the places wanted or ruled out, in the order of writing, each once."""
        chosen = (one for one in self.mentions if one.excluded == excluded)
        return tuple(dict.fromkeys(code for mention in chosen for code in mention.codes))

    def settle(self) -> None:
        """Settle ambiguous names by the other places of the cell: their parent or their city."""
        table = divisions()
        certain = {*self.codes(excluded=False), *self.codes(excluded=True)}
        cities = {table.city(code) for code in certain if table.level(code) == 3}
        for mention in (one for one in self.mentions if not one.contradicts):
            inside = [
                code
                for code in mention.candidates
                if table.city(code) in cities or certain & set(table.lineage(code))
            ]
            if len(inside) == 1:
                mention.codes, mention.candidates = (inside[0],), ()
        self._drop_notes()
        self._drop_origins()

    def _drop_notes(self) -> None:
        """Leave out a parent that follows its own part as a note: 朝阳区 (北京), 南山区，深圳."""
        kept = self.mentions[:1]
        for earlier, later in pairwise(self.mentions):
            follows = later.separator == OPEN or (
                later.separator in {SOFT, JOINED} and len(earlier.bearers) > 1
            )
            is_note = follows and len(earlier.codes) == len(later.codes) == 1
            if not (is_note and divisions().contains(later.codes[0], earlier.codes[0])):
                kept.append(later)
        self.mentions = kept

    def _drop_origins(self) -> None:
        """Leave out where people are from if they say where they want to go: 老家周口，想去苏州."""
        goals = [
            place
            for place, mention in enumerate(self.mentions)
            if mention.role == "goal" and not mention.excluded
        ]
        last = max(goals, default=0)
        kept = [
            mention
            for place, mention in enumerate(self.mentions)
            if place >= last or mention.role != "origin"
        ]
        if len(kept) < len(self.mentions):
            self.wishes.discard("home")
        self.mentions = kept
