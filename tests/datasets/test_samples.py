"""The samples on disk: what the generator writes, readable, and of the stated size."""

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from jobmatch import datasets
from jobmatch.errors import TableError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "build_samples", ROOT / "scripts" / "build_samples.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_samples_on_disk_are_what_the_generator_writes(builder: ModuleType) -> None:
    files = builder.sample_files(builder.sample_market())
    assert {path.name for path in builder.FOLDER.iterdir()} == set(files)
    for name, content in files.items():
        assert (builder.FOLDER / name).read_bytes() == content, f"run build_samples.py: {name}"


def test_frames_are_the_raw_cells_of_the_market(builder: ModuleType) -> None:
    market = builder.sample_market()
    jobs, seekers = datasets.load_sample_frames()
    assert jobs.to_numpy().tolist() == market.jobs.to_numpy().tolist()
    assert seekers.to_numpy().tolist() == market.seekers.to_numpy().tolist()


def test_records_hold_the_county(builder: ModuleType) -> None:
    jobs, seekers = datasets.load_sample()
    truth = builder.sample_market().preferences
    assert (len(jobs), len(seekers)) == (695, 1023)
    assert np.nansum(jobs["headcount"]["low"]) == 8408
    assert np.nansum(jobs["headcount"]["high"]) == 8408
    assert sorted(jobs.ids) == sorted(truth.job_ids)
    assert sorted(seekers.ids) == sorted(truth.seeker_ids)


def test_sample_day_is_fixed() -> None:
    assert datasets.SAMPLE_DAY.isoformat() == "2026-03-02"


@pytest.mark.parametrize("name", ["no.csv", "../../pyproject.toml", ""])
def test_unknown_samples_are_a_table_error(name: str) -> None:
    with pytest.raises(TableError, match=r"jobs\.csv"):
        datasets.sample_path(name)
