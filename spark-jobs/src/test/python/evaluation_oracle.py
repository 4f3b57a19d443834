"""scipy and statsmodels beside every figure of evaluation.json, for ten generated sets.

    python evaluation_oracle.py make FOLDER     ten sets: labels.csv and scores of one to seven models
    python evaluation_oracle.py check FOLDER    reads SET/out/evaluation.json of each and says what differs most

Between the two, EvaluationOracle (a test that is not run with the others) evaluates each set; `make evaluation-oracle` does all.
Run with numpy 2.x, scipy 1.17 and statsmodels 0.14.
"""

import csv
import json
import sys
import warnings
from pathlib import Path

import numpy as np
from scipy import stats
from scipy.optimize import curve_fit
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

SETS = 10
OPINIONS = 25


def make(folder):
    for number in range(SETS):
        rng = np.random.default_rng(number)
        place = folder / f"set{number}"
        place.mkdir(parents=True, exist_ok=True)
        references, levels, kinds = int(rng.integers(6, 30)), 4, ("blur", "noise", "jpeg")
        falling = number % 3 == 1
        rows = []
        for reference in range(references):
            content = rng.normal(scale=4)
            for kind in kinds:
                for level in range(1, levels + 1):
                    quality = float(np.clip(92 - 18 * level + content + rng.normal(scale=6), 1, 99))
                    rows.append((f"r{reference:02d}-{kind}-{level}.png", f"r{reference:02d}", kind, level, quality))
        with open(place / "labels.csv", "w", newline="") as file:
            out = csv.writer(file)
            out.writerow(["image", "reference", "distortion", "level", "dmos" if falling else "mos", "std"])
            for name, reference, kind, level, quality in rows:
                opinion = round(100 - quality if falling else quality, 3)
                out.writerow([name, reference, kind, level, opinion, round(float(rng.uniform(8, 20)), 3)])
        models = 7 if number == 0 else 1 + number % 3
        for model in range(models):
            noise = 0.05 + 0.08 * model
            with open(place / f"model{model}.csv", "w", newline="") as file:
                out = csv.writer(file)
                out.writerow(["image", "score"])
                for name, _, _, _, quality in rows:
                    seen = 1 / (1 + np.exp(-(quality - 50) / 15)) + rng.normal(scale=noise)
                    score = float(np.clip(1 + 4 * seen, 0, 6))
                    out.writerow([name, round(score, 2 if model == 2 else 4)])
        (place / "truth").write_text(
            f"csv={place}/labels.csv,min=0,max=100,better={'lower' if falling else 'higher'},opinions={OPINIONS}"
        )


def four(x, b1, b2, b3, b4):
    return b2 + (b1 - b2) / (1 + np.exp(-(x - b3) / np.abs(b4)))


def five(x, b1, b2, b3, b4, b5):
    return b1 * (0.5 - 1 / (1 + np.exp(b2 * (x - b3)))) + b4 * x + b5


def fitted(form, x, y):
    """The mapped scores of scipy's best of 30 starts, and what the curve is then applied to."""
    mx, sx, my, sy = x.mean(), x.std(), y.mean(), y.std()
    u, v = (x - mx) / sx, (y - my) / sy
    best = None
    for centre in (-1, -0.5, 0, 0.5, 1):
        for width in (0.05, 0.3, 1):
            for sign in (1, -1):
                start = [2 * sign, -2 * sign, centre, width] if form is four else [2 * sign, 1 / width, centre, 0.1 * sign, 0]
                try:
                    p, _ = curve_fit(form, u, v, start, maxfev=20000, ftol=1e-14, xtol=1e-14, gtol=1e-14)
                except RuntimeError:
                    continue
                cost = np.sum((form(u, *p) - v) ** 2)
                if best is None or cost < best[0]:
                    best = (cost, p)
    return lambda scores: form((scores - mx) / sx, *best[1]) * sy + my


def areas(scores, opinions, errors):
    i, j = np.triu_indices(len(scores), 1)
    # Rounded, as scores are: differences that a double alone makes unequal are equal.
    score, opinion = np.round(scores[i] - scores[j], 9), opinions[i] - opinions[j]
    sure = np.abs(opinion) > stats.norm.ppf(0.975) * np.hypot(errors[i], errors[j])
    sizes = np.abs(score)
    different = stats.mannwhitneyu(sizes[sure], sizes[~sure]).statistic / sure.sum() / (~sure).sum()
    better = (score * np.sign(opinion))[sure]
    return different, stats.mannwhitneyu(better, -better).statistic / len(better) ** 2


def statistics(scores, curves, opinions, errors, contests):
    """By name; nothing where there is none."""
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if len(scores) > 1 and np.ptp(scores) > 0 and np.ptp(opinions) > 0:
            found["SRCC"] = stats.spearmanr(scores, opinions)[0]
            found["KRCC"] = stats.kendalltau(scores, opinions)[0]
        for ending, mapped in (("", scores), ("_LOGISTIC4", curves[0](scores)), ("_LOGISTIC5", curves[1](scores))):
            if len(scores) > 1 and np.ptp(mapped) > 0 and np.ptp(opinions) > 0:
                found["PLCC" + ending] = stats.pearsonr(mapped, opinions)[0]
            off = mapped - opinions
            found["RMSE" + ending] = np.sqrt(np.mean(off**2))
            found["MAE" + ending] = np.mean(np.abs(off))
            found["OUTLIER_RATIO" + ending] = np.mean(np.abs(off) > 2 * errors)
    if contests:
        found["AUC_DIFFERENT"], found["AUC_BETTER"] = areas(scores, opinions, errors)
    return found


