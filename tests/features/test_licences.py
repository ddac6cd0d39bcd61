"""Licences demanded, one by one and as a choice: who is let through, and what is said."""

import numpy as np
import pandas as pd
import pytest

import jobmatch as jm
from jobmatch.features.skills import asked_skills, compared_skills
from jobmatch.records import read_jobs, read_seekers

HELD = {
    "bare": "无",
    "unsaid": None,
    "welder": "焊工证",
    "low_voltage": "低压电工证",
    "c1": "C1",
    "b2": "B2",
    "a2": "A2",
    "both": "焊工证/电工证",
}
ROWS = np.arange(len(HELD))
KNOWN = set(HELD) - {"unsaid"}


def seekers():
    cells = list(HELD.values())
    return read_seekers(
        pd.DataFrame({"seeker_id": list(HELD), "desired_job": "普工", "licences": cells})
    )


def jobs(**columns):
    return read_jobs(pd.DataFrame({"job_id": ["J"], "title": ["普工"]} | columns))


def let_through(records):
    """Seekers that the gate lets through to the one job."""
    gate, people = jm.Licences(), seekers()
    scores = gate.scores(gate.encode_seekers(people), gate.encode_jobs(records)).block(ROWS)
    return {name for name, score in zip(people.ids, scores[:, 0], strict=True) if score > 0}


def said(records, name):
    people = seekers()
    one = people.at(people.row_of(name))
    open_to = name in let_through(records)
    return jm.Licences().reason(one, records, float(open_to), known=name in KNOWN)


@pytest.mark.parametrize(
    ("cell", "through"),
    [
        ("焊工证或电工证", {"welder", "low_voltage", "both"}),
        ("焊工证/电工证", {"welder", "low_voltage", "both"}),
        ("焊工证、电工证任一", {"welder", "low_voltage", "both"}),
        ("焊工证、电工证", {"both"}),
        ("焊工证和电工证", {"both"}),
        ("A2/B2驾照", {"a2", "b2"}),
        ("C1以上驾照", {"a2", "b2", "c1"}),
        ("B2或C1", {"a2", "b2", "c1"}),
        ("健康证或焊工证", set(HELD)),
        ("健康证、焊工证", {"welder", "both"}),
        ("焊工证或电工证优先", set(HELD)),
        ("不限", set(HELD)),
    ],
)
def test_a_choice_is_met_by_any_of_its_licences_and_a_list_by_all(cell, through):
    expected = through | {"unsaid"}
    assert let_through(jobs(licences=[cell])) == expected
    assert let_through(jobs(description=[cell])) == expected


def test_what_is_demanded_in_any_case_settles_a_choice_of_it():
    records = jobs(licences=["焊工证"], description=["持焊工证或电工证"])
    assert let_through(records) == {"welder", "both", "unsaid"}


def test_a_choice_counts_where_one_of_its_licences_belongs_to_the_title():
    text = "招叉车司机和厨师,司机须有叉车证或焊工证,厨师须有厨师证"
    through = let_through(jobs(title=["叉车司机"], description=[text]))
    assert through == {"welder", "both", "unsaid"}


@pytest.mark.parametrize(
    ("cell", "name", "code", "text"),
    [
        ("焊工证或登高证", "bare", "shut", "缺少焊工证或登高证"),
        ("焊工证或登高证", "welder", "held", ""),
        ("焊工证或登高证", "unsaid", "unknown", "岗位要求焊工证或登高证，请核实是否持有"),
        ("厨师证、焊工证或登高证均可", "bare", "shut", "缺少厨师证或焊工证或登高证"),
        ("厨师证；焊工证或登高证", "bare", "shut", "缺少厨师证、焊工证或登高证（其一）"),
        ("厨师证；焊工证或登高证", "welder", "shut", "缺少厨师证"),
        ("健康证或焊工证", "bare", "obtainable", "上岗前需办健康证或焊工证"),
    ],
)
def test_reasons_say_a_choice_in_words(cell, name, code, text):
    reason = said(jobs(licences=[cell]), name)
    assert (reason.code, reason.text) == (f"licences.{code}", text)


# --- the same choice among the skills -----------------------------------------------------------


def skill_scores(feature, records):
    people = seekers()
    parts = feature.scores(feature.encode_seekers(people), feature.encode_jobs(records))
    return dict(zip(people.ids, parts.block(ROWS)[:, 0].tolist(), strict=True))


def test_one_licence_of_a_choice_is_all_of_that_skill():
    records = jobs(licences=["焊工证或电工证"])
    scores = skill_scores(jm.Skills().fit(records, seekers()), records)
    assert scores["welder"] == scores["low_voltage"] == scores["both"] > scores["c1"]
    alone = jobs(licences=["焊工证"])
    assert scores["welder"] == skill_scores(jm.Skills().fit(alone, seekers()), alone)["welder"]


def test_a_choice_that_the_fit_has_not_seen_counts_in_parts():
    fitted = jm.Skills().fit(jobs(licences=["焊工证、电工证"]), seekers())
    scores = skill_scores(fitted, jobs(licences=["焊工证或电工证"]))
    assert scores["both"] > scores["welder"] > scores["c1"]


def test_the_order_of_jobs_and_of_alternatives_changes_nothing():
    texts = ["焊工证或电工证", "A2/B2", "登高证"]
    one, other = (
        read_jobs(pd.DataFrame({"job_id": list("abc"), "title": "普工", "licences": cells}))
        for cells in (texts, ["电工证或焊工证", "B2/A2", "登高证"])
    )
    assert jm.Skills().fit(one, seekers()).choices == jm.Skills().fit(other, seekers()).choices
    assert one["licences"].tolist() == other["licences"].tolist()


def test_explanations_name_what_is_held_of_a_choice_and_what_is_missing():
    people, records = seekers(), jobs(licences=["焊工证或电工证"])
    welder, bare = (people.at(people.row_of(name)) for name in ("welder", "bare"))
    assert compared_skills(welder, records) == (("焊工证",), ())
    assert compared_skills(bare, records) == ((), ("焊工证或电工证",))
    reason = jm.Skills().reason(welder, records, 1.0, known=True)
    assert (reason.code, reason.text) == ("skills.all", "持有焊工证")


def test_a_choice_of_skills_is_one_skill():
    records = jobs(description=["会UG或CAD,会PLC"])
    assert asked_skills(records, 0) == {"CAD或UG": 1.0, "PLC": 1.0}
    person = read_seekers(
        pd.DataFrame({"seeker_id": ["S"], "desired_job": ["普工"], "skills": ["会PLC"]})
    )
    assert "CAD或UG未见登记" in jm.Skills().reason(person, records, 0.5, known=True).text
