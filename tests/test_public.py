"""What the package shows and what it leaves alone (R14, R16, R17)."""

import ast
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import jobmatch

SOURCE = Path(jobmatch.__file__).parent
HEAVY = ("jieba", "opencc", "numba", "pandas", "sklearn", "scipy", "pyspark", "openpyxl")
LATE = ("jieba", "opencc", "numba", "pyspark", "openpyxl")

COUNTY = """
import numpy as np
from jobmatch import datasets, Matcher, NotExpired
jobs, seekers = datasets.load_sample()
jobs, seekers = jobs.take(np.arange(40)), seekers.take(np.arange(40))
index = Matcher(require=[NotExpired(datasets.SAMPLE_DAY)]).fit(jobs, seekers)
"""

AUDIT = """
import sys
written = []
def watch(event, args):
    if event == "open":
        path, mode, flags = args
        writes = isinstance(mode, str) and set(mode) & set("wax+")
        if writes or (isinstance(flags, int) and flags & 0o1103):
            written.append(str(path))
    elif event in {"os.mkdir", "os.rename", "os.remove", "os.symlink", "os.link", "os.rmdir",
                   "socket.connect", "subprocess.Popen", "os.system", "shutil.rmtree"}:
        written.append(event)
sys.addaudithook(watch)
"""

WATCHED = (
    AUDIT
    + """
import json, logging, os, random, warnings
import numpy as np
import pandas, scipy.sparse, sklearn.feature_extraction.text  # their own doings at import
def state():
    return [
        os.getcwd(),
        dict(os.environ),
        [repr(one) for one in warnings.filters],
        hash(random.getstate()),
        repr(np.random.get_state()),
        np.geterr(),
        repr(pandas.get_option("display.max_rows")),
        repr(logging.getLogger().handlers),
        repr(logging.getLogger("jobmatch").handlers),
        logging.getLogger("jobmatch").level,
        sys.getrecursionlimit(),
    ]
before = state()
"""
)


def _run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(SOURCE.parent), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-B", "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", **environment},
    )


def _answer(code: str, **environment: str) -> str:
    done = _run(code, **environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_public_names_are_few_and_resolve() -> None:
    assert len(jobmatch.__all__) <= 24
    assert sorted(set(jobmatch.__all__)) == sorted(jobmatch.__all__)
    for name in jobmatch.__all__:
        assert getattr(jobmatch, name) is not None
        assert name in dir(jobmatch)
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = jobmatch.no_such_name  # type: ignore[attr-defined]


def test_the_modules_that_type_checkers_see_are_those_loaded() -> None:
    tree = ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8"))
    named = {
        alias.asname or alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("jobmatch")
        for alias in node.names
    }
    assert set(named) == set(jobmatch.__all__)
    for name, module in named.items():
        home = __import__(str(module), fromlist=[name])
        assert getattr(home, name) is getattr(jobmatch, name)


def test_importing_loads_nothing_heavy_and_writes_nothing() -> None:
    code = AUDIT + (
        "import jobmatch\n"
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "print(heavy, written)\n"
    )
    assert _answer(code).strip() == "[] []"


@pytest.mark.parametrize(
    "module", ["features", "matcher", "ranking", "referrals", "records", "text"]
)
def test_importing_a_room_loads_no_data(module: str) -> None:
    code = AUDIT + (
        f"import jobmatch.{module}\n"
        f"heavy = [name for name in {LATE!r} if name in sys.modules]\n"
        "print(heavy, written)\n"
    )
    assert _answer(code).strip() == "[] []"


def test_matching_touches_nothing_outside(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    code = (
        WATCHED
        + COUNTY
        + """
index.recommend_jobs(n=3).frame
index.recommend_seekers(n=3).frame
str(index.explain(seeker_id=seekers.ids[0], job_id=jobs.ids[0]))
index.without_jobs([jobs.ids[0]]).with_seekers(seekers.take([1])).refit()
after = state()
changed = [k for k, (one, other) in enumerate(zip(before, after)) if one != other]
jieba_default = sys.modules["jieba"].dt.initialized if "jieba" in sys.modules else False
print(json.dumps([written, changed, jieba_default]))
"""
    )
    places = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME"), str(locked))
    try:
        assert json.loads(_answer(code, **places)) == [[], [], False]
        assert list(locked.iterdir()) == []
    finally:
        locked.chmod(0o700)


def test_the_watch_sees_a_written_file(tmp_path: Path) -> None:
    code = WATCHED + f"open({str(tmp_path / 'x')!r}, 'w').close(); os.environ['X_Y'] = '1'\n"
    code += "print(len(written), sum(a != b for a, b in zip(before, state())))"
    assert _answer(code).split() == ["1", "1"]


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = COUNTY + (
        "import hashlib\n"
        "lists = index.recommend_jobs(n=4), index.recommend_seekers(n=4)\n"
        "texts = [one.frame.to_csv() for one in lists]\n"
        "texts.append(str(index.explain(seeker_id=seekers.ids[3], job_id=jobs.ids[5])))\n"
        "print(hashlib.sha256(''.join(texts).encode()).hexdigest(), len(texts[0]))\n"
    )
    seeds = range(20) if os.environ.get("JOBMATCH_PROFILE") == "long" else range(4)
    with ThreadPoolExecutor(2) as pool:
        answers = set(pool.map(lambda seed: _answer(code, PYTHONHASHSEED=str(seed)), seeds))
    assert len(answers) == 1
    assert int(answers.pop().split()[1]) > 5_000


def test_other_codes_use_of_jieba_changes_nothing() -> None:
    meddled = """
import warnings
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import jieba
jieba.setLogLevel(60)
jieba.dt.cache_file = None
for word in ("工有叉", "岗位要", "电焊工缝纫工"):
    jieba.add_word(word, 10**9)
jieba.suggest_freq(("电", "焊"), True)
jieba.lcut("电焊工")
"""
    ask = "print(index.recommend_jobs(n=3).frame.to_csv())\n"
    assert _answer(meddled + COUNTY + ask) == _answer(COUNTY + ask)


@pytest.mark.parametrize("name", ["matcher.py", "match_index.py"])
def test_the_facade_knows_no_formula(name: str) -> None:
    tree = ast.parse((SOURCE / name).read_text(encoding="utf-8"))
    formulas = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.Pow)
    ]
    calls = [
        ast.unparse(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] in {"sqrt", "exp", "log", "dot", "power", "prod"}
    ]
    assert formulas == []
    assert calls == []


def test_the_layers_are_kept() -> None:
    root = SOURCE.parents[1]
    if not (root / "pyproject.toml").is_file():
        pytest.skip("only in the repository")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as c; c()",
            "--no-cache",
        ],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:]
    assert "1 kept, 0 broken" in done.stdout
