"""Makes files of each kind in fault_variants.py and counts how many our decoder gets right.

Usage: python check_faults.py CLASS_PATH [COUNT]; COUNT files of each kind, 20 unless said otherwise.
"""

import io
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np
import tifffile
from PIL import Image, ImageFile

from fault_variants import faults

ImageFile.LOAD_TRUNCATED_IMAGES = True  # for JPEG files without their end mark, which it otherwise refuses


def expected(data, right):
    if isinstance(right, np.ndarray):
        return right, 1
    if right == "tifffile":
        values = tifffile.imread(io.BytesIO(data))
        return (np.moveaxis(values, 0, -1) if values.shape[0] == 3 else values), 1
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")), 1


def main():
    folder = Path(tempfile.mkdtemp())
    (folder / "files").mkdir()
    (folder / "pictures").mkdir()
    made = {}
    for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 20):
        for index, (kind, data, right) in enumerate(faults(number)):
            name = f"{number:03}-{index:03}"
            (folder / "files" / name).write_bytes(data)
            made[name] = (kind, data, right)
    command = ["java", "-cp", sys.argv[1], "io.msliqa.image.decode.DecodeFolder", folder / "files", folder / "pictures"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    good, all_of, slowest = defaultdict(int), defaultdict(int), 0
    for line in told.splitlines():
        name, outcome, ms, message = line.split("\t")
        kind, data, right = made[name]
        kind = "tiff of 10, 12, 14 bits" if kind.startswith("tiff of 1") else kind
        all_of[kind] += 1
        slowest = max(slowest, int(ms))
        if isinstance(right, tuple):
            fits = outcome in ("CORRUPT", "TRUNCATED") if right[0] == "damage" else outcome == right[0]
            fits = fits and right[1] in message
        else:
            path = folder / "pictures" / (name + ".ppm")
            fits = path.exists()
            if fits:
                ours = np.asarray(Image.open(path)).astype(int)
                truth, most = expected(data, right)
                fits = ours.shape == truth.shape and np.abs(ours - truth).max() <= most
        good[kind] += fits
        if not fits:
            print(f"not right: {kind} {folder / 'files' / name}: {outcome} {message[:120]}")
    print("| kind | right | of |\n|---|---|---|")
    for kind in all_of:
        print(f"| {kind} | {good[kind]} | {all_of[kind]} |")
    print(f"\n{sum(good.values())} of {sum(all_of.values())} right, the slowest {slowest} ms")


if __name__ == "__main__":
    main()
