"""Makes small look-alikes of the label files that are no plain text: LIVE's .mat and the .xlsx of CSIQ and SPAQ.

All numbers and names are invented; the shapes are those of the published files.
Run with scipy 1.15 and openpyxl 3.1:  python label_fixtures.py ../resources/dataset
"""

import sys
from pathlib import Path

import numpy as np
from openpyxl import Workbook
from scipy.io import savemat

PARTS = [227, 233, 174, 174, 174]


def live(folder):
    entries = sum(PARTS)
    number = np.arange(entries)
    undistorted = (number % 5 == 4).astype(np.uint8)
    dmos = np.where(undistorted, 0.0, (number * 7 % 113) - 2.5)
    names = np.empty((1, entries), dtype=object)
    for i in range(entries):
        names[0, i] = f"ref{i % 29:02d}.bmp"
    savemat(
        folder / "dmos_realigned.mat",
        {"dmos_new": dmos[None, :], "dmos_std": (number % 9 / 2.0)[None, :], "orgs": undistorted[None, :]},
        do_compression=True,
    )
    savemat(folder / "refnames_all.mat", {"refnames_all": names}, do_compression=True)


def csiq(folder):
    book = Workbook()
    book.active.title = "all_by_distortion"
    sheet = book.create_sheet("all_by_image")
    sheet.cell(2, 4, "DMOS of the distorted images")
    header = ["image", "dst_idx", "dst_type", "dst_lev", "dmos_std", "dmos"]
    rows = [
        [1600, 1, "noise", 1, 0.061, 0.062],
        [1600, 3, "jpeg 2000", 5, 0.1, 0.9],
        ["trolley", 6, "contrast", 2, 0.05, 0.25],
    ]
    for i, row in enumerate([header, *rows]):
        for j, value in enumerate(row):
            sheet.cell(4 + i, 4 + j, value)
    book.save(folder / "csiq.DMOS.xlsx")


def spaq(folder):
    book = Workbook()
    for row in [
        ["Image name", "MOS", "Brightness", "Colorfulness"],
        ["00001.jpg", 41.5, 50, 47],
        ["00002.jpg", 100, 50, 47],
    ]:
        book.active.append(row)
    book.save(folder / "MOS and Image attribute scores.xlsx")


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    live(target)
    csiq(target)
    spaq(target)
