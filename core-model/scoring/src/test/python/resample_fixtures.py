"""Makes the fixtures of ResamplerTest: pictures resized by Pillow.

Run in this folder: python resample_fixtures.py [SHARED]
Made with Pillow 13.0.0 on x86-64 Linux. Rows are resampled before columns, always, as one call of resize() did up to
Pillow 12 and as torchvision does; Pillow 13 takes columns first where the height shrinks much more than the width. So
the two passes are two calls here, which gives the same bytes in every version. With SHARED (the shared data folder) it also writes the digests of
resized real pictures.
"""

import csv
import hashlib
import pathlib
import sys

import numpy as np
from PIL import Image

OUT = pathlib.Path(__file__).parent.parent / "resources" / "resample"

CASES = {
    # source: targets
    (1, 1): [(1, 1), (7, 5)],
    (2, 3): [(9, 4), (1, 1), (2, 7)],
    (37, 23): [(74, 46), (19, 12), (18, 11), (5, 3), (1, 1), (60, 7), (37, 31), (50, 23), (36, 22), (38, 24)],
    (61, 47): [(31, 24), (13, 10), (3, 46), (83, 9), (62, 47)],
    (5, 64): [(10, 32), (64, 5), (3, 128)],
}


def source(width, height, rng):
    """Half noise, half black and white edges: the kernel over- and undershoots, so clipping is met."""
    noise = rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    edges = (rng.integers(0, 2, (height, width, 3)) * 255).astype(np.uint8)
    left = np.arange(width)[None, :, None] < (width + 1) // 2
    return Image.fromarray(np.where(left, noise, edges))


def resize(picture, width, height):
    rows = picture.resize((width, picture.height), Image.BICUBIC)
    return rows.resize((width, height), Image.BICUBIC)


def real_pictures(shared):
    with open(OUT / "real.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["picture", "width", "height", "sha256"])
        for path in sorted((shared / "data" / "pristine").rglob("*.png"))[:3]:
            picture = Image.open(path).convert("RGB")
            for scale in (0.5, 2, 0.3, 1.37):
                size = tuple(max(1, int(side * scale + 0.5)) for side in picture.size)
                resized = resize(picture, *size)
                digest = hashlib.sha256(resized.tobytes()).hexdigest()
                rows.writerow([path.relative_to(shared / "data"), *size, digest])


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(20240101)
    for (width, height), targets in CASES.items():
        picture = source(width, height, rng)
        picture.save(OUT / f"{width}x{height}.png", optimize=True)
        for to_width, to_height in targets:
            resized = resize(picture, to_width, to_height)
            resized.save(OUT / f"{width}x{height}-{to_width}x{to_height}.png", optimize=True)
    if len(sys.argv) > 1:
        real_pictures(pathlib.Path(sys.argv[1]))


main()
