import pandas as pd

from jobmatch.evaluation import coverage
from jobmatch.matcher import Matcher


def test_coverage_is_the_share_of_the_other_side_in_any_list():
    jobs = pd.DataFrame(
        {"job_id": ["J1", "J2", "J3", "J4"], "title": ["焊工", "月嫂", "厨师", "保安"]}
    )
    seekers = pd.DataFrame({"seeker_id": ["S1", "S2"], "desired_job": ["焊工", "焊工"]})
    index = Matcher().fit(jobs, seekers)
    assert coverage(index.recommend_jobs(n=1)) == 0.25
    assert coverage(index.recommend_jobs(n=4)) == 1.0
    assert coverage(index.recommend_seekers(n=1)) == 0.5
