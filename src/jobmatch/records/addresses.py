"""One address that stands in several columns: province, city, county, township, village."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from jobmatch.records.choose import Source
from jobmatch.records.grid import Coded
from jobmatch.records.headings import ADDRESS

__all__ = ["with_addresses"]

# Levels without a place of their own, as 市 of a county under a province or municipality.
_NO_PLACE = re.compile("市辖区|省直辖(?:县级行政区划)?|(?:自治区)?直辖县级行政区划|[省市县区无/-]")


def with_addresses(sources: Sequence[Source], coded: Mapping[int, Coded]) -> Mapping[int, Coded]:
    """Put the whole address where its first part stands.

    Parameters
    ----------
    sources : sequence of Source
        Where the cells of each column are.
    coded : mapping of int to Coded
        Cells by position; not changed.

    Returns
    -------
    mapping of int to Coded
        Cells by position; the parts of an address are read one after the other.
    """
    found = dict(coded)
    for source in sources:
        if len(source.matches) > 1 and all(match.part in ADDRESS for match in source.matches):
            parts = [coded[match.position] for match in source.matches]
            found[source.matches[0].position] = _joined(parts)
    return found


def _joined(parts: Sequence[Coded]) -> Coded:
    rows, codes = np.unique(
        np.stack([part.codes for part in parts], axis=1), axis=0, return_inverse=True
    )
    cells = [
        _address([part.cells[code] for part, code in zip(parts, row, strict=True)])
        for row in rows.tolist()
    ]
    filled = np.array([cell is not None for cell in cells], bool)[codes.ravel()]
    return Coded([None, *cells], np.where(filled, codes.ravel() + 1, 0))


def _address(parts: Sequence[object]) -> str | None:
    """Write the parts of an address one after the other; what was said already is not repeated."""
    texts = [part.strip() for part in parts if isinstance(part, str)]
    named = [text for text in texts if text and not _NO_PLACE.fullmatch(text)]
    return "".join(dict.fromkeys(named)) or None
