"""Makes core-model/quality/src/test/resources/metrics/curves.json: how well scipy's best of 60 starts follows 1,000 generated sets.

The sets are made by java.util.SplittableRandom's algorithm, so that the tests make the same ones and only scipy's root mean
squared errors lie in the file.

Run with numpy 2.x and scipy 1.17 (about ten minutes):  python curve_fixtures.py ../resources/metrics/curves.json
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import scipy
from scipy.optimize import curve_fit

SETS = 1000
STARTS = 60
MASK = (1 << 64) - 1


class SplittableRandom:
    """Java's, of which only nextDouble is needed."""

    def __init__(self, seed):
        self.seed = seed & MASK

    def double(self):
        self.seed = (self.seed + 0x9E3779B97F4A7C15) & MASK
        z = self.seed
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) >> 11) * 2.0**-53

    def bell(self):
        """Nearly normal: twelve numbers between 0 and 1, less six."""
        total = 0.0
        for _ in range(12):
            total += self.double()
        return total - 6


def shape(kind, x):
    """What people would say without noise: rising, falling, straight, with a step, none, saturating, turning, tied."""
    if kind == 0 or kind == 7:
        return 1 / (1 + np.exp(-8 * (x - 0.5)))
    if kind == 1:
        return -1 / (1 + np.exp(-5 * (x - 0.3)))
    if kind == 2:
        return x
    if kind == 3:
        return 0.3 * x + (0.7 if x > 0.6 else 0.0)
    if kind == 4:
        return 0.0
    if kind == 5:
        return 1 - np.exp(-6 * x)
    return x + (0.25 if x < 0.12 else 0.0)


def pairs(seed):
    """Scores and opinions of a set of 10 to 1,000 pictures."""
    random = SplittableRandom(seed)
    n = int(10 * np.power(100.0, random.double()))
    noise = 0.02 + 0.4 * random.double()
    kind = seed % 8
    x, y = np.empty(n), np.empty(n)
    for i in range(n):
        score = random.double()
        x[i] = np.floor(score * 20) / 20 if kind == 7 else score
        y[i] = shape(kind, x[i]) + noise * random.bell()
    return x, y


def four(x, b1, b2, b3, b4):
    return b2 + (b1 - b2) / (1 + np.exp(-(x - b3) / np.abs(b4)))


def four_slopes(x, b1, b2, b3, b4):
    width = np.abs(b4)
    s = 1 / (1 + np.exp(-(x - b3) / width))
    slope = (b1 - b2) * s * (1 - s) / width
    return np.stack([s, 1 - s, -slope, -slope * (x - b3) / width * np.sign(b4)], axis=1)


def five(x, b1, b2, b3, b4, b5):
    return b1 * (0.5 - 1 / (1 + np.exp(b2 * (x - b3)))) + b4 * x + b5


def five_slopes(x, b1, b2, b3, b4, b5):
    s = 1 / (1 + np.exp(b2 * (x - b3)))
    slope = b1 * s * (1 - s)
    return np.stack([0.5 - s, slope * (x - b3), -slope * b2, x, np.ones_like(x)], axis=1)


def best(form, slopes, x, y, rng):
    """The root mean squared error of the best of 60 starts; none if no start arrives."""
    u, v = (x - x.mean()) / x.std(), (y - y.mean()) / y.std()
    found = None
    for i in range(STARTS):
        sign = 1 if i % 2 else -1
        centre = rng.uniform(-2, 2)
        width = np.power(10.0, rng.uniform(-1.7, 0.7))
        start = [sign, -sign, centre, width] if form is four else [2 * sign, 1 / width, centre, 0.1 * sign, 0]
        try:
            p, _ = curve_fit(form, u, v, start, jac=slopes, maxfev=400, ftol=1e-12, xtol=1e-12, gtol=1e-12)
        except (RuntimeError, ValueError):
            continue
        rmse = np.sqrt(np.mean((form(u, *p) - v) ** 2)) * y.std()
        if np.isfinite(rmse) and (found is None or rmse < found):
            found = float(rmse)
    return found


def one(seed):
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    x, y = pairs(seed)
    rng = np.random.default_rng(seed)
    return {
        "n": len(x),
        "sum": float(np.sum(x) + np.sum(y)),
        "four": best(four, four_slopes, x, y, rng),
        "five": best(five, five_slopes, x, y, rng),
    }


def main(target, count=SETS):
    """Goes on where it was stopped: what is known already lies beside the target."""
    part = Path(str(target) + ".part")
    known = part.read_text().splitlines() if part.exists() else []
    with open(part, "a") as file:
        for seed in range(len(known), int(count)):
            known.append(json.dumps(one(seed)))
            file.write(known[-1] + "\n")
            file.flush()
    lines = ",\n".join(known[: int(count)])
    Path(target).write_text('{"scipy": "%s", "sets": [\n%s\n]}\n' % (scipy.__version__, lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
