from jobmatch.features import standard_recipe
from jobmatch.records import read_jobs, read_seekers
from jobmatch.reports.check import headings_of, recipe_lines, table_lines


def test_headings_are_shown_with_their_meaning(tmp_path, jobs):
    path = tmp_path / "jobs.csv"
    jobs.assign(面试官="x").rename(columns={"月薪": "薪资待遇（元/月）"}).to_csv(path, index=False)
    records = read_jobs(path)
    headings = headings_of(path, records)
    assert ("岗位编号", "job_id") in headings
    assert ("薪资待遇（元/月）", "salary") in headings
    assert {heading for heading, _ in headings} | {"面试官"} == {
        *jobs.columns.drop("月薪"), "薪资待遇（元/月）", "面试官",
    }  # fmt: skip
    lines = table_lines(records, headings)
    assert lines[0] == "【岗位表】读入 3 条"
    assert any("薪资待遇（元/月） → 月薪" in line for line in lines)
    assert "  未读的列：面试官" in lines


def test_a_second_heading_of_one_meaning_is_not_shown_as_read(tmp_path, jobs):
    path = tmp_path / "jobs.csv"
    jobs.assign(salary="9000").to_csv(path, index=False)
    records = read_jobs(path)
    assert records.left_out == ("月薪",)
    found = [heading for heading, name in headings_of(path, records) if name == "salary"]
    assert found == ["salary"]


def test_headings_under_a_title_row_are_found_in_a_workbook(tmp_path, seekers):
    path = tmp_path / "seekers.xlsx"
    seekers.to_excel(path, index=False, startrow=2)
    records = read_seekers(path)
    headings = headings_of(path, records)
    assert [heading for heading, _ in headings] == list(seekers.columns)


def test_criteria_that_cannot_be_used_name_the_column_they_miss(jobs, seekers):
    read = read_jobs(jobs.drop(columns="月薪")), read_seekers(seekers)
    lines = recipe_lines(standard_recipe(), *read)
    assert any("“薪资”" in line and "岗位表“月薪”" in line for line in lines)
    used = next(line for line in lines if line.startswith("  比较："))
    assert "职业" in used
    assert "薪资" not in used
