"""Who is meant by a name: the bearer that the places before it settle, or the one beyond doubt."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from jobmatch.places.divisions import divisions
from jobmatch.places.names import Name, words

__all__ = ["Bearer", "alone", "shared_city", "within", "within_former", "within_other"]


@dataclass(frozen=True, slots=True)
class Bearer:
    """The division meant by a name.

    Parameters
    ----------
    code : str
        Its code, ``""`` while several divisions may be meant.
    candidates : tuple of str
        The divisions that may be meant while none is certain.
    context : str
        Code of the division that settled it, ``""`` if none did.
    """

    code: str = ""
    candidates: tuple[str, ...] = ()
    context: str = ""

    def __bool__(self) -> bool:
        return bool(self.code or self.candidates)


def within(entry: Name, chain: str, named: Set[str], *, joined: bool) -> Bearer:
    """Settle a name by the place before it, `chain`, and by what lies above that.

    A province counts only where it is among the places `named`: 杭州、江北 need not be in 浙江.
    `joined` says that nothing, or a sign such as · stands between the two: then a name repeated
    goes one level down (吉林吉林 is 吉林市), and 青海海南 is 海南州; apart, both are provinces.
    """
    table = divisions()
    is_province = any(table.level(code) == 1 for code in entry.codes)
    if is_province and not joined and table.level(chain) == 1:
        return Bearer()
    for context in reversed(table.lineage(chain)):
        if context not in named and not table.city(context):
            continue
        for pool in ((*entry.codes, *entry.under), entry.former):
            inside = [code for code in pool if table.contains(context, code)]
            below = [code for code in inside if code != context]
            if joined and below and context == chain:
                inside = below
            if inside:
                code = _highest(inside)
                return Bearer(code, () if code else tuple(inside), context)
    return Bearer()


def within_former(entry: Name, chain: str) -> Bearer:
    """Settle a name by the place before it that held it once: 四平公主岭, 四川万县."""
    table = divisions()
    pool = entry.codes or entry.former
    if any(table.level(code) < 3 for code in pool):  # 南充广安 are two cities
        return Bearer()
    held = [code for code in pool if table.contained(chain, code)]
    return Bearer(held[0], (), chain) if len(held) == 1 else Bearer()


def within_other(entry: Name, bearers: Sequence[str], chain: str) -> Bearer:
    """Settle two names at once: 海南共和 and 朝阳 北票 lie in 海南州 and 朝阳市.

    `bearers` are the divisions that the name before may mean; `chain` the one it was read as.
    """
    table = divisions()
    pairs = [
        Bearer(code, (), other)
        for other in bearers
        for code in entry.codes
        if other not in (chain, code) and table.contains(other, code)
    ]
    return pairs[0] if len(pairs) == 1 else Bearer()


def alone(name: str, entry: Name) -> Bearer:
    """Settle a name by itself: the highest bearer, if it is beyond doubt the one meant.

    苏州 is the city and 吉林 the province whatever else is called so, but of two counties neither.
    """
    pool = entry.codes or entry.former
    if name in words()["generic"] or name in words()["contested"]:
        return Bearer("", pool)
    code = _highest(pool)
    return Bearer(code, () if code else pool)


def _highest(codes: Sequence[str]) -> str:
    """Code of the one division that stands above the others in level, else of the city of all."""
    if len(codes) < 2:
        return codes[0] if codes else ""
    levels = [divisions().level(code) for code in codes]
    top = min(levels)
    return codes[levels.index(top)] if levels.count(top) == 1 else shared_city(codes)


def shared_city(codes: Sequence[str]) -> str:
    """Code of the one city that all lie in, ``""`` if there is none: 伊宁市, 伊宁县 in 伊犁州."""
    cities = {divisions().city(code) for code in codes}
    return cities.pop() if len(cities) == 1 else ""
