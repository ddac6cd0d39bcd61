"""Markets to try jobmatch on: the sample county and a seeded generator of more."""

from jobmatch.datasets.market import Market, make_market
from jobmatch.datasets.preferences import Preferences
from jobmatch.datasets.samples import SAMPLE_DAY, load_sample, load_sample_frames, sample_path

__all__ = [
    "SAMPLE_DAY",
    "Market",
    "Preferences",
    "load_sample",
    "load_sample_frames",
    "make_market",
    "sample_path",
]
