"""What learning from outcomes gains, and what it costs where there is nothing to learn.

Everything comes from the seeded market of `jobmatch.datasets`. Referrals are drawn from the first
15 of people's lists under the default recipe, and each goes on with a chance that rises with what
that world wants:

- default: the score of the default recipe, so that any change is a mistake;
- near, far: the score under other weights, drawn around the default ones (Dirichlet, 30 and 8);
- latent: the mutual utility that the market was drawn from, which no weights can give.

Measured on people whose outcomes were not seen: the mean of what the world wants over the first
ten, as the share of the way from the default order to the best order the world's own weights give
(of the latent world: the best order there is). Example:

    python benchmarks/bench_tuning.py --pulls 30 100 300
"""

import argparse
from collections.abc import Iterator

import numpy as np

from jobmatch.datasets import make_market
from jobmatch.matcher import Matcher
from jobmatch.records import read_jobs, read_seekers
from jobmatch.scores import Floats
from jobmatch.tuning.learning import Sample, Sides, held_out, learn

WORLDS = {"default": None, "near": 30.0, "far": 8.0, "latent": None}
LIST, SHOWN, TESTED, EACH = 15, 10, 300, 3


class World:
    """All pairs of a market: scores of the features, default weights, latent utilities."""

    def __init__(self, n_jobs: int, n_seekers: int) -> None:
        market = make_market(n_jobs=n_jobs, n_seekers=n_seekers, rng=7)
        jobs, seekers = read_jobs(market.jobs, max_bad=1.0), read_seekers(market.seekers, max_bad=1)
        match = Matcher(require=[], min_known=0.0).fit(jobs, seekers).scores.match
        everyone = np.arange(len(seekers))
        self.values = np.stack([part.block(everyone) for part in match.parts], axis=-1)
        self.default = Sides(np.array(match.wish_weights), np.array(match.fit_weights))
        latent = market.preferences
        job_of = {str(name): k for k, name in enumerate(latent.job_ids)}
        seeker_of = {str(name): k for k, name in enumerate(latent.seeker_ids)}
        i, j = [seeker_of[name] for name in seekers.ids], [job_of[name] for name in jobs.ids]
        self.latent = latent.mutual_utility(np.array(i)[:, None], np.array(j)[None, :])

    def scores(self, sides: Sides) -> Floats:
        """Scores of all pairs under some weights."""
        return np.stack([sides.scores(one) for one in self.values])


def other_weights(sides: Sides, spread: float, rng: np.random.Generator) -> Sides:
    """Weights around some others: the larger `spread`, the nearer."""

    def drawn(weights: Floats) -> Floats:
        result = np.zeros_like(weights)
        result[weights > 0] = rng.dirichlet(spread * weights[weights > 0])
        return result

    return Sides(drawn(sides.wish), drawn(sides.fit))


def drawn_sample(
    world: World, wanted: Floats, default: Floats, n: int, rng: np.random.Generator
) -> Sample:
    """Outcomes of `n` referrals to people drawn, `EACH` a person; four in ten or so go on."""
    people = np.sort(rng.choice(len(wanted), n // EACH, replace=False))
    lists = np.argsort(-default[people], axis=1, kind="stable")[:, :LIST]
    j = rng.permuted(lists, axis=1)[:, :EACH].ravel()
    i = np.repeat(people, EACH)
    said = (wanted[i, j] - np.median(wanted[i, j])) / 0.15
    yes = rng.random(len(i)) < 1.0 / (1.0 + np.exp(0.4 - 2.0 * said))
    return Sample(world.values[i, j], yes, i)


def runs(
    world: World, name: str, n: int, pull: float, repeats: int
) -> Iterator[tuple[bool, float, float]]:
    """Whether the weights changed, and the share of the way made if so, and if always."""
    default = world.scores(world.default)
    for repeat in range(repeats):
        rng = np.random.default_rng([repeat, n])
        spread = WORLDS[name]
        own = world.default if spread is None else other_weights(world.default, spread, rng)
        wanted = world.latent if name == "latent" else world.scores(own)
        sample = drawn_sample(world, wanted, default, n, rng)
        tested = np.setdiff1d(np.arange(len(wanted)), sample.seekers)[:TESTED]
        learned = world.scores(learn(sample, world.default, pull=pull))
        first, best, after = (
            shown(wanted[tested], order[tested]) for order in (default, wanted, learned)
        )
        made = (after - first) / (best - first) if best > first else after / first - 1.0
        changed = held_out(sample, world.default, pull=pull).low > 0
        yield changed, made if changed else 0.0, made


def shown(wanted: Floats, scores: Floats) -> float:
    """Mean of what is wanted over the first ten of each list."""
    first = np.argsort(-scores, axis=1, kind="stable")[:, :SHOWN]
    return float(np.take_along_axis(wanted, first, axis=1).mean())


def main() -> None:
    """Print a line a world, number of outcomes and pull."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", choices=("small", "county"), default="small")
    parser.add_argument("--pulls", type=float, nargs="+", default=[100.0])
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument("--outcomes", type=int, nargs="+", default=[60, 150])
    options = parser.parse_args()
    sizes = {"small": (150, 400), "county": (695, 1023)}
    world = World(*sizes[options.size])
    print("world     outcomes  pull  changed   way made  way made if always changed")
    for name in WORLDS:
        for n in options.outcomes:
            for pull in options.pulls:
                found = np.array(list(runs(world, name, n, pull, options.repeats)), dtype=float)
                changed, made, always = found.mean(axis=0)
                print(f"{name:10s}{n:8d}{pull:6.0f}{changed:9.0%}{made:11.3f}{always:11.3f}")


if __name__ == "__main__":
    main()
