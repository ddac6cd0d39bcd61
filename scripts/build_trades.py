"""Learn the evidence of words for occupations from the spellings of the lexicon.

Run after a change of occupations.tsv or groups.tsv; tests/text/test_trades.py fails where the file
is stale.
"""

import hashlib
from pathlib import Path

import numpy as np

from jobmatch.text.lexicon import occupations
from jobmatch.text.lexicon.trades import EVIDENCE, learn

DATA = Path(__file__).parents[1] / "src" / "jobmatch" / "text" / "data"
SPREAD = 0.3
SOURCES = (
    DATA / "occupations.tsv",
    DATA / "groups.tsv",
    DATA / "../lexicon/trades.py",
    Path(__file__),
)


def fingerprint() -> str:
    """SHA-256 of all that the evidence is learned from."""
    joined = b"".join(source.read_bytes() for source in SOURCES)
    return hashlib.sha256(joined).hexdigest()


def main() -> None:
    known = occupations()
    spellings = sorted((word, alias.name) for word, alias in known.aliases.items())
    group_names = sorted({known.group(name) for name in known.names})
    at = {name: row for row, name in enumerate(group_names)}
    kinship = SPREAD * known.kinship(group_names) + (1 - SPREAD) * np.eye(len(group_names))
    vocabulary, weights = learn(
        [word for word, _ in spellings],
        np.array([known.position[name] for _, name in spellings]),
        np.array([at[known.group(name)] for _, name in spellings]),
        kinship,
    )
    np.savez_compressed(
        DATA / EVIDENCE,
        vocabulary=np.array(vocabulary),
        data=weights.data.astype(np.float32),
        indices=weights.indices.astype(np.int32),
        indptr=weights.indptr.astype(np.int32),
        classes=np.array([len(known.names), weights.shape[1]]),
        fingerprint=np.array(fingerprint()),
    )
    size = (DATA / EVIDENCE).stat().st_size
    print(f"{len(vocabulary)} terms, {weights.nnz} weights, {size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
