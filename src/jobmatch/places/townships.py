"""Townships: they tell the county where a city is known, and alone where no other is so called."""

import re

from jobmatch.places.around import fills_its_part, is_town, part_after
from jobmatch.places.bearers import Bearer, shared_city
from jobmatch.places.divisions import divisions
from jobmatch.places.names import Name, names, towns, words

__all__ = ["town_alone", "town_within"]

# Names that villages, streets and estates bear all over the country: 李家沟, 周家庄, 南京路.
_SHARED = re.compile("^.家[^镇乡]$|[路街村庄屯寨园场区城站]$")
_KINDS = ("镇", "乡", "街道")


def town_within(
    text: str, place: int, chain: str, at_least: int, *, gap: bool
) -> tuple[Bearer, int] | None:
    """Read a township of the division `chain` at `place`: who holds it, and where it ends.

    The bearer is empty where the township says no more than `chain` does: 东莞长安镇. `gap` says
    that something unread stands between the two.
    """
    found = towns().longest(text, place)
    if found is None or len(found[0]) < at_least:
        return None
    town, counties = found
    end = place + len(town)
    inside = [code for code in counties if divisions().contains(chain, code)]
    rivals = names().get(town)
    if not inside or (rivals is not None and (len(inside) > 1 or _is_held(rivals, chain))):
        return None
    if not town.endswith(_KINDS) and (rivals is not None or len(town) < 3):
        tail = part_after(text, end)
        if gap or (tail and not is_town(text, end)) or _is_taken(town, chain):
            return None
    is_only = len(inside) == 1 and inside[0] != chain
    return (Bearer(inside[0], (), chain) if is_only else Bearer()), end


def town_alone(text: str, place: int, longer_than: int) -> tuple[Bearer, int] | None:
    """Read a township at `place` where no place stands before it, and where it ends.

    Only names of three characters and more that fill their part of the cell are read, and of
    equally long names that of the division goes first.
    """
    found = towns().longest(text, place)
    if found is None or len(found[0]) < 3 or len(found[0]) <= longer_than:
        return None
    town, end = found[0], place + len(found[0])
    if town in words()["common"] or _SHARED.search(town) or _is_namesake(town, text, place):
        return None
    if not fills_its_part(text, place, place, end):
        return None
    holders = tuple(dict.fromkeys(found[1]))
    code = holders[0] if len(holders) == 1 else shared_city(holders)
    return Bearer(code, () if code else holders), end


def _is_namesake(town: str, text: str, place: int) -> bool:
    """Whether a name without its kind begins like a city far away: 昆明湖."""
    found = names().longest(text, place)
    is_city = found and any(divisions().level(code) < 3 for code in found[1].codes)
    return bool(is_city) and not town.endswith(_KINDS)


def _is_held(entry: Name, chain: str) -> bool:
    """Whether a division of `chain` bears the name: 安徽固镇 is the county."""
    return any(divisions().contains(chain, code) for code in entry.codes if code != chain)


def _is_taken(town: str, chain: str) -> bool:
    """Whether a name is more likely a city, a group, or a division of `chain` than a township."""
    entry = names().get(town)
    if entry is None:
        return False
    table = divisions()
    is_city = any(table.level(code) < 3 for code in entry.codes)
    here = (table.contains(chain, code) for code in (*entry.codes, *entry.former))
    return bool(is_city or entry.group or entry.under or any(here))
