"""One pass over a place cell: mentions of places, each settled by what stands before it."""

import re

from jobmatch.places.around import (
    fills_its_part,
    has_other_kind,
    is_part_of_name,
    part_after,
    role_of,
)
from jobmatch.places.bearers import Bearer, alone, within, within_other
from jobmatch.places.divisions import divisions
from jobmatch.places.names import Name, names, wishes, words
from jobmatch.places.reading import HARD, JOINED, OPEN, SOFT, Mention, Reading
from jobmatch.places.townships import town_alone, town_within

__all__ = ["scan"]

# 、 lists; a blank, a comma, a slash may also stand between a province and its city, and · - >
# nearly always do.
_KINDS_OF_SIGN = {
    **dict.fromkeys("、;。!\n", HARD),
    **dict.fromkeys("·•・-—–>→\\_", JOINED),
    "(": OPEN,
}
_STRENGTH = {"": 0, JOINED: 1, SOFT: 2, OPEN: 3, HARD: 4}
_ENDS_CLAUSE = frozenset(",;。!\n")
_LINK = re.compile("(?:到|去|至|也|还|再|想|在)$")
_POSITIVE = re.compile("[可行去要想都]|优先|考虑")
_NOT_AFTER = re.compile("(?:的|地方|城市|地区){0,2}(?:都|一律|均|就)?(?:不|免谈)")


def scan(cell: str) -> Reading:
    """Read a normalized, capped cell from left to right."""
    scanner = _Scanner(cell)
    scanner.run()
    return scanner.reading


class _Scanner:
    """State of the pass: the last place named, what stands since, whether places are ruled out."""

    __slots__ = (
        "chain",
        "gap",
        "named",
        "negation",
        "place",
        "reading",
        "separator",
        "start",
        "text",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0  # where the pass stands
        self.start = 0  # where the part between separators began
        self.chain = ""  # code of the last certain place
        self.named: set[str] = set()  # codes of all certain places
        self.gap = ""  # unread characters since the last place or separator
        self.separator = HARD  # the strongest since the last place
        self.negation = ""
        self.reading = Reading()

    def run(self) -> None:
        while self.place < len(self.text):
            sign = self.text[self.place]
            if not sign.isalnum():
                self._separate(sign)
            elif not (self._read_word_or_name() or self._read_town()):
                self._skip(1)

    def _separate(self, sign: str) -> None:
        kind = _KINDS_OF_SIGN.get(sign, SOFT)
        if sign == " " and self.text[self.place - 1 : self.place + 2].strip(" ")[:1] in "-·>":
            kind = JOINED  # 江苏省 - 苏州市
        self.separator = max(self.separator, kind, key=_STRENGTH.__getitem__)
        self.place += 1
        self.start, self.gap = self.place, ""
        mentions = self.reading.mentions
        if self.negation and mentions and mentions[-1].excluded:
            following = part_after(self.text, self.place)
            if sign in _ENDS_CLAUSE or (sign == " " and _POSITIVE.search(following)):
                self.negation = ""

    def _skip(self, length: int) -> bool:
        self.gap += self.text[self.place : self.place + length]
        self.place += length
        return True

    def _read_word_or_name(self) -> bool:
        name = names().longest(self.text, self.place)
        wish = wishes().longest(self.text, self.place)
        if wish and (name is None or len(wish[0]) > len(name[0])):
            return self._read_town(len(wish[0]) + 1) or self._read_wish(*wish)
        if name is None:
            return False
        return self._read_town(len(name[0])) or self._read_name(*name)

    # -- words of wish ---------------------------------------------------------------------------

    def _read_wish(self, word: str, kind: str) -> bool:
        follows_place = bool(self.reading.mentions) and not self.separator and not self.gap
        end = self.place + len(word)
        if kind == "or":
            self.place, self.start, self.gap, self.separator = end, end, "", HARD
            return True
        if word == "外" and not (self.negation or (follows_place and self._ends_wish(end))):
            return self._skip(1)
        if kind in {"not", "outside"} and follows_place and not self.negation:
            self._exclude_last(kind, end)
        elif kind in {"not", "except"}:
            self.negation = kind
            self.reading.wishes |= {kind} & {"except"}
        elif kind == "outside":
            self.negation = ""
        elif kind == "anywhere":
            if not follows_place and not _NOT_AFTER.match(self.text, end):
                self.reading.wishes.add(kind)
        elif self.negation and kind in {"near", "home", "away"}:
            self.reading.wishes.add({"away": "near"}.get(kind, "away"))
        else:
            self.reading.wishes.add(kind)
        self.place = end
        return True

    def _ends_wish(self, end: int) -> bool:
        """Whether nothing but 都行, 务工 and the like stands in the rest of this part."""
        rest = part_after(self.text, end)
        return not rest or any(rest.startswith(word) for word in words()["tail"])

    def _exclude_last(self, kind: str, end: int) -> None:
        """Rule out the place just read, 广东不去, or the list just read, 北京、上海除外."""
        if kind == "outside":
            self.reading.wishes.add("except")
        elif part_after(self.text, end):  # 上海不去广东
            self.negation = kind
            return
        for mention in reversed(self.reading.mentions):
            mention.excluded = True
            if mention.separator not in {"", HARD}:
                break

    # -- names -----------------------------------------------------------------------------------

    def _read_name(self, name: str, entry: Name) -> bool:
        end = self.place + len(name)
        full = entry.full
        in_address = bool(self.reading.mentions) and not self.separator
        if not full and has_other_kind(entry, self.text, end):
            end, full = end + 1, True
        if not full and is_part_of_name(entry, self.text, end, in_address=in_address):
            return self._skip(len(name))
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

    def _read_group(self, name: str, entry: Name, end: int) -> bool:
        mentions, table = self.reading.mentions, divisions()
        near = self.separator in {"", JOINED} and bool(mentions)
        inside = bool(self.chain) and all(table.contains(self.chain, c) for c in entry.group)
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
        mentions = self.reading.mentions
        if not bearer and mentions and not self.gap and self.separator not in {HARD, OPEN}:
            bearer = within_other(entry, mentions[-1].bearers, self.chain)
            if bearer:
                self.chain = bearer.context
                mentions[-1].codes, mentions[-1].candidates = (self.chain,), ()
        return bearer

    def _unsettled(self, name: str, entry: Name, end: int, *, full: bool) -> Bearer:
        """Bearer of a name that no place before it settles, if it may be read at all."""
        if name in words()["generic"]:
            may_read = not self.reading.mentions and not self.gap
        else:
            is_plain = full or name not in words()["weak"]
            may_read = is_plain or fills_its_part(self.text, self.start, self.place, end)
        bearer = alone(name, entry) if may_read else Bearer()
        if self.separator or not self.reading.mentions:
            return bearer
        if self.gap:
            return bearer if _LINK.search(self.gap) else Bearer()
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
        if bearer.code and mentions and self._replaces(mentions[-1], bearer):
            mention.role = mentions.pop().role
        self._add(mention, end)
        self.chain = bearer.code or self.chain
        self.named.add(self.chain)

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
