"""What every feature and gate of `features.__all__` owes, whoever wrote it."""

import dataclasses
import inspect
import random
import re

import numpy as np
import pandas as pd
import pytest

from jobmatch import features, read_jobs, read_seekers
from jobmatch.features import Classes, Encoded, Feature, Gate, NotExpired, column_names
from jobmatch.records import Records
from jobmatch.scores import PartScores
from random_tables import DAY, random_frames, some_rows

KINDS = [
    kind
    for kind in map(features.__dict__.__getitem__, features.__all__)
    if inspect.isclass(kind) and issubclass(kind, Feature) and not inspect.isabstract(kind)
]
CRITERIA = [kind for kind in KINDS if not issubclass(kind, Gate)]
GATES = [kind for kind in KINDS if issubclass(kind, Gate)]
CASES = range(6)

Sides = tuple[Encoded, Encoded]


def _made(kind: type[Feature]) -> Feature:
    return NotExpired(DAY) if kind is NotExpired else kind()


def _tables(seed: int, *, whole: bool = True, least: int = 0) -> tuple[Records, Records]:
    jobs, seekers = random_frames(random.Random(seed), most=14, least=least, whole=whole)
    return read_jobs(jobs), read_seekers(seekers)


def _fitted(kind: type[Feature], jobs: Records, seekers: Records) -> tuple[Feature, Sides]:
    feature = _made(kind).fit(jobs, seekers)
    return feature, (feature.encode_seekers(seekers), feature.encode_jobs(jobs))


def _grid(part: PartScores) -> tuple[np.ndarray, np.ndarray]:
    rows = np.arange(part.shape[0])
    return part.block(rows), part.known_block(rows)


def _cells(*tables: Records) -> list[str]:
    return [repr(records[name].tolist()) for records in tables for name in records.columns]


def _unknown(records: Records, reads: tuple[str, ...]) -> Records:
    """Give the same records with nothing in some columns, only a text to live on."""
    ids = f"{records.table[:-1]}_id"
    names = column_names(reads)
    text = "benefits" if records.table == "jobs" else "work_history"
    frame = pd.DataFrame({ids: list(records.ids)} | {name: [""] * len(records) for name in names})
    if not {"title", "desired_job", "skills", "description", "work_history"} & set(names):
        frame["description" if records.table == "jobs" else text] = ""
    read = read_jobs if records.table == "jobs" else read_seekers
    return read(frame)


