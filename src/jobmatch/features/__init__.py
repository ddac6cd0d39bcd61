"""One file per criterion: what it reads, what it compares, how it says why.

`__all__` names the features and gates; contract tests run over every one of them.
"""

from jobmatch.features.education import Education
from jobmatch.features.encoded import Classes, Encoded
from jobmatch.features.experience import Experience
from jobmatch.features.feature import Feature, Reason, Tone, column_names
from jobmatch.features.gate import EnoughKnown, Gate, JobGate, SeekerGate
from jobmatch.features.has_openings import HasOpenings
from jobmatch.features.licences import Licences
from jobmatch.features.location import Location
from jobmatch.features.minimum_age import MinimumAge
from jobmatch.features.not_expired import NotExpired, on_day
from jobmatch.features.not_opted_out import NotOptedOut
from jobmatch.features.occupation import Occupation
from jobmatch.features.recipe import Recipe, standard_recipe
from jobmatch.features.salary import Salary
from jobmatch.features.skills import Skills
from jobmatch.features.text import Text
from jobmatch.features.trade import Trade

__all__ = [
    "Classes",
    "Education",
    "Encoded",
    "EnoughKnown",
    "Experience",
    "Feature",
    "Gate",
    "HasOpenings",
    "JobGate",
    "Licences",
    "Location",
    "MinimumAge",
    "NotExpired",
    "NotOptedOut",
    "Occupation",
    "Reason",
    "Recipe",
    "Salary",
    "SeekerGate",
    "Skills",
    "Text",
    "Tone",
    "Trade",
    "column_names",
    "on_day",
    "standard_recipe",
]
