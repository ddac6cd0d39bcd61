"""One pass over a place cell: mentions of places, each settled by what stands before it."""

import re
from functools import cache

from jobmatch.places.around import (
    divisions_after,
    fills_its_part,
    has_other_kind,
    is_building,
    is_part_of_name,
    is_sign_of_place,
    is_site,
    names_another,
    role_of,
)
from jobmatch.places.bearers import Bearer, alone, within, within_former, within_other
from jobmatch.places.divisions import divisions
from jobmatch.places.names import Name, names, towns, wishes, words
from jobmatch.places.reading import HARD, JOINED, OPEN, SOFT, Mention, Reading
from jobmatch.places.townships import town_alone, town_within
from jobmatch.places.wish import WishPass

__all__ = ["scan"]

_LINK = re.compile("(?:到|去|至|回|往|也|还|再|想|在)$")


def scan(cell: str) -> Reading:
    """Read a normalized, capped cell from left to right."""
    scanner = _Scanner(cell)
    scanner.run()
    return scanner.reading


@cache
def _heads() -> frozenset[str]:
    """How anything that is read may begin; most characters of an address begin nothing."""
    return names().heads | wishes().heads | towns().heads


class _Scanner(WishPass):
    """A pass that reads names too: it knows the last place and all that were named."""

    __slots__ = ("chain", "named")

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.chain = ""  # code of the last certain place
        self.named: set[str] = set()  # codes of all certain places

    def run(self) -> None:
        heads = _heads()
        while self.place < len(self.text):
            sign = self.text[self.place]
            if not sign.isalnum():
                self._separate(sign)
            elif not (
                (sign in heads or self.text[self.place : self.place + 2] in heads)
                and (self._read_word_or_name() or self._read_town())
            ):
                self._skip(1)

    def _read_word_or_name(self) -> bool:
        name = names().longest(self.text, self.place)
        wish = wishes().longest(self.text, self.place)
        if wish and (name is None or len(wish[0]) > len(name[0])):
            return self._read_town(len(wish[0]) + 1) or self._read_wish(*wish)
        if name is None:
            return False
        return self._read_longer_town(*name) or self._read_name(*name)

    def _read_longer_town(self, name: str, entry: Name) -> bool:
        town = towns().longest(self.text, self.place)
        if town is None or len(town[0]) < len(name):
            return False
        if divisions_after(entry, self.text, self.place + len(name)):  # 普洱镇沅 is no 普洱镇
            return False
        return self._read_town(len(name))

    def _read_name(self, name: str, entry: Name) -> bool:
        end = self.place + len(name)
        full = entry.full
        in_address = bool(self.reading.mentions) and not self.separator
        if not full and has_other_kind(entry, self.text, end):
            end, full = end + 1, True
        if not full and is_part_of_name(entry, self.text, end):
            return self._skip(len(name))
        is_named = in_address or name in words()["virtue"]
        if is_named and not full and is_building(self.text, end) and not self._holds(entry):
            self.reading.wishes.add("nothing")
            return self._skip(len(name))
        if len(name) == 1 and not is_sign_of_place(self.text, self.start, self.place):
            return self._skip(1)
        if entry.group:
            return self._read_group(name, entry, end)
        bearer = self._settled(entry)
        if bearer:
            is_noise = in_address and self.gap and not full and bearer.context != self.chain
        else:
            bearer = self._unsettled(name, entry, end, full=full)
            is_noise = not bearer
        if is_noise or self._is_tail(bearer):
            return self._skip(end - self.place)
        self._mention(bearer, end)
        self.reading.mentions[-1].bearers = entry.codes
        return True

    def _holds(self, entry: Name) -> bool:
        """Whether the last place holds a bearer of the name: 深圳宝安机场 is in 宝安."""
        table = divisions()
        return bool(self.chain) and any(table.contains(self.chain, code) for code in entry.codes)

    def _read_group(self, name: str, entry: Name, end: int) -> bool:
        mentions, table = self.reading.mentions, divisions()
        near = self.separator in {"", JOINED} and bool(mentions)
        inside = bool(self.chain) and all(table.contains(self.chain, c) for c in entry.group)
        if name in words()["generic"] and not inside:  # 主城区 is somebody's own city
            self.reading.wishes.add("nothing")
            return self._skip(end - self.place)
        if near and not inside and (self.gap or name in words()["relative"]):  # 成都西南
            return self._skip(end - self.place)
        if inside and self.separator != HARD and mentions[-1].codes == (self.chain,):
            mentions.pop()  # 江苏苏南
        self._add(Mention(entry.group), end)
        self.chain = ""
        return True

    def _settled(self, entry: Name) -> Bearer:
        """Bearer that the places before the name settle."""
        bearer = Bearer()
        if self.chain:
            joined = self.separator in {"", JOINED}
            bearer = within(entry, self.chain, self.named, joined=joined)
            if bearer.context != self.chain and joined and not self.gap:
                bearer = within_former(entry, self.chain) or bearer
        mentions = self.reading.mentions
        if not bearer and mentions and not self.gap and self.separator != HARD:
            bearer = within_other(entry, mentions[-1].bearers, self.chain)
            if bearer:
                self._reread_last(bearer.context)
        return bearer

    def _reread_last(self, code: str) -> None:
        """Take the last name for another bearer of it: 青海 海南 共和 is in 海南州."""
        mentions = self.reading.mentions
        self.chain, last = code, mentions[-1]
        last.codes, last.candidates = (code,), ()
        above = (divisions().parent(code),)
        if last.separator != HARD and len(mentions) > 1 and mentions[-2].codes == above:
            del mentions[-2]

    def _unsettled(self, name: str, entry: Name, end: int, *, full: bool) -> Bearer:
        """Bearer of a name that no place before it settles, if it may be read at all."""
        if name in words()["generic"]:
            may_read = not self.reading.mentions and not self.gap
        else:
            is_plain = full or name not in words()["weak"]
            may_read = is_plain or (
                fills_its_part(self.text, self.start, self.place, end)
                and not names_another(entry, self.text, end)
            )
        bearer = alone(name, entry) if may_read else Bearer()
        if self.separator or not self.reading.mentions:
            return bearer
        if self.gap:
            is_meant = _LINK.search(self.gap) or is_site(self.text, end)
            return bearer if is_meant else Bearer()
        is_large = bool(bearer.code) and divisions().level(bearer.code) < 3
        return bearer if full or is_large else Bearer()

    def _is_tail(self, bearer: Bearer) -> bool:
        """Whether a name after · is no part of the place before it: 杭州·拱墅·天水 is a street."""
        if self.separator != JOINED or not self.chain or bearer.context == self.chain:
            return False
        level = divisions().level(self.chain)
        is_list = bool(bearer.code) and divisions().level(bearer.code) == level < 3
        return not is_list or bearer.code == self.chain

    def _mention(self, bearer: Bearer, end: int) -> None:
        mentions = self.reading.mentions
        codes = (bearer.code,) if bearer.code else ()
        mention = Mention(codes, bearer.candidates)
        if self._contradicts(bearer):
            mention = Mention((), (*mentions.pop().codes, bearer.code), contradicts=True)
        elif self.gap and not self.separator and is_site(self.text, end):
            mention.role = mentions.pop().role
        elif bearer.code and mentions and self._replaces(mentions[-1], bearer):
            last = mentions.pop()
            mention.role = last.role
            mention.outer = last if self.gap or self.separator in {SOFT, OPEN} else None
        self._add(mention, end)
        self.chain = bearer.code or self.chain
        self.named.add(self.chain)

    def _contradicts(self, bearer: Bearer) -> bool:
        """Whether a city stands right behind a province that it is not in: 江苏省杭州市."""
        table, mentions = divisions(), self.reading.mentions
        if self.separator or self.gap or not (bearer.code and mentions) or bearer.context:
            return False
        last = mentions[-1]
        return (
            not last.excluded
            and len(last.codes) == 1
            and table.level(last.codes[0]) == 1 < table.level(bearer.code)
            and not table.city(last.codes[0])
            and table.province(bearer.code) != last.codes[0]
        )

    def _replaces(self, last: Mention, bearer: Bearer) -> bool:
        """Whether a name says more exactly what the last one said: 江苏省 苏州市."""
        if last.excluded != bool(self.negation):
            return False
        if last.codes == (self.chain,):
            refines = bearer.context == self.chain and self.separator != HARD
            return refines or bearer.code == self.chain
        line = divisions().lineage(bearer.code)
        return self.separator in {"", JOINED} and any(code in line for code in last.codes)

    def _add(self, mention: Mention, end: int) -> None:
        mention.excluded = bool(self.negation)
        mention.separator = self.separator
        mention.role = mention.role or role_of(self.text, self.place, end)
        self.reading.mentions.append(mention)
        self.place, self.gap, self.separator = end, "", ""

    def _read_town(self, at_least: int = 1) -> bool:
        """Read a township whose name has so many characters or more."""
        if self.chain:
            found = town_within(self.text, self.place, self.chain, at_least, gap=bool(self.gap))
        elif self.place == self.start:
            found = town_alone(self.text, self.place, at_least)
        else:
            found = None
        if found is None:
            return False
        bearer, end = found
        if bearer:
            self._mention(bearer, end)
        else:
            self.place, self.gap = end, ""
        return True