def check_set(place, worst, counts):
    labels = list(csv.DictReader(open(place / "labels.csv")))
    falling = "dmos" in labels[0]
    opinions = np.array([100 - float(row["dmos"]) if falling else float(row["mos"]) for row in labels])
    errors = np.array([float(row["std"]) for row in labels]) / np.sqrt(OPINIONS)
    result = json.loads((place / "out" / "evaluation.json").read_text())
    for model in result["models"]:
        given = {row["image"]: float(row["score"]) for row in csv.DictReader(open(place / f"{model['model']}.csv"))}
        scores = np.array([given[row["image"]] for row in labels]) / 6 * 100
        curves = (fitted(four, scores, opinions), fitted(five, scores, opinions))
        parts = {("ALL", ""): np.arange(len(labels))}
        for part, column in (("DISTORTION", "distortion"), ("LEVEL", "level"), ("REFERENCE", "reference")):
            for value in {row[column] for row in labels}:
                parts[part, value] = np.array([i for i, row in enumerate(labels) if row[column] == value])
        expected = {}
        for (part, of), some in parts.items():
            expected[part, of] = statistics(scores[some], curves, opinions[some], errors[some], part == "ALL")
        for part in ("DISTORTION", "LEVEL", "REFERENCE"):
            several = [values for (kind, _), values in expected.items() if kind == part]
            expected["MACRO", part] = {
                name: np.mean([values[name] for values in several if name in values]) for name in several[0]
            }
        others = other_curves(model, expected["ALL", ""], counts)
        for figure in model["figures"]:
            # Another curve has other values of a part.
            if figure["statistic"].partition("_LOGISTIC")[2] in others:
                continue
            compare(figure, expected[figure["part"], figure["of"]].get(figure["statistic"]), len(labels), worst, counts)
    comparisons(result, worst, counts)


def other_curves(model, expected, counts):
    """The forms of which our curve is another one than scipy's best; none may follow all pictures much worse."""
    others = set()
    for form in ("4", "5"):
        ours = next(
            row["value"] for row in model["figures"] if (row["part"], row["statistic"]) == ("ALL", f"RMSE_LOGISTIC{form}")
        )
        excess = ours / expected[f"RMSE_LOGISTIC{form}"] - 1
        counts["worst excess of a curve"] = max(counts["worst excess of a curve"], excess)
        # On nearly flat valleys both stop a little before the bottom, and either may miss one.
        assert excess < 5e-3, (model["model"], form, excess)
        counts["curves better than scipy's"] += excess < -1e-8
        if abs(excess) > 1e-8:
            others.add(form)
    return others


def compare(figure, value, n, worst, counts):
    name = figure["statistic"]
    if figure["value"] is None or value is None:
        counts["without a value"] += 1
        assert figure["value"] is None or not np.isfinite(value or np.nan), figure
        return
    kind = "after a curve" if "LOGISTIC" in name else "raw"
    note(worst, f"{name} ({kind})", abs(figure["value"] - value), figure)
    counts["values"] += 1
    if figure["lower"] is not None:
        assert figure["lower"] <= figure["value"] <= figure["upper"], figure
        counts["intervals that hold their value"] += 1
        if name.startswith("OUTLIER") and figure["part"] == "ALL":
            lower, upper = proportion_confint(round(figure["value"] * n), n, 0.05, "beta")
            assert figure["lower"] <= lower + 1e-9 and figure["upper"] >= upper - 1e-9, figure
            counts["binomial intervals inside"] += 1
    if figure["bonett_wright_lower"] is not None:
        z, error = np.arctanh(value), np.sqrt((1 + value**2 / 2) / (figure["n"] - 3)) * stats.norm.ppf(0.975)
        note(worst, "Bonett and Wright", abs(figure["bonett_wright_lower"] - np.tanh(z - error)), figure)
        note(worst, "Bonett and Wright", abs(figure["bonett_wright_upper"] - np.tanh(z + error)), figure)


def comparisons(result, worst, counts):
    by_statistic = {}
    for row in result["comparisons"]:
        by_statistic.setdefault(row["statistic"], []).append(row)
    for rows in by_statistic.values():
        possible = [row for row in rows if row["lower"] is not None]
        if possible:
            holm = multipletests([row["p"] for row in possible], method="holm")[1]
            for row, corrected in zip(possible, holm):
                note(worst, "Holm's correction", abs(row["p_holm"] - corrected), row)
                assert row["lower"] <= row["difference"] <= row["upper"], row
                counts["comparisons"] += 1


def note(worst, name, off, what):
    if off > worst.get(name, (-1, None))[0]:
        worst[name] = (off, what)


def check(folder):
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    worst, counts = {}, {name: 0 for name in
                         ("values", "without a value", "intervals that hold their value", "binomial intervals inside", "comparisons",
                          "curves better than scipy's", "worst excess of a curve")}
    for number in range(SETS):
        check_set(folder / f"set{number}", worst, counts)
    print(counts)
    for name, (off, what) in sorted(worst.items()):
        print(f"{name:40s} {off:.2e}   {what.get('part', '')} {what.get('of', '')}")
    for name, (off, what) in worst.items():
        # Where the search for a curve stops decides the seventh digit; an absolute error is not flat at the minimum, and one
        # picture more or less may be an outlier.
        allowed = 1e-9 if "LOGISTIC" not in name else 0.1 if "OUTLIER" in name else 1e-3 if "MAE" not in name else 0.05
        assert off < allowed, (name, off, what)


if __name__ == "__main__":
    {"make": make, "check": check}[sys.argv[1]](Path(sys.argv[2]).resolve())
