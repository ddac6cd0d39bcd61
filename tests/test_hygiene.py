"""The repository as a whole: no traces of a machine or host, no lock file, reasons for choices."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = (".ci", "benchmarks", "data", "docs", "notebooks", "scripts", "src", "tests")
SUFFIXES = {".cfg", ".csv", ".ipynb", ".json", ".md", ".py", ".toml", ".tsv", ".txt", ".typed", ""}
LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "conda-lock.yml")
# Put together here, so that this file does not hold what it looks for.
PLACES = re.compile("|".join(("/" + name + "/") for name in ("root", "home", "Users", "work")))
HOSTS = re.compile("|".join(("pypi" + r"\.org", "python" + "hosted", "index" + "-url")))
LEFT_OVER = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")))


def tracked():
    """Text files of the project; what tools leave behind is no part of it."""
    own = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in FOLDERS:
        own += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    skipped = ("__pycache__", ".egg-info", ".ipynb_checkpoints")
    for path in sorted(own):
        if path.suffix in SUFFIXES and not any(part in str(path) for part in skipped):
            yield path


def lines_with(pattern):
    found = []
    for path in tracked():
        text = path.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    return found


def test_the_walk_sees_the_project():
    names = {path.relative_to(ROOT).as_posix() for path in tracked()}
    assert {"README.md", "pyproject.toml", ".ci/run", "src/jobmatch/matcher.py"} <= names


def test_no_file_names_a_place_on_somebodys_machine():
    assert lines_with(PLACES) == []


def test_no_file_names_the_host_of_a_registry():
    assert lines_with(HOSTS) == []


def test_nothing_is_left_to_do_later():
    assert lines_with(LEFT_OVER) == []


def test_there_is_no_lock_file():
    assert [name for name in LOCKS if (ROOT / name).exists()] == []


def test_every_dependency_says_why_it_is_there():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    extras = project["optional-dependencies"].values()
    for needed in (*project["dependencies"], *(one for extra in extras for one in extra)):
        line = next(line for line in text.splitlines() if f'    "{needed}",' in line)
        assert re.search(r'",\s+# \S+', line), needed


def test_every_rule_that_is_ignored_says_why():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ignored = text.split("\nignore = [\n", 1)[1].split("]", 1)[0]
    assert all(re.search(r'",\s+# \S+', line) for line in ignored.splitlines())


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem)
def test_a_notebook_is_stored_without_outputs_and_ends_in_a_point(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert any(line.startswith("assert ") for line in code[-1]["source"])
