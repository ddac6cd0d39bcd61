"""What people of the trade know: 普工, 操作工 and 流水线工 are one thing, A2 covers C1.

The knowledge is data (text/data/*.tsv); here it is read, found in texts and compared. Texts are
expected normalized (Simplified, NFKC); letters may be of either case.
"""

from .competences import alternatives, competences, implied_licences, skill_kinds
from .mentions import (
    Mention,
    head_occupations,
    licences_in,
    needs,
    occupations_in,
    skills_in,
    words,
)
from .occupations import Occupations, occupations
from .stance import Stance

__all__ = [
    "Mention",
    "Occupations",
    "Stance",
    "alternatives",
    "competences",
    "head_occupations",
    "implied_licences",
    "licences_in",
    "needs",
    "occupations",
    "occupations_in",
    "skill_kinds",
    "skills_in",
    "words",
]
