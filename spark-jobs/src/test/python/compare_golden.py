"""Compares the scores of a table with the golden scores of the networks that made it.

    python compare_golden.py TABLE NETWORK...

TABLE is what `msliqa score PICTURES --output TABLE --model NETWORK --model NETWORK` wrote; each NETWORK is such a folder, whose
protocol.conf has golden scores, as export_pyiqa.py writes them. Of each network it prints the largest difference and that as a
share of the scale. Fails if a golden score has no row, or a row is further off than the protocol's tolerance. Needs pyarrow.
"""

import json
import pathlib
import re
import sys
import urllib.parse

import pyarrow.parquet

NUMBER = r"-?[\d.]+(?:[eE][-+]?\d+)?"


def ids(table):
    """The models' ids by their names, as the records of the runs say."""
    found = {}
    for record in table.glob("_runs/*.json"):
        run = json.loads(record.read_text())
        for model in [run["model"], *(share["model"] for share in run.get("also", []))]:
            found[model["name"]] = model["id"]
    return found


def protocol(folder):
    """Its name, the width of its scale, its tolerance and its golden scores."""
    text = (folder / "protocol.conf").read_text()
    name = re.search(r'^name\s*=\s*"(.*)"', text, re.MULTILINE).group(1)
    low, high = re.findall(rf"scale \{{ min = ({NUMBER}), max = ({NUMBER})", text)[-1]
    golden = text[text.rindex("golden {"):]
    scores = re.findall(rf'"([^"]+)" = ({NUMBER})', golden[golden.index("scores {"):])
    tolerance = re.search(rf"tolerance = ({NUMBER})", golden).group(1)
    return name, float(high) - float(low), float(tolerance), {picture: float(score) for picture, score in scores}


def main():
    table = pathlib.Path(sys.argv[1])
    known, rows = ids(table), {}
    for file in table.glob("wave=*/*.parquet"):
        part = pyarrow.parquet.ParquetFile(file).read(columns=["image", "model_id", "score"])
        for image, model, score in zip(*(column.to_pylist() for column in part.columns)):
            rows[model, urllib.parse.unquote(image).rsplit("/", 1)[-1]] = score
    good = True
    for folder in map(pathlib.Path, sys.argv[2:]):
        name, width, tolerance, golden = protocol(folder)
        differences = [abs(rows[known[name], picture] - score) for picture, score in golden.items()
                       if rows.get((known.get(name), picture)) is not None]
        largest = max(differences, default=float("nan"))
        ok = len(differences) == len(golden) > 0 and largest <= tolerance * width
        good &= ok
        print(f"{'  ' if ok else '! '}{name}: {len(differences)} of {len(golden)} golden scores, largest difference {largest:.1e},"
              f" {largest / width:.1e} of the scale, allowed {tolerance:.0e}")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
