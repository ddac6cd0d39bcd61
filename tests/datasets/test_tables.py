"""The readable tables of the market hang together."""

import numpy as np
import pytest

from jobmatch.datasets.draws import Draws, Phrases
from jobmatch.datasets.tables import phrases, rates, read_rows, world
from jobmatch.places import parse_place
from jobmatch.text import normalize

TABLES = ("titles", "wishes", "skills", "histories", "duties")


@pytest.mark.parametrize("table", TABLES)
def test_every_occupation_has_texts(table: str) -> None:
    listed = {row["occupation"] for row in read_rows(table)}
    assert listed == set(world().occupations)


def test_affinity_is_symmetric_and_one_on_the_diagonal() -> None:
    table = world().affinity
    assert np.array_equal(table, table.T)
    assert (np.diag(table) == 1.0).all()
    assert set(np.unique(table)) <= {0.0, 0.25, 0.6, 1.0}


def test_every_trade_has_endings_of_names() -> None:
    named = {trade for cell in world().column("trades") for trade in cell.split(",")}
    assert named <= set(phrases("employers").keys)


def test_rates_are_shares() -> None:
    assert all(0.0 < rate < 0.5 for rate in rates().values())


def test_wished_places_are_places_of_the_market() -> None:
    for row in read_rows("place_wishes"):
        assert row["places"] == "*" or set(row["places"].split("|")) <= set(world().places)


def test_places_are_written_so_that_they_lie_where_the_table_says() -> None:
    for row in world().place_rows:
        for part in row["written"].split("|"):
            code = parse_place(part.partition("*")[0]).codes[0]
            depth = len(row["code"].rstrip("0")) // 2 * 2
            assert code[:depth] == row["code"][:depth], part


def test_texts_are_as_frequent_as_their_weights() -> None:
    table = Phrases([("a", "x", 1.0), ("b", "y", 3.0), ("b", "z", 1.0), ("a", "w", 1.0)])
    picked = table.slot("b", 4000, Draws(1))
    assert set(picked) == {"y", "z"}
    assert np.mean(picked == "y") == pytest.approx(0.75, abs=0.03)


def test_traditional_forms_turn_back_into_their_characters() -> None:
    rows = read_rows("traditional")
    assert len({row["simplified"] for row in rows}) == len(rows)
    for row in rows:
        assert row["traditional"] != row["simplified"] == normalize(row["traditional"])
