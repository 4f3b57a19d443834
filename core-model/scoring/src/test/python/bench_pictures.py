"""Writes the files that FormatBench decodes, from photographs: python bench_pictures.py PHOTOGRAPHS FOLDER

Photographs of one size (512 x 512, say) are laid side by side until a picture has its size. Made with Pillow 13.0; 11 does, too.
"""

import struct
import sys
import zlib
from pathlib import Path

import numpy as np
from PIL import Image

SIZES = {"0.2MP": (512, 400), "2MP": (1632, 1224), "12MP": (4000, 3000), "40MP": (7728, 5152)}


def png_of_16_bits(values):
    """(H, W, 3); each row is filtered by the one above it."""
    rows = values.astype(">u2").view(np.uint8).reshape(values.shape[0], -1)
    filtered = np.concatenate([rows[:1], rows[1:] - rows[:-1]])
    lines = np.concatenate([np.full((len(rows), 1), 2, np.uint8), filtered], 1)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", values.shape[1], values.shape[0], 16, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines.tobytes(), 6)) + chunk(b"IEND", b"")


def main():
    sources = sorted(p for p in Path(sys.argv[1]).iterdir() if p.suffix in (".png", ".jpg"))
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for name, (width, height) in SIZES.items():
        image, number = Image.new("RGB", (width, height)), 0
        for y in range(0, height, 512):
            for x in range(0, width, 512):
                image.paste(Image.open(sources[number % len(sources)]).convert("RGB"), (x, y))
                number += 1
        image.save(out / f"{name}.jpg", quality=90)
        if name == "12MP":
            image.save(out / "12MP-progressive.jpg", quality=90, progressive=True)
            image.convert("L").save(out / "12MP-grey.jpg", quality=90)
            image.save(out / "12MP.png", compress_level=6)
            deep = np.asarray(image).astype(np.uint16) * 257
            (out / "12MP-16bit.png").write_bytes(png_of_16_bits(deep))
            image.save(out / "12MP-lossy.webp", quality=85)
            image.save(out / "12MP.bmp")
            image.save(out / "12MP-lzw.tif", compression="tiff_lzw")
            image.save(out / "12MP-jpeg.tif", compression="jpeg", quality=90)
        if name == "2MP":
            image.save(out / "2MP-lossless.webp", lossless=True)
            image.quantize(256).save(out / "2MP.gif")
            image.save(out / "2MP.jp2", irreversible=True, quality_mode="rates", quality_layers=[12])


if __name__ == "__main__":
    main()
