"""Makes labels and scores of a small set with references, distortions and levels, and what scipy says of them.

Run with numpy 2.x and scipy 1.17:  python evaluation_fixture.py ../resources/evaluation
The labels fall with quality (0 to 100, lower is better); the first model's scores rise with it (1 to 5).
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
from scipy import stats
from scipy.optimize import curve_fit


def five(x, b1, b2, b3, b4, b5):
    return b1 * (0.5 - 1 / (1 + np.exp(b2 * (x - b3)))) + b4 * x + b5


def correlations(x, y):
    return {"n": len(x), "srcc": stats.spearmanr(x, y)[0], "krcc": stats.kendalltau(x, y)[0], "plcc": stats.pearsonr(x, y)[0]}


def main(folder):
    rng = np.random.default_rng(7)
    rows = []
    for reference in range(12):
        content = rng.normal(scale=0.04)
        for distortion in ("blur", "noise", "jpeg"):
            for level in (1, 2, 3, 4):
                quality = 1 - 0.2 * level + {"blur": -0.03, "noise": 0.05, "jpeg": 0}[distortion] + rng.normal(scale=0.05)
                good = 1 + 4 / (1 + np.exp(-6 * (quality - 0.5))) + content * 4 + rng.normal(scale=0.25)
                poor = 10 * quality + rng.normal(scale=3.0)
                rows.append(
                    {
                        "image": f"r{reference:02d}-{distortion}-{level}.png",
                        "reference": f"r{reference:02d}",
                        "distortion": distortion,
                        "level": level,
                        "dmos": round(100 * (1 - min(1, max(0, quality))), 1),
                        "std": round(8 + 4 * rng.uniform(), 2),
                        "good": round(good, 4),
                        "poor": round(poor, 4),
                    }
                )
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "labels.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, ["image", "reference", "distortion", "level", "dmos", "std"], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    for model in ("good", "poor"):
        with open(folder / f"{model}.csv", "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["image", "score"])
            writer.writerows([f"s3a://elsewhere/{row['image'].upper()}", row[model]] for row in reversed(rows))

    opinions = np.array([100 - row["dmos"] for row in rows])
    scores = np.array([100 * (row["good"] - 1) / 4 for row in rows])
    deviations = np.array([row["std"] for row in rows])
    u, v = (scores - scores.mean()) / scores.std(), (opinions - opinions.mean()) / opinions.std()
    fits = []
    for centre in (-1, 0, 1):
        for width in (0.3, 1, 3):
            for sign in (1, -1):
                start = [2 * sign, 1 / width, centre, 0.1 * sign, 0]
                try:
                    fits.append(curve_fit(five, u, v, start, maxfev=50000, ftol=1e-15, xtol=1e-15, gtol=1e-15)[0])
                except RuntimeError:
                    continue
    p = min(fits, key=lambda fit: np.sum((five(u, *fit) - v) ** 2))
    mapped = five(u, *p) * opinions.std() + opinions.mean()
    expected = {
        "all": correlations(scores, opinions),
        "rmse": np.sqrt(np.mean((scores - opinions) ** 2)),
        "mae": np.mean(np.abs(scores - opinions)),
        "outlier_ratio": np.mean(np.abs(scores - opinions) > 2 * deviations),
        "plcc_logistic5": stats.pearsonr(mapped, opinions)[0],
        "rmse_logistic5": np.sqrt(np.mean((mapped - opinions) ** 2)),
        "blur": {},
        "level2": {},
        "r03": {},
    }
    for name, column, value in (("blur", "distortion", "blur"), ("level2", "level", 2), ("r03", "reference", "r03")):
        chosen = np.array([row[column] == value for row in rows])
        expected[name] = correlations(scores[chosen], opinions[chosen])
        expected[name]["plcc_logistic5"] = stats.pearsonr(mapped[chosen], opinions[chosen])[0]
    expected["macro_distortion_srcc"] = np.mean(
        [
            stats.spearmanr(*(a[np.array([row["distortion"] == d for row in rows])] for a in (scores, opinions)))[0]
            for d in ("blur", "noise", "jpeg")
        ]
    )
    (folder / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
