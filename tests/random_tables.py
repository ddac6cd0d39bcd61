"""Random raw tables as clerks type them, and random recipes over the standard features."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from brute_force import random_ids
from jobmatch import Matcher
from jobmatch.datasets import SAMPLE_DAY
from jobmatch.features import NotExpired, standard_recipe
from jobmatch.features.feature import Feature

if TYPE_CHECKING:
    from jobmatch.features.gate import Gate

DAY = SAMPLE_DAY

_JOB_CELLS = {
    "title": [
        "电焊工",
        "缝纫工",
        "普工",
        "川菜厨师",
        "叉车司机",
        "月嫂/育婴师",
        "数控车床操作工",
        "",
    ],
    "employer": ["甲公司", "乙厂", ""],
    "location": ["云阳县", "重庆万州", "广东东莞长安镇", "长三角", "全国", "朝阳区", "不详", ""],
    "salary": ["5000-7000元/月", "8千-1.1万", "面议", "4500", "200元/天", "", "??"],
    "headcount": ["3", "若干", "0", "", "10人"],
    "education": ["不限", "初中", "高中", "大专及以上", "本科", ""],
    "experience": ["不限", "1年以上", "3-5年", "应届生", "", "十年"],
    "skills": ["电焊", "会平车、锁边", "CAD制图，有叉车证优先", "数控编程", ""],
    "licences": ["焊工证", "A2驾驶证", "无", "健康证、叉车证", ""],
    "description": ["要求持焊工证，能吃苦", "电话13800138000", "包吃住，长白班", "无需焊工证", ""],
    "valid_until": ["2026-12-31", "2020-01-01", "长期", "", "2026年3月"],
}
_SEEKER_CELLS = {
    "desired_job": ["焊工", "缝纫、锁边", "普工", "厨师", "开叉车", "保洁或月嫂", "什么都行", ""],
    "skills": ["电焊、氩弧焊", "平车", "会做川菜", "CAD制图", "微信abc12345", ""],
    "work_history": ["在东莞电子厂做普工3年", "缝纫工8年", "开过叉车", ""],
    "description": ["能吃苦", "离家近优先", "持健康证", ""],
    "experience": ["3年", "10", "无", "应届毕业", ""],
    "education": ["小学", "初中", "高中", "大专", "本科", ""],
    "age": ["15", "35", "52岁", "16", ""],
    "home": ["云阳县", "重庆市万州区", "四川达州", ""],
    "residence": ["云阳县城", "东莞", ""],
    "desired_location": ["长三角", "云阳", "就近", "省外", "不限", "不去广东", "珠三角，成都", ""],
    "desired_salary": ["6000", "5000-8000", "面议", "8千以上", ""],
    "licences": ["焊工证", "C1驾驶证", "A2", "无", "健康证", ""],
    "opted_out": ["是", "否", ""],
}
_NEEDED = {"jobs": "title", "seekers": "desired_job"}


def _frame(rng: random.Random, table: str, count: int, columns: list[str]) -> pd.DataFrame:
    cells = _JOB_CELLS if table == "jobs" else _SEEKER_CELLS
    data = {f"{table[:-1]}_id": [f"{table[0].upper()}{one}" for one in _plain_ids(rng, count)]}
    for column in columns:
        data[column] = [rng.choice(cells[column]) for _ in range(count)]
    return pd.DataFrame(data, dtype=object)


def _plain_ids(rng: random.Random, count: int) -> list[str]:
    # Ids are normalized when they are read; these stay what they are.
    return [str(rng.randint(1, 10**k)) + f"-{n}" for n, k in enumerate([rng.randint(0, 3)] * count)]


def random_frames(
    rng: random.Random, most: int = 8, *, least: int = 0, whole: bool = False
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw two raw tables of `least` to `most` rows with all or some of the standard columns."""
    frames = []
    for table, cells in (("jobs", _JOB_CELLS), ("seekers", _SEEKER_CELLS)):
        columns = [c for c in cells if whole or c == _NEEDED[table] or rng.random() < 0.7]
        rng.shuffle(columns)
        frames.append(_frame(rng, table, rng.randint(least, most), columns))
    return frames[0], frames[1]


def random_matcher(rng: random.Random, jobs: pd.DataFrame, seekers: pd.DataFrame) -> Matcher:
    """Draw a recipe of features and gates that the two tables can serve."""
    standard = standard_recipe()
    features = [f for f in standard.features if _serves(f, jobs, seekers)]
    gates: list[Gate] = [g for g in standard.require if _serves(g, jobs, seekers)]
    dated = [NotExpired(DAY) if isinstance(g, NotExpired) else g for g in gates]
    tuned = [replace(f, missing=rng.choice([0.1, 0.35, 0.6])) for f in features]
    sides = [
        {f: rng.choice([1, 2, 0.37, rng.random() + 0.01]) for f in tuned if rng.random() < 0.7}
        for _ in range(2)
    ]
    if not any(sides):
        sides[rng.randrange(2)] = {rng.choice(tuned): 1.0}
    return Matcher(
        wish=sides[0],
        fit=sides[1],
        require=[gate for gate in dated if rng.random() < 0.6],
        combine=rng.choice(["geometric", "harmonic", "mean"]),
        min_known=rng.choice([0.0, 0.25, 0.6]),
    )


def _serves(feature: Feature, jobs: pd.DataFrame, seekers: pd.DataFrame) -> bool:
    for frame, reads in ((jobs, feature.reads_jobs), (seekers, feature.reads_seekers)):
        there = [name in frame.columns for name in reads]
        if there and not (any(there) if feature.needs == "any" else all(there)):
            return False
    return True


def shuffled(
    rng: random.Random, frame: pd.DataFrame, make_index: Callable[[int], object] | None = None
) -> pd.DataFrame:
    """Give the same table with its rows and columns in another order."""
    rows, columns = list(range(len(frame))), list(frame.columns)
    rng.shuffle(rows)
    rng.shuffle(columns)
    moved = frame.iloc[rows][columns]
    if make_index is not None:
        moved.index = pd.Index([make_index(k) for k in range(len(moved))], dtype=object)
    return moved


def some_rows(rng: random.Random, count: int) -> np.ndarray:
    """Some of `count` rows in any order."""
    rows = list(range(count))
    rng.shuffle(rows)
    return np.array(rows[: rng.randint(0, count)], dtype=np.int64)


__all__ = ["DAY", "random_frames", "random_ids", "random_matcher", "shuffled", "some_rows"]
