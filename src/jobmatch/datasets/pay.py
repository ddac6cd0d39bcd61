"""Pay as people write it: a band in CNY a month in, a cell out."""

import numpy as np

from jobmatch.datasets.draws import Draws, Floats, Ints, Strings
from jobmatch.datasets.tables import phrases

__all__ = ["write_pay"]

_DAYS = 26  # working days of a month at a building site or in a factory
_HOURS = 260  # working hours of such a month


def write_pay(pay: Floats, side: Strings, draws: Draws) -> Strings:
    """One cell for each band; `side` names the formats that may be used, as in pay_formats.tsv."""
    formats = phrases("pay_formats")
    keys: Ints = np.array([formats.position[name] for name in side], dtype=np.int64)
    chosen = formats.pick(keys, draws)
    return np.array(
        [_write(text, low, high) for text, (low, high) in zip(chosen, pay.tolist(), strict=True)],
        dtype=object,
    )


def _write(text: str, low: float, high: float) -> str:
    # 8千-1.1万 needs a band across ten thousand, 4千-6千 one below it.
    crossing = "千-{high_w}万" in text
    if (crossing and not low < 10000 <= high) or (text.endswith("千") and high >= 10000):
        text = "{low}-{high}元/月"
    middle = (low + high) / 2
    return text.format(
        low=f"{low:.0f}",
        high=f"{high:.0f}",
        mid=f"{round(middle / 100) * 100}",
        low_k=f"{low / 1000:g}",
        high_k=f"{high / 1000:g}",
        low_w=f"{low / 10000:g}",
        high_w=f"{high / 10000:g}",
        low_y=f"{round(low * 12 / 10000)}",
        high_y=f"{round(high * 12 / 10000)}",
        low_d=f"{round(low / _DAYS / 10) * 10}",
        high_d=f"{round(high / _DAYS / 10) * 10}",
        mid_d=f"{round(middle / _DAYS / 10) * 10}",
        low_h=f"{round(low / _HOURS)}",
        high_h=f"{max(round(high / _HOURS), round(low / _HOURS) + 1)}",
        mid_h=f"{round(middle / _HOURS)}",
    )
