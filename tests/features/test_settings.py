"""Settings outside their bounds are refused where the feature is made."""

import math

import numpy as np
import pandas as pd
import pytest

from jobmatch.errors import RecipeError
from jobmatch.features import (
    Education,
    Experience,
    Feature,
    Location,
    MinimumAge,
    NotExpired,
    Occupation,
    Salary,
    Skills,
    Text,
)
from jobmatch.matcher import Matcher


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        (Salary, "missing", 5),
        (Salary, "missing", math.nan),
        (Salary, "missing", True),
        (Salary, "missing", "0.5"),
        (Salary, "tolerance", 0.0),
        (Skills, "prior", -1.0),
        (Skills, "implied", 1.1),
        (Text, "word_share", -0.1),
        (Occupation, "secondary", 2),
        (Education, "shortfall", -0.5),
        (Experience, "missing", None),
        (Location, "reach_km", 0.0),
        (Location, "outside", 1.5),
        (MinimumAge, "years", -1),
    ],
)
def test_a_setting_outside_its_bounds_names_itself(
    kind: type[Feature], name: str, value: object
) -> None:
    with pytest.raises(RecipeError, match=name):
        kind(**{name: value})


def test_numpy_numbers_are_numbers() -> None:
    recipe = Matcher(wish={Text(): np.float32(0.5), Salary(): np.int64(2)}).recipe
    assert [weight for _, weight in recipe.wish] == [0.2, 0.8]


def test_lists_where_dictionaries_belong_are_refused() -> None:
    with pytest.raises(RecipeError, match="wish"):
        Matcher(wish=[Text()])  # type: ignore[arg-type]
    with pytest.raises(RecipeError, match="require"):
        Matcher(require=NotExpired())  # type: ignore[arg-type]


def test_who_only_rules_out_a_place_is_kept_from_it_and_from_nowhere_else() -> None:
    jobs = pd.DataFrame({"title": ["焊工", "焊工"], "location": ["广东东莞", "江苏苏州"]})
    seekers = pd.DataFrame({"desired_job": ["焊工"], "desired_location": ["不去广东"]})
    index = Matcher(wish={Location(): 1}).fit(jobs, seekers)
    scores = index.recommend_jobs(n=2).pairs.set_index("job_id")["location"]
    assert scores["J00001"] == 0.0
    assert scores["J00002"] == Location().missing


def test_a_pair_that_tells_too_little_is_explained_as_excluded() -> None:
    jobs = pd.DataFrame({"job_id": ["J1"], "title": ["焊工"], "education": ["初中"]})
    seekers = pd.DataFrame({"seeker_id": ["S1"], "desired_job": [""], "education": ["初中"]})
    index = Matcher().fit(jobs, seekers)
    assert len(index.recommend_jobs()) == 0
    found = index.explain(seeker_id="S1", job_id="J1")
    assert found.excluded
    assert "enough_known.shut" in found.gates["code"].tolist()
