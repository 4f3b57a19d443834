"""Makes core-model/quality/src/test/resources/metrics/agreement.json: pairs of numbers and what scipy says of them.

Run with numpy 2.x and scipy 1.17:  python agreement_fixtures.py ../resources/metrics/agreement.json
"""

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import scipy
from scipy import stats
from scipy.optimize import curve_fit


def four(x, b1, b2, b3, b4):
    return b2 + (b1 - b2) / (1 + np.exp(-(x - b3) / np.abs(b4)))


def five(x, b1, b2, b3, b4, b5):
    return b1 * (0.5 - 1 / (1 + np.exp(b2 * (x - b3)))) + b4 * x + b5


def fit(form, x, y):
    """The best of several starts, as tight as scipy goes; PLCC, RMSE, MAE of the mapped scores."""
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    u, v = (x - mx) / sx, (y - my) / sy
    best = None
    for centre in (-1, 0, 1):
        for width in (0.3, 1, 3):
            for sign in (1, -1):
                start = (
                    [2 * sign, -2 * sign, centre, width]
                    if form is four
                    else [2 * sign, 1 / width, centre, 0.1 * sign, 0]
                )
                try:
                    p, _ = curve_fit(form, u, v, start, maxfev=50000, ftol=1e-15, xtol=1e-15, gtol=1e-15)
                except RuntimeError:
                    continue
                cost = np.sum((form(u, *p) - v) ** 2)
                if best is None or cost < best[0]:
                    best = (cost, p)
    mapped = form(u, *best[1]) * sy + my
    return {
        "plcc": stats.pearsonr(mapped, y)[0],
        "rmse": np.sqrt(np.mean((mapped - y) ** 2)),
        "mae": np.mean(np.abs(mapped - y)),
    }


def case(name, x, y, fits=()):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = {
            "name": name,
            "scores": [float(v) for v in x],
            "opinions": [float(v) for v in y],
            "srcc": stats.spearmanr(x, y)[0],
            "krcc": stats.kendalltau(x, y)[0],
            "plcc": stats.pearsonr(x, y)[0],
        }
        for form in fits:
            result[form.__name__] = fit(form, x, y)
    return result


def many():
    """Numbers that a program makes again by integers alone, too many to write down; the scores never tie, the opinions do."""
    i = np.arange(300_000, dtype=np.int64)
    x = (i * 7919 % 1_000_003).astype(float)
    y = np.floor(x / 997) + (i * 104_729 % 500_009 // 1000)
    return {
        "n": len(i),
        "srcc": stats.spearmanr(x, y)[0],
        "krcc": stats.kendalltau(x, y)[0],
        "plcc": stats.pearsonr(x, y)[0],
    }


def main(target):
    rng = np.random.default_rng(20240914)
    n = 200
    quality = rng.uniform(size=n)
    sigmoid = 100 / (1 + np.exp(-8 * (quality - 0.55))) + rng.normal(scale=6, size=n)
    falling = 1 + 4 / (1 + np.exp(5 * (quality - 0.4))) + rng.normal(scale=0.3, size=n)
    cases = [
        case("random", rng.normal(size=n), rng.normal(size=n)),
        case("sigmoid", quality, sigmoid, fits=(four, five)),
        case("falling", quality * 9, falling, fits=(four, five)),
        case("tied", rng.integers(0, 5, n).astype(float), rng.integers(0, 4, n).astype(float)),
        # With five parameters this one has no minimum: the curve wants to be infinitely wide.
        case("tied opinions", quality, np.round(quality * 4 + rng.normal(scale=0.7, size=n)), fits=(four,)),
        case("tiny", quality * 1e-300, (quality + rng.normal(scale=0.2, size=n)) * 1e-290),
        case("huge", quality * 1e150, (quality + rng.normal(scale=0.2, size=n)) * 1e140),
        case("far from zero", 1e6 + quality, 1e6 + quality + rng.normal(scale=0.2, size=n)),
        case("two pairs", np.array([1.0, 2.0]), np.array([5.0, 3.0])),
        case("three pairs with a tie", np.array([1.0, 1.0, 2.0]), np.array([5.0, 3.0, 3.0])),
        case("mixed magnitudes", 10.0 ** rng.uniform(-8, 8, n), 10.0 ** rng.uniform(-8, 8, n)),
        case("signed zeros", np.array([0.0, -0.0, 1.0, 2.0]), np.array([-1.0, 0.0, -0.0, 4.0])),
    ]
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_text(json.dumps({"scipy": scipy.__version__, "cases": cases, "many": many()}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
