"""What the wheel holds: all that the package reads, and nothing that it does not need."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "jobmatch"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    call = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(call, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


@pytest.fixture(scope="module")
def names(wheel):
    return set(wheel.namelist())


def test_the_wheel_has_every_module_and_data_file_of_the_package(names):
    needed = {
        f"jobmatch/{path.relative_to(PACKAGE).as_posix()}"
        for path in PACKAGE.rglob("*")
        if path.suffix in {".py", ".tsv", ".typed"} or path.name == "py.typed"
    }
    assert "jobmatch/py.typed" in needed
    assert any(name.endswith(".tsv") for name in needed)
    assert needed <= names


@pytest.mark.parametrize("name", ["jobs.csv", "seekers.csv", "README.md"])
def test_the_wheel_has_the_samples_as_they_are_in_the_repository(wheel, name):
    packed = wheel.read(f"jobmatch/datasets/samples/{name}")
    assert packed == (ROOT / "data" / "samples" / name).read_bytes()


def test_the_wheel_has_the_license_and_the_notice(names):
    held = {name.rsplit("/", 1)[1] for name in names if ".dist-info/" in name}
    assert {"LICENSE", "NOTICE", "METADATA", "entry_points.txt"} <= held


def test_the_wheel_has_nothing_beside_the_package(names):
    assert {name.split("/")[0].split("-")[0] for name in names} == {"jobmatch"}
    assert not [name for name in names if "test" in name.lower() or name.endswith(".pyc")]


def test_the_version_is_one(wheel, names):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (metadata,) = (name for name in names if name.endswith("METADATA"))
    assert f"Version: {project['version']}\n" in wheel.read(metadata).decode("utf-8")
    import jobmatch

    assert jobmatch.__version__ == project["version"]
