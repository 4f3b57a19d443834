"""Times scipy's coefficients alone on the pairs of an evaluation, and compares them with what it found.

Run with pyarrow, numpy 2.x and scipy 1.17:  python evaluation_scale.py EVALUATION
"""

import json
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
from scipy import stats


def main(folder):
    folder = Path(folder)
    result = json.loads((folder / "evaluation.json").read_text())
    model = result["models"][0]
    table = pq.read_table(folder / "pairs", columns=["opinion", "score_" + model["model"]])
    opinions, scores = (column.to_numpy() for column in table.columns)
    found = {
        figure["statistic"]: figure["value"] for figure in model["figures"] if figure["part"] == "ALL"
    }
    for name, function in (("SRCC", stats.spearmanr), ("KRCC", stats.kendalltau), ("PLCC", stats.pearsonr)):
        start = time.perf_counter()
        value = function(scores, opinions)[0]
        print(f"{name} of {len(scores)} pairs: {value:.12f} in {time.perf_counter() - start:.1f} s, differs by {abs(value - found[name]):.1e}")


if __name__ == "__main__":
    main(sys.argv[1])
