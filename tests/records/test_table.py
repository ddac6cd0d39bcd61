import pickle

import numpy as np
import pandas as pd
import pytest

from jobmatch.errors import RecipeError, TableError, UnknownIdError
from jobmatch.records import Records, read_jobs, read_seekers


@pytest.fixture
def jobs():
    return read_jobs(
        pd.DataFrame({
            "岗位编号": ["001", "002", None, "004"],
            "岗位名称": ["焊工", "厨师", "保安", "普工"],
            "月薪": ["5000-6000", "4000", "3000", "4500"],
            "颜色": ["a", "b", "c", "d"],
        })
    )  # fmt: skip


def test_records_cannot_be_changed(jobs):
    with pytest.raises(AttributeError):
        jobs.table = "seekers"
    with pytest.raises(AttributeError):
        del jobs.ids
    with pytest.raises(AttributeError):
        jobs.other = 1
    for values in (jobs.ids, jobs.rows, jobs["title"], jobs["salary"]):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = values[1]


def test_problems_handed_out_are_copies(jobs):
    problems = jobs.problems
    problems.loc[:, "code"] = "changed"
    assert "changed" not in set(jobs.problems["code"])


def test_rows_and_ids_tell_where_a_record_comes_from(jobs):
    assert jobs.ids.tolist() == ["001", "002", "004"]
    assert jobs.rows.tolist() == [0, 1, 3]
    assert jobs.columns == ("title", "salary")
    assert jobs.left_out == ("颜色",)
    assert jobs.row_of("004") == 2


def test_missing_column_and_unknown_id_are_errors_without_content(jobs):
    with pytest.raises(TableError, match="no column 'skills'") as caught:
        jobs["skills"]
    assert caught.value.code == "missing_column"
    with pytest.raises(UnknownIdError) as unknown:
        jobs.row_of("13800138000")
    assert "13800138000" not in str(unknown.value)
    with pytest.raises(UnknownIdError):
        jobs.row_of(["x"])


def test_repr_shows_counts_only(jobs):
    assert repr(jobs) == "<Records jobs: 3 records, 2 columns, 1 problems>"


def test_pickle_gives_the_same_and_stays_read_only(jobs):
    again = pickle.loads(pickle.dumps(jobs))  # noqa: S301 -- our own bytes
    assert again.ids.tolist() == jobs.ids.tolist()
    assert again.columns == jobs.columns
    assert again.left_out == jobs.left_out
    np.testing.assert_array_equal(again["salary"], jobs["salary"])
    pd.testing.assert_frame_equal(again.problems, jobs.problems)
    assert not again["salary"].flags.writeable


def test_take_keeps_order_rows_and_own_problems(jobs):
    part = jobs.take([2, 0])
    assert part.ids.tolist() == ["004", "001"]
    assert part.rows.tolist() == [3, 0]
    assert part["title"].tolist() == ["普工", "焊工"]
    # The row that never became a record stays listed, whatever is taken.
    assert part.problems["code"].tolist() == ["id_missing"]
    assert len(jobs.take([])) == 0


@pytest.mark.parametrize("rows", [[3], [-1], [0, 0], [0.5], [True, False, True], [[0]]])
def test_take_refuses_what_is_no_list_of_positions(jobs, rows):
    with pytest.raises(RecipeError):
        jobs.take(rows)


def test_stack_fills_columns_that_the_other_lacks(jobs):
    other = read_jobs(pd.DataFrame({"job_id": ["9"], "title": ["司机"], "skills": ["驾驶"]}))
    both = jobs.stack(other)
    assert both.ids.tolist() == ["001", "002", "004", "9"]
    assert both.columns == jobs.columns
    assert both["salary"].dtype == jobs["salary"].dtype
    assert np.isnan(both["salary"]["low"][3])
    assert both["title"].tolist()[3] == "司机"
    assert len(both.problems) == len(jobs.problems) + len(other.problems)


def test_stack_refuses_other_tables_and_known_ids(jobs):
    with pytest.raises(TableError) as wrong:
        jobs.stack(read_seekers(pd.DataFrame({"求职意向": ["焊工"]})))
    assert wrong.value.code == "wrong_table"
    with pytest.raises(TableError) as twice:
        jobs.stack(jobs)
    assert twice.value.code == "id_duplicate_conflict"


def test_taking_apart_and_stacking_gives_the_same(jobs):
    again = jobs.take([0]).stack(jobs.take([1, 2]))
    assert again.ids.tolist() == jobs.ids.tolist()
    for name in jobs.columns:
        assert again[name].dtype == jobs[name].dtype
        np.testing.assert_array_equal(again[name], jobs[name])


def test_records_are_read_as_they_are(jobs):
    assert read_jobs(jobs) is jobs
    with pytest.raises(TableError, match="order of the arguments") as caught:
        read_seekers(jobs)
    assert caught.value.code == "wrong_table"
    assert isinstance(jobs, Records)
