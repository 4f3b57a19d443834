"""Writes one file of each kind of picture_variants.py and fault_variants.py, and what is right, for PictureVariantsTest.

Usage: python variant_fixtures.py ../resources/io/msliqa/image/decode/variants

pictures.csv: name, width, height, the CRC-32 of the right RGB samples, and the largest difference that is allowed (0: the
checksum has to fit; otherwise a PNG of the same name has the right samples). refused.csv: name, reason, a word of the message.
"""

import sys
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageFile

import picture_variants as drawn
from check_faults import expected
from fault_variants import faults

ImageFile.LOAD_TRUNCATED_IMAGES = True

WANTED = """
jpeg-444 jpeg-422 jpeg-420 jpeg-440 jpeg-411 jpeg-422-progressive jpeg-420-progressive jpeg-420-restarts jpeg-q1 jpeg-q100
jpeg-3x5 jpeg-17x33 jpeg-33x17-progressive jpeg-grey jpeg-rgb-stored jpeg-trailer jpeg-padded jpeg-lossless16
png-grey1 png-grey2-interlaced png-palette4-alpha png-rgb16 png-rgba16-interlaced png-grey16-alpha png-rgb8-key png-exif-7
png-rgb16-icc-wide png-gamma-linear
webp-q80 webp-15x17 webp-alpha webp-lossless-palette60-alpha webp-animated-lossy
gif-16-interlaced gif-transparent bmp-24-top-down bmp-32-alpha bmp-32-alpha-empty bmp-16-565 bmp-4 bmp-8-rle bmp-8-core
tiff-grey8-lzw tiff-rgb16-big-endian-deflate tiff-planar-packbits tiff-tiles-lzw tiff-grey12 tiff-rgb10 tiff-grey8-white-is-0
tiff-rgba8-associated tiff-cmyk-alpha tiff-palette8 tiff-float16 tiff-float32-255-predictor tiff-jpeg tiff-group4 tiff-pages-pyramid
jp2-rgb jp2-grey j2k-rgb
""".split()


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    pictures, refused = [], []

    def right(name, data, truth, most=0):
        (out / name).write_bytes(data)
        truth = np.ascontiguousarray(truth, np.uint8)
        pictures.append(f"{name},{truth.shape[1]},{truth.shape[0]},{zlib.crc32(truth.tobytes())},{most}")
        if most > 0:
            Image.fromarray(truth).save(out / (name + ".png"), optimize=True)

    for name, data, truth in drawn.variants():
        if name in WANTED:
            if truth is None:
                from compare_decoders import by_pillow

                truth = by_pillow(data)
            right(name, data, truth, 1 if "icc" in name or "gamma" in name else 0)
    for index, (kind, data, what) in enumerate(faults(2)):
        name = f"{index:02}-" + kind.replace(" ", "-").replace(",", "")
        if isinstance(what, tuple):
            (out / name).write_bytes(data)
            refused.append(f"{name},{what[0]},{what[1]}")
        elif len(data) < 60_000:
            right(name, data, expected(data, what)[0])
    (out / "pictures.csv").write_text("\n".join(pictures) + "\n")
    (out / "refused.csv").write_text("\n".join(refused) + "\n")


if __name__ == "__main__":
    main()
