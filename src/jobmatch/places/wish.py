"""The part of a pass over a place cell that reads signs and wishes: near, anywhere, not there."""

import re

from jobmatch.places.around import ends_count, part_after
from jobmatch.places.names import names, wishes, words
from jobmatch.places.reading import HARD, JOINED, OPEN, SOFT, Reading

__all__ = ["WishPass"]

# 、 lists; a blank, a comma, a slash may also stand between a province and its city, and · - >
# nearly always do.
_KINDS_OF_SIGN = {
    **dict.fromkeys("、;。!+&\n", HARD),
    **dict.fromkeys("·•・-—–>→\\_", JOINED),
    "(": OPEN,
}
_STRENGTH = {"": 0, JOINED: 1, SOFT: 2, OPEN: 3, HARD: 4}
_ENDS_CLAUSE = frozenset(",;。!\n")
_POSITIVE = re.compile("[可行去要想都]|优先|考虑")
_NOT_AFTER = re.compile("(?:的|地方|城市|地区){0,2}(?:都|一律|均|就)?(?:不|免谈)")


class WishPass:
    """State of a pass: where it stands, what stands since, whether places are ruled out."""

    __slots__ = ("gap", "negation", "place", "reading", "separator", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0  # where the pass stands
        self.start = 0  # where the part between separators began
        self.gap = ""  # unread characters since the last place or separator
        self.separator = HARD  # the strongest since the last place
        self.negation = ""
        self.reading = Reading()

    def _separate(self, sign: str) -> None:
        kind = _KINDS_OF_SIGN.get(sign, SOFT)
        if sign == " " and self.text[self.place - 1 : self.place + 2].strip(" ")[:1] in "-·>":
            kind = JOINED  # 江苏省 - 苏州市
        self.separator = max(self.separator, kind, key=_STRENGTH.__getitem__)
        self.place += 1
        if self.negation and self._ends_negation(sign):
            self.negation = ""
        self.start, self.gap = self.place, ""

    def _ends_negation(self, sign: str) -> bool:
        """Whether what follows a sign is no longer ruled out: 不去广东，上海可以."""
        mentions = self.reading.mentions
        if not (mentions and mentions[-1].excluded):  # 不去工地，深圳都行
            return sign in _ENDS_CLAUSE or (sign == " " and bool(self.gap))
        if sign in _ENDS_CLAUSE:
            return not self._lists_more(sign)
        return sign == " " and bool(_POSITIVE.search(part_after(self.text, self.place)))

    def _lists_more(self, sign: str) -> bool:
        """Whether after a comma several places and nothing else follow: 不去新疆，西藏，青海."""
        parts = self.text[self.place :].split(",") if sign == "," else []
        is_begun = self.reading.mentions[-1].separator == SOFT
        return len(parts) > 1 - is_begun and all(names().get(part.strip()) for part in parts)

    def _skip(self, length: int) -> bool:
        self.gap += self.text[self.place : self.place + length]
        self.place += length
        if self.gap[-1] in "人名" and ends_count(self.gap):  # 苏州 2人 昆山 3人
            self.start, self.gap, self.separator = self.place, "", HARD
        return True

    def _read_wish(self, word: str, kind: str) -> bool:
        end = self.place + len(word)
        if not self._is_wish(word, kind, end):
            return self._skip(len(word))
        if kind in {"not", "except", "unless", "outside"}:
            self._read_refusal(kind, end)
        elif kind == "anywhere":
            self._read_anywhere(end)
        elif kind == "unwilling":
            self.reading.wishes.add("near")
            end += len(self._following_wish(end)[0])
        elif kind == "or":
            self.start, self.gap, self.separator = end, "", HARD
        elif self.negation and kind in {"near", "home", "away"}:
            self.reading.wishes.add("near" if kind == "away" else "away")
        else:
            self.reading.wishes.add(kind)
        self.place = end
        return True

    def _is_wish(self, word: str, kind: str, end: int) -> bool:
        """Whether a word that other words hold as well (外, 非, 不) says something here."""
        if word == "外":
            return bool(self.negation) or (self._follows_place() and self._ends_wish(end))
        if word == "中国":  # 中国石化
            return self._ends_wish(end)
        if kind == "unless":
            return end < len(self.text) and names().longest(self.text, end) is not None
        return kind != "unwilling" or self._following_wish(end)[1] == "away"  # 不愿意出省

    def _following_wish(self, end: int) -> tuple[str, str]:
        found = wishes().longest(self.text, end) if end < len(self.text) else None
        return found or ("", "")

    def _follows_place(self) -> bool:
        return bool(self.reading.mentions) and not self.separator and not self.gap

    def _read_refusal(self, kind: str, end: int) -> None:
        if kind in {"not", "outside"} and self._follows_place() and not self.negation:
            self._exclude_last(kind, end)
        elif kind == "not" and self._excepts() and not part_after(self.text, end):
            self._want_what_is_excepted()
        elif kind == "outside":  # 除深圳外的广东城市
            self.negation, self.gap, self.separator = "", "", HARD
        else:
            self.negation = "not" if kind == "not" else "except"
            self.reading.wishes |= {self.negation} & {"except"}

    def _read_anywhere(self, end: int) -> None:
        if _NOT_AFTER.match(self.text, end):  # 其他都不去
            self._want_what_is_excepted()
        elif not self._follows_place():
            self.reading.wishes.add("anywhere")

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
        mentions = self.reading.mentions
        for place in range(len(mentions) - 1, -1, -1):
            mention = mentions[place]
            mention.excluded = True
            if mention.outer and mention.outer.codes != mention.codes:  # 浙江，杭州除外
                mentions.insert(place, mention.outer)
            if mention.outer or mention.separator not in {"", HARD}:
                break

    def _excepts(self) -> bool:
        """Whether an exception was named last: 除了上海."""
        mentions = self.reading.mentions
        return "except" in self.reading.wishes and bool(mentions) and mentions[-1].excluded

    def _want_what_is_excepted(self) -> None:
        """Take the places excepted for the only ones wanted: 除了上海都不去, 非上海不去."""
        if self._excepts():
            self.reading.wishes.discard("except")
            self.negation = ""
            for mention in self.reading.mentions:
                mention.excluded = False
