"""Damaged, odd and foreign files of each kind that was once scored wrongly or refused wrongly: for variant_fixtures.py and
check_faults.py.

`faults(number)` yields (kind, data, right): what is right is the RGB array, or the reason for refusing and a word of the
message. Another number makes other files of the same kinds.
"""

import io
import struct
import zlib

import imagecodecs
import numpy as np
import tifffile
from PIL import Image

import picture_variants as drawn
from picture_variants import bmp, chunk, eight, on_white, png, rgb, rle8, rows, saved, tiff

CORRUPT, TRUNCATED, UNSUPPORTED = "CORRUPT", "TRUNCATED", "UNSUPPORTED_FORMAT"


def scene(random, low=90, high=140):
    width, height = random.integers(low, high, 2)
    deep = drawn.picture(int(width), int(height)).astype(np.int64)
    deep += random.normal(0, 3000, deep.shape).astype(np.int64) + random.integers(-6000, 6000, 3)
    return deep.clip(0, 65535).astype(np.uint16)


def overwritten(data, random, start, length=512, kind=0, end=0):
    """A stretch of bytes lost: zeros, ones, noise, or what lies elsewhere in the file."""
    last = len(data) - end - length
    if last <= start:
        return None
    at = int(random.integers(start, last))
    new = [
        b"\0" * length,
        b"\xff" * length,
        random.bytes(length),
        data[max(0, at - 2 * length) : max(0, at - 2 * length) + length],
    ][kind]
    return data[:at] + new + data[at + length :]


def scan_start(data):
    return data.index(b"\xff\xda") + 16


