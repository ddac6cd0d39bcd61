"""Places: the administrative divisions of China as data, groups, distances, reading of cells."""

from jobmatch.places.divisions import Divisions, divisions
from jobmatch.places.groups import GROUPS
from jobmatch.places.parse import MAX_CELL, Places, parse_place

__all__ = ["GROUPS", "MAX_CELL", "Divisions", "Places", "divisions", "parse_place"]
