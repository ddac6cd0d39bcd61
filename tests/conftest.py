"""Profiles of the property tests, and the sample county fitted once.

`JOBMATCH_PROFILE=long` runs ten times the examples from a fresh seed; without it the examples are
the same in every run.
"""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The brute-force truth and the random tables are shared by several rooms' tests.
sys.path.insert(0, str(Path(__file__).parent))

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile(
    "short", deadline=None, derandomize=True, print_blob=True, suppress_health_check=_QUIET
)
settings.register_profile(
    "long", deadline=None, max_examples=1000, print_blob=True, suppress_health_check=_QUIET
)
settings.load_profile("long" if os.environ.get("JOBMATCH_PROFILE") == "long" else "short")


@pytest.fixture(scope="session")
def county():
    """The sample county: (jobs, seekers) as Records."""
    from jobmatch.datasets import load_sample

    return load_sample()


@pytest.fixture(scope="session")
def county_index(county):
    """The sample county under the standard recipe, on the day the samples were written."""
    from jobmatch import Matcher, NotExpired
    from jobmatch.datasets import SAMPLE_DAY
    from jobmatch.features import standard_recipe

    day = SAMPLE_DAY
    gates = [NotExpired(day) if g.name == "not_expired" else g for g in standard_recipe().require]
    jobs, seekers = county
    served = [gate for gate in gates if not gate.missing_columns(jobs, seekers)]
    return Matcher(require=served).fit(jobs, seekers)
