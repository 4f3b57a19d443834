"""Writes small pictures that the JDK cannot write, and what Pillow reads from them, for ImageDecoderFixturesTest.

Made with Pillow 13.0, numpy 2.4. Usage: python decoder_fixtures.py ../resources/io/msliqa/image

expected.csv: file, tolerance, width, height, then x:y:rrggbb at some pixels. Pillow cuts 16 bits to the upper 8; for
16-bit files the expectation is round(v / 257), on white where there is alpha, computed here in floating point.
"""

import struct
import sys
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

OUT = Path(sys.argv[1])
W, H = 32, 48
rows = []


def note(name, pixels, tolerance):
    h, w, _ = pixels.shape
    # Never beside an edge between blocks: there libwebp smooths the halved chroma and others repeat it.
    points = [(x, y) for y in (0, h // 2, h - 1) for x in (0, w // 4, w - 1)]
    told = ["%d:%d:%02x%02x%02x" % (x, y, *pixels[y, x]) for x, y in points]
    rows.append(",".join([name, str(tolerance), str(w), str(h), *told]))


def on_white(image):
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", rgba.size, (255,) * 4), rgba)
    return np.asarray(image.convert("RGB"))


def save(name, image, tolerance=0, **options):
    image.save(OUT / name, **options)
    read = Image.open(OUT / name)
    read.seek(0)
    note(name, on_white(ImageOps.exif_transpose(read)), tolerance)


def png16(name, samples):
    """A 16-bit PNG, which Pillow cannot write: grey, grey with alpha, RGB or RGBA by the number of channels."""
    h, w, channels = samples.shape
    raw = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    colour_type = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    header = struct.pack(">IIBBBBB", w, h, 16, colour_type, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")
    (OUT / name).write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    values = samples / 65535
    alpha = values[..., -1:] if channels in (2, 4) else 1
    colours = np.broadcast_to(values[..., : 3 if channels > 2 else 1], (h, w, 3))
    note(name, np.floor(255 * (colours * alpha + 1 - alpha) + 0.5).astype(int), 0)


y, x = np.mgrid[0:H, 0:W]
# Blocks of 16 pixels, so that lossy codecs have nothing to lose.
block = (x // 16) + 2 * (y // 16)
palette = np.array([[200, 30, 40], [20, 180, 60], [30, 60, 210], [240, 220, 10], [90, 90, 90], [127, 127, 127]])
rgb = Image.fromarray(palette[block].astype(np.uint8))
rgba = rgb.copy()
rgba.putalpha(Image.fromarray((x * 255 // (W - 1)).astype(np.uint8)))
cmyk = rgb.convert("CMYK")
cmyk.putdata([(c, m, ye, 40) for c, m, ye, _ in cmyk.getdata()])
grey = Image.fromarray((y * 5).astype(np.uint8))

save("cmyk.jpg", cmyk, 2, quality=98)
cmyk_bytes = (OUT / "cmyk.jpg").read_bytes()
adobe = cmyk_bytes.index(b"Adobe") + 11
assert cmyk_bytes[adobe] == 0
(OUT / "ycck.jpg").write_bytes(cmyk_bytes[:adobe] + b"\2" + cmyk_bytes[adobe + 1 :])
note("ycck.jpg", np.asarray(Image.open(OUT / "ycck.jpg").convert("RGB")), 2)
save("progressive.jpg", rgb, 1, quality=95, progressive=True)
save("grey.jpg", grey, 1, quality=95)
exif = Image.Exif()
exif[274] = 6
save("turned.jpg", rgb, 1, quality=95, subsampling=0, exif=exif)
save("turned.webp", rgb, lossless=True, exif=exif)
save("turned.tif", rgb, exif=exif, compression="tiff_lzw")

save("lossless.webp", rgba, lossless=True, exact=True)
save("lossy.webp", rgb, 3, quality=60)
save("animated.webp", rgb, save_all=True, append_images=[ImageOps.flip(rgb)], lossless=True)
save("animated.gif", rgb, save_all=True, append_images=[ImageOps.flip(rgb)])

save("lzw.tif", rgb, compression="tiff_lzw")
save("deflate-alpha.tif", rgba, compression="tiff_adobe_deflate")
save("cmyk.tif", cmyk, 1, compression="tiff_lzw")
save("fax.tif", Image.fromarray(block % 2 == 0), compression="group4")
save("pages.tif", rgb, save_all=True, append_images=[ImageOps.flip(rgb)], compression="tiff_lzw")
deep = Image.fromarray((x * 1371 + y * 101).astype(np.uint16)[::8, ::4])
deep.save(OUT / "deep.tif", compression="tiff_adobe_deflate")
note("deep.tif", np.floor(np.repeat(np.asarray(deep)[..., None], 3, -1) / 257 + 0.5).astype(int), 0)

ramp = np.stack([x * 2114, y * 1394, (x * y * 43) % 65536, 65535 - y * 1200], -1).astype(np.uint16)
for channels in (1, 2, 3, 4):
    png16(f"deep-{channels}.png", ramp[::8, ::4, [0, 3]] if channels == 2 else ramp[::8, ::4, :channels])

(OUT / "expected.csv").write_text("\n".join(rows) + "\n")
