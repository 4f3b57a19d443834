"""The curve behind docs/adaptive-scoring.md: what `--precision E` saves, and what it costs in agreement with people.

    python adaptive.py WORK --set NAME FOLDER LABELS.csv [--set ...] [--count N] [--plot FILE.png]

runs after `make build`. LABELS.csv has the columns image (a file of FOLDER) and mos, or KADID-10k's dist_img,
dmos and ref_img, the undistorted original: the intervals draw originals, or pictures where there are none. Each set is scored with all
patches of the model's levels, then at each precision, by the paper's patches, as three views and as whole pictures, in one
run; a row each.

Columns: patches of the median picture and of all, as shares of all distinct patches; time as a share of that with all
patches; the deviation from the full score in points of the scale (root mean square, 95th percentile); SRCC with people, and
its difference to the full score's with a 95 % interval (paired bootstrap of 2,000 draws). The plot has agreement over time, and for
the precisions the 95th percentile over the patches of all.
"""

import argparse
import csv
from pathlib import Path

import numpy as np
from matplotlib import pyplot

from bench import Jvm, picture_links

LEVELS = "scoring.mode=levels"
PRECISIONS = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2)
DRAWS = 2000


def ranks(values):
    """Mean ranks of ties."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[inverse]


def srcc(a, b):
    return np.corrcoef(ranks(a), ranks(b))[0, 1]


def interval(scores, full, mos, references):
    """Of the difference in SRCC, over references."""
    dice = np.random.default_rng(1)
    groups = [np.flatnonzero(references == reference) for reference in np.unique(references)]
    differences = []
    for _ in range(DRAWS):
        drawn = np.concatenate([groups[i] for i in dice.integers(0, len(groups), len(groups))])
        differences.append(srcc(scores[drawn], mos[drawn]) - srcc(full[drawn], mos[drawn]))
    return np.quantile(differences, (0.025, 0.975))


def labels(file, count):
    """Pictures, opinions and originals, evenly picked."""
    with open(file, newline="") as lines:
        rows = list(csv.DictReader(lines))
    labels = [
        (row["dist_img"], float(row["dmos"]), row["ref_img"]) if "dmos" in row else (row["image"], float(row["mos"]), row["image"])
        for row in rows
    ]
    labels.sort()
    count = min(count or len(labels), len(labels))
    return [labels[i * len(labels) // count] for i in range(count)]


def measure(jvm, name, folder, rows, work):
    links = picture_links(work / f"adaptive-{name}", [folder / image for image, _, _ in rows])
    names = sorted(file.name for file in links.iterdir())
    mos = np.array([opinion for _, opinion, _ in rows])
    references = np.array([original for _, _, original in rows])
    jvm.job(links, LEVELS)
    full_run = jvm.job(links, LEVELS)
    answer = jvm.ask("scores", jvm.table)
    full, full_patches = (np.array([answer[key][column] for key in names]) for column in (0, 1))
    print(f"{name}: {len(rows)} pictures of {len(np.unique(references))} references, SRCC with all patches"
          f" {srcc(full, mos):.3f}, {1000 * full_run['each']:.0f} ms a picture")
    print("| precision | patches, median picture | patches, all | time | RMS deviation | 95 % within | SRCC | difference (95 %) |")
    print("|---|---|---|---|---|---|---|---|")
    points, others = [], []

    def row(what, *settings):
        run = jvm.job(links, *settings)
        answer = jvm.ask("scores", jvm.table)
        scores, patches = (np.array([answer[key][column] for key in names]) for column in (0, 1))
        away, time = np.abs(scores - full), run["each"] / full_run["each"]
        low, high = interval(scores, full, mos, references)
        difference = srcc(scores, mos) - srcc(full, mos)
        print(f"| {what} | {np.median(patches / full_patches):.2f} | {patches.sum() / full_patches.sum():.2f}"
              f" | {time:.2f} | {np.sqrt((away ** 2).mean()):.4f} | {np.quantile(away, 0.95):.4f}"
              f" | {srcc(scores, mos):.4f} | {difference:+.4f} ({low:+.4f} to {high:+.4f}) |", flush=True)
        return time, difference, low, high, patches.sum() / full_patches.sum(), np.quantile(away, 0.95), what

    for precision in PRECISIONS:
        points.append(row(precision, LEVELS, f"scoring.precision={precision}"))
    for what, mode in (("three views", "views"), ("whole picture", "single"), ("the paper's 108", "tta")):
        jvm.job(links, f"scoring.mode={mode}")
        others.append(row(what, f"scoring.mode={mode}"))
    return points, others


def plot(curves, file):
    """Agreement with people over time, and likeness to the full score over the share of the patches that are scored."""
    figure, (agreement, likeness) = pyplot.subplots(1, 2, figsize=(11, 4.8), layout="constrained")
    for name, (points, others) in curves.items():
        time, difference, low, high, share, within, precision = map(np.array, zip(*sorted(points)))
        line = agreement.plot(np.append(time, 1), np.append(difference, 0), marker="o", label=f"{name}: adaptive, up to all patches")[0]
        agreement.fill_between(np.append(time, 1), np.append(low, 0), np.append(high, 0), color=line.get_color(), alpha=0.15, linewidth=0)
        for (at, lost, least, most, *_, what), marker in zip(others, "^sD"):
            spread = [[lost - least], [most - lost]]
            agreement.errorbar(at, lost, spread, color=line.get_color(), marker=marker, markersize=8, capsize=3, label=f"{name}: {what}")
        share, within, precision = map(np.array, zip(*sorted(zip(share, within, precision))))
        likeness.plot(share, within, marker="o", color=line.get_color(), label=name)
        if line is agreement.lines[0]:
            for x, y, text in zip(share, within, precision):
                if text <= 0.1:  # Beyond, the first round alone is scored.
                    likeness.annotate(f"{text:g}", (x, y), textcoords="offset points", xytext=(6, 5), fontsize=9, color="0.3")
    agreement.axhline(0, color="0.6", linewidth=0.8)
    agreement.set(xlabel="time, as a share of that of all patches", ylabel="SRCC with people, less that of all patches",
                  title="What is lost of the agreement (95 %)")
    likeness.set(xlabel="share of the patches that are scored", ylabel="points of the scale",
                 title="95 % of the scores are within (numbers: --precision)", ylim=(0, None))
    agreement.set(xlim=(0, None))
    likeness.set(xlim=(0, 1.02))
    for axes in (agreement, likeness):
        axes.grid(alpha=0.3)
    agreement.legend(frameon=False, fontsize=8, ncols=2, loc="upper center", bbox_to_anchor=(0.5, -0.14))
    likeness.legend(frameon=False)
    figure.savefig(file, dpi=110)


def main():
    parser = argparse.ArgumentParser(description="See docs/adaptive-scoring.md.")
    parser.add_argument("work", type=Path)
    parser.add_argument("--set", nargs=3, action="append", required=True, metavar=("NAME", "FOLDER", "LABELS"))
    parser.add_argument("--count", type=int, default=0, help="so many pictures of each set, evenly picked; 0 for all")
    parser.add_argument("--plot", type=Path, help="where to draw the curves")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    jvm = Jvm(2, args.work)
    curves = {name: measure(jvm, name, Path(folder), labels(file, args.count), args.work) for name, folder, file in args.set}
    jvm.close()
    if args.plot:
        plot(curves, args.plot)


if __name__ == "__main__":
    main()
