"""The seeker has not asked to be left out."""

from dataclasses import dataclass

import numpy as np

from jobmatch.features.gate import SeekerGate
from jobmatch.records import Records
from jobmatch.scores import Bools

__all__ = ["NotOptedOut"]


@dataclass(frozen=True)
class NotOptedOut(SeekerGate):
    """Excludes seekers who have asked not to be matched (PIPL art. 24: the right to refuse)."""

    name = "not_opted_out"
    label = "本人不愿接受推送"
    reads_seekers = ("opted_out",)

    def open_seekers(self, seekers: Records) -> tuple[Bools, Bools]:
        """Whether the seeker has not opted out."""
        flag = np.asarray(seekers["opted_out"], dtype=np.int64)
        return flag != 1, flag >= 0