def faults(number):
    random = np.random.default_rng(number)
    deep = scene(random)
    values = (deep >> 8).astype(np.uint8)
    h, w = values.shape[:2]
    image = Image.fromarray(values)
    grey = values[..., 0]
    quality = int(random.integers(40, 98))
    kind = number % 4

    yield "webp lossy", saved(image, "WEBP", quality=quality, method=number % 7), "Pillow"
    count = int(random.integers(17, 250))
    table = random.integers(0, 256, (count, 4)).astype(np.uint8)
    indexed = table[(grey.astype(int) * count) >> 8]
    data = saved(Image.fromarray(indexed), "WEBP", lossless=True, exact=True)
    yield "webp lossless palette and alpha", data, on_white(indexed[..., :3], indexed[..., 3])

    bits = (10, 12, 14)[number % 3]
    for channels, name in ((1, "grey"), (3, "rgb")):
        some = (deep[..., :channels] >> (16 - bits)).astype(np.uint16)
        truth = eight(some, 2**bits - 1)
        data = packed(some, bits, 2 if channels == 3 else 1)
        yield f"tiff of {bits} bits, {name}", data, truth if channels == 3 else rgb(truth[..., 0])

    out = io.BytesIO()
    with tifffile.TiffWriter(out, bigtiff=bool(number & 1)) as writer:
        writer.write(values[::4, ::4], photometric="rgb", subfiletype=1, metadata=None)
        writer.write(values, photometric="rgb", metadata=None)
    yield "tiff with its thumbnail first", out.getvalue(), values
    out = io.BytesIO()
    with tifffile.TiffWriter(out) as writer:
        extra = [(50706, 1, 4, b"\1\4\0\0", True), (272, 2, 0, "Some Camera", True)]
        writer.write(values[::4, ::4], photometric="rgb", subfiletype=1, metadata=None, subifds=1, extratags=extra)
        writer.write(deep[..., 0], photometric=32803, metadata=None)
    yield "dng", out.getvalue(), (UNSUPPORTED, "raw file")

    options = [{}, {"progressive": True}, {"subsampling": 0}, {"restart_marker_rows": 2}][(number // 4) % 4]
    data = saved(image, "JPEG", quality=quality, **options)
    broken = overwritten(data, random, scan_start(data), kind=kind, end=2)
    if broken is not None:
        yield "jpeg with a lost sector", broken, ("damage", "")
    data = saved(image, "JPEG", quality=quality, progressive=True)
    scans = [i for i in range(len(data) - 1) if data[i : i + 2] == b"\xff\xda"]
    cut = scans[1 + number % (len(scans) - 1)]
    cut = data.rindex(b"\xff\xc4", 0, cut) if data.rindex(b"\xff\xc4", 0, cut) > scans[0] else cut
    yield "jpeg progressive without its last scans", data[:cut] + b"\xff\xd9", (CORRUPT, "last scan")
    data = saved(image, "JPEG", quality=quality)
    middle = (scan_start(data) + len(data)) // 2
    yield "jpeg half with an end mark", data[:middle] + b"\xff\xd9", ("damage", "")
    yield "jpeg cut", data[: middle + number], (TRUNCATED, "")
    lossless = imagecodecs.ljpeg_encode(deep[..., 0])
    yield "jpeg lossless half", lossless[: len(lossless) // 2], ("damage", "")
    at = lossless.index(b"\xff\xc3")
    huge = lossless[: at + 5] + struct.pack(">HH", 12000 + number, 12400) + lossless[at + 9 :]
    yield "jpeg lossless of absurd sides", huge, (CORRUPT, "too few")
    yield "jpeg lossless of 16 bits", lossless, rgb(eight(deep[..., 0], 65535))

    small = (grey >> 3).astype(np.uint8)
    palette = b"".join(bytes([i * 8, i * 7, i * 5, 0]) for i in range(32))
    run = bmp_of(rle8_of(small), small.shape, 8, 1, palette)
    yield "bmp of runs, cut", run[: len(run) - (len(run) - 182) // (2 + kind)], (TRUNCATED, "")
    beyond = small.copy()
    beyond[int(random.integers(0, h)), int(random.integers(0, w))] = 32 + number
    yield "bmp with a colour beyond its palette", bmp_of(rows(beyond), small.shape, 8, 0, palette, 32), (CORRUPT, "palette")
    bgr = np.ascontiguousarray(values[..., ::-1])
    for size in (0, int(random.integers(1, 500))):
        yield "bmp with a wrong file size", bmp_of(rows(bgr), values.shape, 24, 0, b"", size=size), values
    yield "bmp without a place for its pixels", bmp_of(rows(bgr), values.shape, 24, 0, b"", offset=0), values

    palette_image = image.quantize(int(random.integers(4, 256)))
    gif = saved(palette_image, "GIF", interlace=number & 1)
    truth = np.asarray(palette_image.convert("RGB"))
    ended = gif_ended(gif, 2 + kind)
    yield "gif that ends early", ended, (CORRUPT, "")
    flags = gif[10]
    table_end = 13 + 3 * 2 ** ((flags & 7) + 1)
    without = gif[:10] + bytes([flags & 0x7F]) + gif[11:13] + gif[table_end:]
    yield "gif without a colour table", without, "Pillow"

    data = tiff(values, photometric="rgb", compression="packbits", rowsperstrip=h)
    broken = overwritten(data, random, 400, 1024, 0)
    yield "tiff packbits with zeros", broken, ("damage", "")
    data = tiff(values, photometric="ycbcr", compression="jpeg", compressionargs={"level": quality}, subsampling=(2, 2))
    start = data.index(b"\xff\xda") + 16
    broken = overwritten(data, random, start, 512, 0, 64)
    if broken is not None:
        yield "tiff jpeg with zeros", broken, ("damage", "")
    for compression in ("lzw", "deflate"):
        data = tiff(values, photometric="rgb", compression=compression, rowsperstrip=h)
        yield f"tiff {compression} with zeros", overwritten(data, random, 400, 512, 0), ("damage", "")

    alpha = (np.mgrid[0:h, 0:w][kind & 1] * 255 // ((h, w)[kind & 1] - 1)).astype(np.uint8)
    times = np.floor(values * (alpha / 255.0)[..., None] + 0.5).astype(np.uint8)
    data = tiff(np.dstack([times, alpha]), photometric="rgb", extrasamples=["assocalpha"])
    yield "tiff with associated alpha", data, on_white(times, alpha, associated=True)
    inks = np.asarray(image.convert("CMYK")).copy()
    inks[..., 3] = random.integers(0, 120)
    plain = np.floor((255.0 - inks[..., :3]) * (255.0 - inks[..., 3:]) / 255 + 0.5).astype(np.uint8)
    data = tiff(np.dstack([inks, alpha]), photometric="separated", extrasamples=["unassalpha"])
    yield "tiff of inks and alpha", data, on_white(plain, alpha)

    for compression, word in (("zstd", "ZSTD"), ("lzma", "LZMA"), ("lerc", "LERC"), ("webp", "WebP"), ("jpegxl", "JPEG XL")):
        if number % 5 == ("zstd", "lzma", "lerc", "webp", "jpegxl").index(compression):
            yield "tiff of a foreign compression", tiff(values, photometric="rgb", compression=compression), (UNSUPPORTED, word)
    planes = np.ascontiguousarray(np.moveaxis(values, -1, 0))
    data = tiff(planes, photometric="rgb", planarconfig="separate", compression="jpeg", compressionargs={"level": 95})
    yield "tiff jpeg of separate planes", data, "tifffile"
    yield "jpeg-ls", imagecodecs.jpegls_encode(grey), (UNSUPPORTED, "JPEG-LS")
    data = saved(image, "JPEG", quality=quality)
    at = data.index(b"\xff\xc0")
    wide = data[: at + 7] + struct.pack(">H", 65501 + number) + data[at + 9 :]
    yield "jpeg too wide", wide, (UNSUPPORTED, "65500")
    yield "jpeg arithmetic", data[: at + 1] + b"\xc9" + data[at + 2 :], (UNSUPPORTED, "arithmetic")
    yield "jpeg of 12 bits", data[: at + 4] + b"\x0c" + data[at + 5 :], (UNSUPPORTED, "12 bits")
    inner = saved(image, "JPEG")
    yield "bmp with jpeg inside", bmp_of(inner, values.shape, 24, 4, b""), (UNSUPPORTED, "JPEG")

    icc = bytearray(drawn.profile("wide"))
    for at in random.integers(0, 140, 40):
        icc[at] = random.integers(0, 256)
    for save, options in (("WEBP", {"lossless": True}), ("PNG", {}), ("TIFF", {}), ("JPEG", {"quality": 90})):
        data = saved(image, save, icc_profile=bytes(icc), **options)
        yield f"{save.lower()} with a damaged profile", data, values if save != "JPEG" else "Pillow without profile"

    data = saved(image, "JPEG", quality=quality)
    for end in (b"", b"\0" * (100 + number), b"trailer" * 9):
        yield "jpeg without its end mark", data[:-2] + end, "Pillow"
    four = png(grey >> 4, 4, 3, extra=chunk(b"PLTE", random.bytes(768)))
    yield "png of 4 bits with 256 colours", four, "Pillow"
    whole = png(values, 8, 2, interlaced=bool(number & 1))
    yield "png with a wrong end", whole[:-4] + random.bytes(4), values
    yield "png without an end", whole[:-12], values
    short = zlib.compress(b"\0" * (h // 2) * (1 + 3 * w))
    head = whole[:33]
    yield "png with half its rows", head + chunk(b"IDAT", short) + chunk(b"IEND", b""), (CORRUPT, "")
    yield "png hdr", png(deep, 16, 2, extra=chunk(b"cICP", bytes([9, 16, 0, 1]))), (UNSUPPORTED, "high dynamic range")
    two = saved(image, "JPEG", quality=90, exif=drawn.exif(1))
    second = saved(image, "JPEG", quality=90, exif=drawn.exif(6))
    segment = second[second.index(b"\xff\xe1") :]
    segment = segment[: 2 + struct.unpack(">H", segment[2:4])[0]]
    at = two.index(b"\xff\xdb")
    yield "jpeg with two exif", two[:at] + segment + two[at:], "Pillow unturned"
    real = (values / np.float32(255) * random.choice([255, 65535])).astype(np.float32)
    most = 255 if real.max() <= 256 else 65535
    yield "tiff of reals beyond 1", tiff(real, photometric="rgb"), np.floor(255.0 * real / most + 0.5).astype(np.uint8)

    for brand, word in ((b"heic", "HEIC"), (b"avif", "AVIF"), (b"avis", "AVIF sequence"), (b"hevc", "HEIC sequence"), (b"crx ", "CR3")):
        yield "foreign boxes", b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0mif1miaf" + random.bytes(90), (UNSUPPORTED, word)
    yield "jpeg xl", imagecodecs.jpegxl_encode(values), (UNSUPPORTED, "JPEG XL")
    jp2 = saved(Image.fromarray(np.dstack([values, alpha])), "JPEG2000")
    yield "jpeg 2000 with alpha", jp2, (UNSUPPORTED, "")
    yield "jpeg 2000 of 16 bits", imagecodecs.jpeg2k_encode(deep[..., 0]), (UNSUPPORTED, "16 bits")


def packed(values, bits, photometric):
    return drawn.packed_tiff(values, bits, photometric)


def bmp_of(pixels, shape, bits, compression, palette, colours=0, size=None, offset=None):
    head = struct.pack("<IiiHHIIiiII", 40, shape[1], shape[0], 1, bits, compression, len(pixels), 0, 0, colours, 0)
    if palette and not colours:
        head = head[:32] + struct.pack("<I", len(palette) // 4) + head[36:]
    at = 14 + len(head) + len(palette)
    start = struct.pack("<IHHI", at + len(pixels) if size is None else size, 0, 0, at if offset is None else offset)
    return b"BM" + start + head + palette + pixels


def rle8_of(values):
    out = b""
    for row in values[::-1]:
        at = 0
        while at < len(row):
            run = 1
            while at + run < len(row) and run < 255 and row[at + run] == row[at]:
                run += 1
            out += bytes([run, row[at]])
            at += run
        out += b"\0\0"
    return out + b"\0\1"


def gif_ended(gif, share):
    """The picture's codes up to a part of them, then the end of the blocks."""
    at = 13 + 3 * 2 ** ((gif[10] & 7) + 1)
    while gif[at] == 0x21:
        at += 2
        while gif[at]:
            at += 1 + gif[at]
        at += 1
    at += 11
    first, blocks = at, []
    while gif[at]:
        blocks.append(gif[at : at + 1 + gif[at]])
        at += 1 + gif[at]
    kept = blocks[: max(1, len(blocks) // share)]
    return gif[:first] + b"".join(kept) + b"\0;"