@pytest.mark.parametrize("kind", KINDS)
class TestFeature:
    @pytest.mark.parametrize("seed", CASES)
    def test_scores_are_finite_in_range_and_of_the_shape(
        self, kind: type[Feature], seed: int
    ) -> None:
        jobs, seekers = _tables(seed)
        feature, sides = _fitted(kind, jobs, seekers)
        part = feature.scores(*sides)
        block, known = _grid(part)
        assert part.shape == block.shape == known.shape == (len(seekers), len(jobs))
        assert block.dtype == np.float64
        assert known.dtype == np.bool_
        assert np.isfinite(block).all()
        assert ((block >= 0) & (block <= 1)).all()

    @pytest.mark.parametrize("seed", CASES)
    def test_unknown_pairs_have_exactly_missing(self, kind: type[Feature], seed: int) -> None:
        jobs, seekers = _tables(seed)
        feature, sides = _fitted(kind, jobs, seekers)
        part = feature.scores(*sides)
        block, known = _grid(part)
        assert (block[~known] == part.missing).all()
        if isinstance(feature, Gate):
            assert part.missing == 1.0
        else:
            assert part.missing == feature.missing  # type: ignore[attr-defined]

    def test_a_side_that_says_nothing_is_unknown(self, kind: type[Feature]) -> None:
        jobs, seekers = _tables(3, least=6)
        feature = _made(kind).fit(jobs, seekers)
        for theirs, ours in (
            (jobs, _unknown(seekers, feature.reads_seekers)),
            (_unknown(jobs, feature.reads_jobs), seekers),
        ):
            part = feature.scores(feature.encode_seekers(ours), feature.encode_jobs(theirs))
            block, known = _grid(part)
            read = feature.reads_seekers if theirs is jobs else feature.reads_jobs
            if isinstance(feature, Gate):
                assert (block > 0).all() or not read
            elif read:
                assert (block[~known] == part.missing).all()
                assert not (known & (part.known_rows[:, None] & part.known_columns)).any()

    @pytest.mark.parametrize("seed", CASES)
    def test_both_directions_and_pairs_have_the_same_bits(
        self, kind: type[Feature], seed: int
    ) -> None:
        jobs, seekers = _tables(seed)
        feature, sides = _fitted(kind, jobs, seekers)
        part = feature.scores(*sides)
        block, known = _grid(part)
        turned, turned_known = _grid(part.T)
        assert turned.T.tobytes() == block.tobytes()
        assert (known == turned_known.T).all()
        i, j = (axis.ravel() for axis in np.indices(part.shape))
        assert part.pairs(i, j).tobytes() == block.tobytes()
        assert (part.known(i, j) == known.ravel()).all()

    def test_the_same_again(self, kind: type[Feature]) -> None:
        jobs, seekers = _tables(4)
        first, second = (_fitted(kind, jobs, seekers) for _ in range(2))
        assert first[0] == second[0]
        once, again = (_grid(one.scores(*sides))[0] for one, sides in (first, second))
        assert once.tobytes() == again.tobytes()

    @pytest.mark.parametrize("seed", CASES)
    def test_encoding_some_is_some_of_the_encoding(self, kind: type[Feature], seed: int) -> None:
        jobs, seekers = _tables(seed)
        feature, (ours, theirs) = _fitted(kind, jobs, seekers)
        whole = _grid(feature.scores(ours, theirs))[0]
        rng = random.Random(seed)
        rows, columns = some_rows(rng, len(seekers)), some_rows(rng, len(jobs))
        expected = whole[rows][:, columns].tobytes()
        taken = feature.scores(ours.take(rows), theirs.take(columns))
        anew = feature.scores(
            feature.encode_seekers(seekers.take(rows)), feature.encode_jobs(jobs.take(columns))
        )
        assert _grid(taken)[0].tobytes() == expected
        assert _grid(anew)[0].tobytes() == expected

    @pytest.mark.parametrize("seed", CASES)
    def test_encoding_a_stack_is_a_stack_of_encodings(self, kind: type[Feature], seed: int) -> None:
        jobs, seekers = _tables(seed)
        feature, (ours, theirs) = _fitted(kind, jobs, seekers)
        whole = _grid(feature.scores(ours, theirs))[0].tobytes()
        for cut in (0, len(seekers) // 2, len(seekers)):
            halves = [
                feature.encode_seekers(seekers.take(part))
                for part in np.split(np.arange(len(seekers)), [cut])
            ]
            assert _grid(feature.scores(halves[0].stack(halves[1]), theirs))[0].tobytes() == whole
        for cut in (0, len(jobs) // 2, len(jobs)):
            halves = [
                feature.encode_jobs(jobs.take(part))
                for part in np.split(np.arange(len(jobs)), [cut])
            ]
            assert _grid(feature.scores(ours, halves[0].stack(halves[1])))[0].tobytes() == whole

    @pytest.mark.parametrize("seed", CASES)
    def test_reasons_have_a_code_of_its_own_and_no_personal_number(
        self, kind: type[Feature], seed: int
    ) -> None:
        jobs, seekers = _tables(seed)
        feature, sides = _fitted(kind, jobs, seekers)
        block, known = _grid(feature.scores(*sides))
        for i, j in np.ndindex(*block.shape):
            score, sure = float(block[i, j]), bool(known[i, j])
            reason = feature.reason(seekers.at(i), jobs.at(j), score, known=sure)
            assert re.fullmatch(rf"{feature.name}\.[a-z_]+", reason.code)
            assert not re.search(r"[0-9]{7}|nan|None|abc12345", reason.text)
            assert not reason.text.endswith("。")
            assert reason.tone in {None, "for", "against", "ask"}
            if not sure and not reason.code.endswith("none_needed"):
                assert reason.code.endswith("unknown")

    def test_no_records_give_no_scores(self, kind: type[Feature]) -> None:
        jobs, seekers = _tables(5, least=3)
        feature = _made(kind).fit(jobs, seekers)
        none = np.zeros(0, dtype=np.int64)
        for some_seekers, some_jobs in (
            (seekers.take(none), jobs),
            (seekers, jobs.take(none)),
            (seekers.take(none), jobs.take(none)),
        ):
            for one in (feature, feature.fit(some_jobs, some_seekers)):
                part = one.scores(one.encode_seekers(some_seekers), one.encode_jobs(some_jobs))
                assert _grid(part)[0].shape == (len(some_seekers), len(some_jobs))

    def test_equal_settings_are_equal_and_frozen(self, kind: type[Feature]) -> None:
        one, other = kind(), kind()
        assert one == other
        assert hash(one) == hash(other)
        assert len({one, other}) == 1
        assert repr(one) == repr(other)
        with pytest.raises(dataclasses.FrozenInstanceError):
            one.missing = 0.5  # type: ignore[attr-defined]

    def test_other_settings_are_not_equal(self, kind: type[Feature]) -> None:
        for setting in dataclasses.fields(kind):  # type: ignore[arg-type]
            if setting.compare and isinstance(setting.default, float):
                other = kind(**{setting.name: setting.default / 2})
                assert other != kind()

    def test_fitting_changes_neither_the_feature_nor_the_tables(self, kind: type[Feature]) -> None:
        jobs, seekers = _tables(2, least=4)
        feature = _made(kind)
        before = repr(vars(feature))
        cells = _cells(jobs, seekers)
        _fitted(kind, jobs, seekers)
        feature.fit(jobs, seekers)
        assert repr(vars(feature)) == before
        assert _cells(jobs, seekers) == cells

    def test_name_label_and_columns_are_told(self, kind: type[Feature]) -> None:
        assert re.fullmatch(r"[a-z][a-z_]*", kind.name)
        assert kind.label
        assert kind.reads_jobs or kind.reads_seekers
        assert kind.needs in {"all", "any"}
        assert inspect.getdoc(kind)

    def test_missing_columns_names_them(self, kind: type[Feature]) -> None:
        jobs, seekers = _tables(1)
        assert kind().missing_columns(jobs, seekers) == ()
        bare = read_jobs(pd.DataFrame({"job_id": ["J"], "occupation": ["x"]}))
        if "occupation" not in kind.reads_jobs and kind.reads_jobs:
            named = kind().missing_columns(bare, seekers)
            assert named == tuple(f"jobs.{name}" for name in column_names(kind.reads_jobs))


@pytest.mark.parametrize("kind", CRITERIA)
class TestCriterion:
    def test_missing_lies_between_violation_and_satisfaction(
        self, kind: type[Feature], county: tuple[Records, Records]
    ) -> None:
        jobs, seekers = county
        feature, sides = _fitted(kind, jobs, seekers)
        block, known = _grid(feature.scores(*sides))
        assert block[known].min() < feature.missing < block[known].max()  # type: ignore[attr-defined]

    def test_it_tells_pairs_apart(
        self, kind: type[Feature], county: tuple[Records, Records]
    ) -> None:
        jobs, seekers = county
        feature, sides = _fitted(kind, jobs.take(np.arange(80)), seekers.take(np.arange(80)))
        assert len(np.unique(_grid(feature.scores(*sides))[0])) > 2


@pytest.mark.parametrize("kind", GATES)
class TestGate:
    @pytest.mark.parametrize("seed", CASES)
    def test_it_is_0_or_open_and_never_shut_by_the_unknown(
        self, kind: type[Feature], seed: int
    ) -> None:
        jobs, seekers = _tables(seed)
        feature, sides = _fitted(kind, jobs, seekers)
        block, known = _grid(feature.scores(*sides))
        assert np.isin(block, [0.0, 1.0]).all()
        assert (block[~known] == 1.0).all()

    def test_it_shuts_and_opens(self, kind: type[Feature]) -> None:
        found = set()
        for seed in range(20):
            jobs, seekers = _tables(seed)
            feature, sides = _fitted(kind, jobs, seekers)
            block, known = _grid(feature.scores(*sides))
            found |= set(zip(block.ravel().tolist(), known.ravel().tolist(), strict=True))
        assert {(0.0, True), (1.0, True), (1.0, False)} <= found

    @pytest.mark.parametrize("seed", CASES)
    def test_a_shut_gate_says_so(self, kind: type[Feature], seed: int) -> None:
        jobs, seekers = _tables(seed)
        feature, sides = _fitted(kind, jobs, seekers)
        block, known = _grid(feature.scores(*sides))
        for i, j in np.argwhere(block == 0.0):
            reason = feature.reason(
                seekers.at(int(i)), jobs.at(int(j)), 0.0, known=bool(known[i, j])
            )
            assert reason.code == f"{feature.name}.shut"
            assert reason.text


def test_every_standard_feature_and_gate_is_held_to_this() -> None:
    recipe = features.standard_recipe()
    assert {type(one) for one in (*recipe.features, *recipe.require)} <= set(KINDS)
    assert len(CRITERIA) >= 7
    assert len(GATES) >= 3


def test_names_are_distinct() -> None:
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)


def test_classes_are_told_by_equality() -> None:
    classes = Classes.of(["b", "a", "b"])
    assert (classes.ids.tolist(), classes.profiles) == ([0, 1, 0], ("b", "a"))
    assert classes.take(np.array([1])).profiles == ("a",)
    stacked = classes.take(np.array([1])).stack(classes)
    assert [stacked.profiles[k] for k in stacked.ids] == ["a", "b", "a", "b"]


def test_encoded_tells_what_it_does_not_hold() -> None:
    encoded = Encoded({"a": np.ones(2)})
    with pytest.raises(TypeError, match="'a'"):
        encoded.sparse("a")
    with pytest.raises(TypeError, match="'a'"):
        encoded.classes("a")
