"""Draws one small picture and writes it in every variant of every format that matters: for decoder_fixtures.py and
compare_decoders.py.

Made with Pillow 13.0, numpy 2.4, imagecodecs 2026.3, tifffile 2026.3. `variants()` yields (name, bytes, truth): the truth is
the RGB array that a right decoder makes, or None where only decoders can tell (lossy coding, colour profiles).
"""

import io
import struct
import zlib

import imagecodecs
import numpy as np
import tifffile
from PIL import Image, ImageCms

W, H = 83, 61


def picture(width=W, height=H):
    """Gradients, edges and a little noise, 16 bits deep, RGB."""
    y, x = np.mgrid[0:height, 0:width]
    random = np.random.default_rng(7)
    base = np.stack(
        [
            40000 + 20000 * np.sin(x / 9) * np.cos(y / 13),
            65535 * x / (width - 1),
            65535 * (1 - y / (height - 1)),
        ],
        -1,
    )
    base[(x // 10 + y // 8) % 5 == 0] = [60000, 9000, 12000]
    base[(x - width // 2) ** 2 + (y - height // 2) ** 2 < 200] = [4000, 30000, 61000]
    return np.clip(base + random.normal(0, 700, base.shape), 0, 65535).astype(np.uint16)


DEEP = picture()
RGB8 = (DEEP >> 8).astype(np.uint8)
GREY16 = DEEP[..., 1]
GREY8 = RGB8[..., 1]
ALPHA8 = ((np.mgrid[0:H, 0:W][1] * 255) // (W - 1)).astype(np.uint8)
ALPHA16 = ALPHA8.astype(np.uint16) * 257


def eight(values, white):
    return np.floor(255.0 * values / white + 0.5).astype(np.uint8)


def rgb(values):
    return np.repeat(values[..., None], 3, -1) if values.ndim == 2 else values


def on_white(values, alpha, white=255, associated=False):
    a = (alpha / white)[..., None]
    v = rgb(values) / white
    return np.floor(255 * np.minimum(1, (v if associated else v * a) + 1 - a) + 0.5).astype(np.uint8)


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def profile(name):
    if name in PRIMARIES:
        return matrix_profile(*PRIMARIES[name])
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


PRIMARIES = {
    "p3": ([0.680, 0.320, 0.265, 0.690, 0.150, 0.060], 2.2),
    "wide": ([0.735, 0.265, 0.115, 0.826, 0.157, 0.018], 1.8),
}


def converted(values, name):
    """16-bit samples of a profile as 8-bit sRGB, in floating point; None for those that only lcms should tell."""
    if name not in PRIMARIES:
        return None
    xy, gamma = PRIMARIES[name]
    srgb = np.array([[0.4360747, 0.3850649, 0.1430804], [0.2225045, 0.7168786, 0.0606169], [0.0139322, 0.0971045, 0.7141733]])
    light = (values / 65535) ** (round(gamma * 256) / 256) @ (np.linalg.inv(srgb) @ colorants(xy)).T
    return np.floor(255 * encoded(light.clip(0, 1)) + 0.5).astype(np.uint8)


def encoded(light):
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055)


def colorants(xy):
    columns = np.array([[xy[2 * i] / xy[2 * i + 1], 1, (1 - xy[2 * i] - xy[2 * i + 1]) / xy[2 * i + 1]] for i in range(3)]).T
    return columns * np.linalg.solve(columns, np.array([0.9642, 1, 0.8249]))


def matrix_profile(xy, gamma):
    """An ICC profile of three primaries under D50, and one exponent."""
    columns = colorants(xy)
    white = [0.9642, 1, 0.8249]

    def xyz(v):
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(c * 65536)) for c in v)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    text = b"text\0\0\0\0made\0\0\0\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"made\0" + b"\0" * 78
    tags = [("desc", description), ("cprt", text), ("wtpt", xyz(white))]
    tags += [(n, xyz(columns[:, i])) for i, n in enumerate(("rXYZ", "gXYZ", "bXYZ"))]
    tags += [(n, curve) for n in ("rTRC", "gTRC", "bTRC")]
    at, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, data in tags:
        data += b"\0" * (-len(data) % 4)
        table += name.encode() + struct.pack(">II", at + len(body), len(data))
        body += data
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"\0" * 4, 0x02400000, b"mntr", b"RGB ", b"XYZ ") + b"\0" * 12 + b"acsp"
    head += b"\0" * (68 - len(head)) + xyz(white)[8:] + b"\0" * (128 - 80)
    return head + struct.pack(">I", len(tags)) + table + body


def exif(orientation):
    tags = Image.Exif()
    tags[274] = orientation
    return tags


# ---------------------------------------------------------------- PNG

PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(samples, depth, colour_type, interlaced=False, extra=b"", filters=True):
    h, w = samples.shape[:2]
    channels = 1 if samples.ndim == 2 else samples.shape[2]

    def pack(part):
        ph, pw = part.shape[:2]
        if depth == 16:
            rows = part.astype(">u2").reshape(ph, -1).view(np.uint8)
        elif depth == 8:
            rows = part.astype(np.uint8).reshape(ph, -1)
        else:
            bits = (part.reshape(ph, pw, 1) >> np.arange(depth - 1, -1, -1)) & 1
            rows = np.packbits(bits.reshape(ph, -1).astype(np.uint8), axis=1)
        step = max(1, channels * depth // 8)
        out, above = b"", np.zeros(rows.shape[1], np.int64)
        for number, row in enumerate(rows.astype(np.int64)):
            kind = number % 5 if filters else 0
            left = np.concatenate([np.zeros(step, np.int64), row[:-step]]) if len(row) > step else np.zeros_like(row)
            corner = np.concatenate([np.zeros(step, np.int64), above[:-step]]) if len(row) > step else np.zeros_like(row)
            p = left + above - corner
            pa, pb, pc = abs(p - left), abs(p - above), abs(p - corner)
            paeth = np.where((pa <= pb) & (pa <= pc), left, np.where(pb <= pc, above, corner))
            guess = [np.zeros_like(row), left, above, (left + above) // 2, paeth][kind]
            out += bytes([kind]) + ((row - guess) % 256).astype(np.uint8).tobytes()
            above = row
        return out

    raw = b""
    for x0, y0, dx, dy in PASSES if interlaced else [(0, 0, 1, 1)]:
        part = samples[y0::dy, x0::dx]
        raw += pack(part) if part.size else b""
    head = struct.pack(">IIBBBBB", w, h, depth, colour_type, 0, 0, int(interlaced))
    body = chunk(b"IHDR", head) + extra + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def png_variants():
    for interlaced in (False, True):
        tail = "-interlaced" if interlaced else ""
        for depth in (1, 2, 4, 8, 16):
            white = 2**depth - 1
            values = GREY16 >> (16 - depth)
            yield f"png-grey{depth}{tail}", png(values, depth, 0, interlaced), rgb(eight(values, white))
            if depth <= 8:
                count = 2**depth
                table = np.random.default_rng(depth).integers(0, 256, (count, 3)).astype(np.uint8)
                plte = chunk(b"PLTE", table.tobytes())
                yield f"png-palette{depth}{tail}", png(values, depth, 3, interlaced, plte), table[values]
                opaque = np.linspace(0, 255, count).astype(np.uint8)
                data = png(values, depth, 3, interlaced, plte + chunk(b"tRNS", opaque.tobytes()))
                yield f"png-palette{depth}-alpha{tail}", data, on_white(table[values], opaque[values])
            if depth >= 8:
                colours = DEEP >> (16 - depth)
                alpha = ALPHA16 >> (16 - depth)
                yield f"png-rgb{depth}{tail}", png(colours, depth, 2, interlaced), eight(colours, white)
                data = png(np.dstack([colours, alpha]), depth, 6, interlaced)
                yield f"png-rgba{depth}{tail}", data, on_white(colours, alpha, white)
                data = png(np.dstack([values, alpha]), depth, 4, interlaced)
                yield f"png-grey{depth}-alpha{tail}", data, on_white(values, alpha, white)
    key = tuple(int(v) for v in RGB8[0, 0])
    clear = ~np.all(RGB8 == key, -1)
    data = png(RGB8, 8, 2, extra=chunk(b"tRNS", struct.pack(">3H", *key)))
    yield "png-rgb8-key", data, on_white(RGB8, clear * 255)
    grey = int(GREY8[5, 5])
    data = png(GREY8, 8, 0, extra=chunk(b"tRNS", struct.pack(">H", grey)))
    yield "png-grey8-key", data, on_white(GREY8, (GREY8 != grey) * 255)
    for name in ("srgb", "p3", "wide"):
        icc = chunk(b"iCCP", b"x\0\0" + zlib.compress(profile(name)))
        yield f"png-rgb8-icc-{name}", png(RGB8, 8, 2, extra=icc), None
        yield f"png-rgb16-icc-{name}", png(DEEP, 16, 2, extra=icc), converted(DEEP, name)
        yield f"png-rgba8-icc-{name}", png(np.dstack([RGB8, ALPHA8]), 8, 6, extra=icc), None
    srgb = encoded(DEEP / 65535)
    linear = png(DEEP, 16, 2, extra=chunk(b"gAMA", struct.pack(">I", 100000)))
    yield "png-gamma-linear", linear, np.floor(255 * srgb + 0.5).astype(np.uint8)
    yield "png-gamma-usual", png(RGB8, 8, 2, extra=chunk(b"gAMA", struct.pack(">I", 45455))), RGB8
    yield "png-cicp-srgb", png(RGB8, 8, 2, extra=chunk(b"cICP", bytes([1, 13, 0, 1]))), RGB8
    for orientation in range(1, 9):
        tagged = chunk(b"eXIf", exif(orientation).tobytes()[6:])
        turned = turn(RGB8, orientation)
        yield f"png-exif-{orientation}", png(RGB8, 8, 2, extra=tagged), turned


def turn(values, orientation):
    mirrored = values[:, ::-1]
    return {
        1: values,
        2: mirrored,
        3: values[::-1, ::-1],
        4: values[::-1],
        5: values.swapaxes(0, 1),
        6: np.rot90(values, -1),
        7: values[::-1, ::-1].swapaxes(0, 1),
        8: np.rot90(values, 1),
    }[orientation]


# ---------------------------------------------------------------- JPEG


def jpeg_variants():
    image = Image.fromarray(RGB8)
    for sampling in ("444", "422", "420", "440", "411"):
        data = imagecodecs.jpeg8_encode(RGB8, level=90, subsampling=sampling)
        yield f"jpeg-{sampling}", data, None
        if sampling in ("444", "422", "420"):
            number = {"444": 0, "422": 1, "420": 2}[sampling]
            yield f"jpeg-{sampling}-progressive", saved(image, "JPEG", quality=90, subsampling=number, progressive=True), None
            yield (
                f"jpeg-{sampling}-restarts",
                saved(image, "JPEG", quality=90, subsampling=number, restart_marker_blocks=3),
                None,
            )
    for quality in (1, 10, 50, 75, 95, 100):
        yield f"jpeg-q{quality}", saved(image, "JPEG", quality=quality), None
    yield "jpeg-optimised", saved(image, "JPEG", quality=85, optimize=True), None
    for width, height in ((1, 1), (2, 2), (3, 5), (5, 3), (7, 9), (8, 8), (16, 16), (17, 33), (33, 17)):
        small = Image.fromarray((picture(max(2, width), max(2, height)) >> 8).astype(np.uint8)[:height, :width])
        yield f"jpeg-{width}x{height}", saved(small, "JPEG", quality=90), None
        yield f"jpeg-{width}x{height}-progressive", saved(small, "JPEG", quality=90, progressive=True), None
    grey = Image.fromarray(GREY8)
    yield "jpeg-grey", saved(grey, "JPEG", quality=90), None
    yield "jpeg-grey-progressive", saved(grey, "JPEG", quality=90, progressive=True), None
    cmyk = image.convert("CMYK")
    yield "jpeg-cmyk", saved(cmyk, "JPEG", quality=95), None
    yield "jpeg-rgb-stored", saved(image, "JPEG", quality=95, keep_rgb=True), None
    for name in ("srgb", "p3", "wide"):
        yield f"jpeg-icc-{name}", saved(image, "JPEG", quality=95, subsampling=0, icc_profile=profile(name)), None
    for orientation in (3, 6, 8):
        yield f"jpeg-exif-{orientation}", saved(image, "JPEG", quality=95, exif=exif(orientation)), None
    whole = saved(image, "JPEG", quality=90)
    yield "jpeg-no-end", whole[:-2], None
    yield "jpeg-no-end-zeros", whole[:-2] + b"\0" * 700, None
    yield "jpeg-trailer", whole + b"maker's own data" * 40, None
    yield "jpeg-no-end-trailer", whole[:-2] + b"maker's own data" * 40, None
    yield "jpeg-padded", whole[:-2] + b"\xff" * 9 + whole[-2:], None
    yield "jpeg-lossless8", imagecodecs.ljpeg_encode(GREY8), rgb(GREY8)
    yield "jpeg-lossless16", imagecodecs.ljpeg_encode(GREY16), rgb(eight(GREY16, 65535))


# ---------------------------------------------------------------- WebP


def webp_variants():
    image = Image.fromarray(RGB8)
    alpha = Image.fromarray(np.dstack([RGB8, ALPHA8]))
    for quality in (0, 10, 50, 80, 90, 100):
        yield f"webp-q{quality}", saved(image, "WEBP", quality=quality), None
    for method in (0, 6):
        yield f"webp-method{method}", saved(image, "WEBP", quality=75, method=method), None
    for width, height in ((1, 1), (2, 3), (15, 17), (16, 16)):
        small = Image.fromarray((picture(max(2, width), max(2, height)) >> 8).astype(np.uint8)[:height, :width])
        yield f"webp-{width}x{height}", saved(small, "WEBP", quality=80), None
    yield "webp-alpha", saved(alpha, "WEBP", quality=80), None
    yield "webp-alpha-lossy", saved(alpha, "WEBP", quality=80, alpha_quality=30), None
    yield "webp-lossless", saved(image, "WEBP", lossless=True), RGB8
    data = saved(alpha, "WEBP", lossless=True, exact=True)
    yield "webp-lossless-alpha", data, on_white(RGB8, ALPHA8)
    for count in (2, 4, 16, 17, 60, 200):
        table = np.random.default_rng(count).integers(0, 256, (count, 4)).astype(np.uint8)
        values = table[(GREY16.astype(np.int64) * count) >> 16]
        data = saved(Image.fromarray(values), "WEBP", lossless=True, exact=True)
        yield f"webp-lossless-palette{count}-alpha", data, on_white(values[..., :3], values[..., 3])
    for name in ("p3", "wide"):
        yield f"webp-icc-{name}", saved(image, "WEBP", lossless=True, icc_profile=profile(name)), None
        yield f"webp-alpha-icc-{name}", saved(alpha, "WEBP", lossless=True, exact=True, icc_profile=profile(name)), None
    yield "webp-exif-6", saved(image, "WEBP", lossless=True, exif=exif(6)), turn(RGB8, 6)
    flipped = Image.fromarray(RGB8[::-1])
    data = saved(image, "WEBP", save_all=True, append_images=[flipped], lossless=True)
    yield "webp-animated", data, RGB8
    yield "webp-animated-lossy", saved(image, "WEBP", save_all=True, append_images=[flipped], quality=80), None


# ---------------------------------------------------------------- GIF, BMP


def gif_variants():
    for count in (2, 16, 256):
        image = Image.fromarray(RGB8).quantize(count)
        truth = np.asarray(image.convert("RGB"))
        yield f"gif-{count}", saved(image, "GIF"), truth
        yield f"gif-{count}-interlaced", saved(image, "GIF", interlace=1), truth
    image = Image.fromarray(RGB8).quantize(32)
    truth = np.asarray(image.convert("RGB"))
    clear = np.asarray(image) != 3
    yield "gif-transparent", saved(image, "GIF", transparency=3), on_white(truth, clear * 255)
    other = Image.fromarray(RGB8[::-1]).quantize(32)
    yield "gif-animated", saved(image, "GIF", save_all=True, append_images=[other]), truth


def bmp(pixels, bits, compression=0, header=40, palette=b"", masks=b"", top_down=False, size=None, offset=None):
    h = H
    head = struct.pack("<IiiHHIIiiII", header, W, -h if top_down else h, 1, bits, compression, len(pixels), 0, 0, 0, 0)
    head = head + masks + b"\0" * max(0, header - 40 - len(masks))
    at = 14 + len(head) + len(palette)
    data = b"BM" + struct.pack("<IHHI", at + len(pixels) if size is None else size, 0, 0, at if offset is None else offset)
    return data + head + palette + pixels


def rows(values, top_down=False):
    out = b""
    for row in values if top_down else values[::-1]:
        line = row.tobytes()
        out += line + b"\0" * (-len(line) % 4)
    return out


def rle8(values):
    out = b""
    for row in values[::-1]:
        at = 0
        while at < W:
            run = 1
            while at + run < W and run < 255 and row[at + run] == row[at]:
                run += 1
            out += bytes([run, row[at]])
            at += run
        out += b"\0\0"
    return out + b"\0\1"


def bmp_variants():
    bgr = RGB8[..., ::-1]
    yield "bmp-24", bmp(rows(np.ascontiguousarray(bgr)), 24), RGB8
    yield "bmp-24-top-down", bmp(rows(np.ascontiguousarray(bgr), True), 24, top_down=True), RGB8
    yield "bmp-24-size-0", bmp(rows(np.ascontiguousarray(bgr)), 24, size=0), RGB8
    yield "bmp-24-size-small", bmp(rows(np.ascontiguousarray(bgr)), 24, size=100), RGB8
    yield "bmp-24-offset-0", bmp(rows(np.ascontiguousarray(bgr)), 24, offset=0), RGB8
    bgrx = np.ascontiguousarray(np.dstack([bgr, np.zeros((H, W), np.uint8)]))
    yield "bmp-32", bmp(rows(bgrx), 32), RGB8
    bgra = np.ascontiguousarray(np.dstack([bgr, ALPHA8]))
    masks = struct.pack("<4I", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    yield "bmp-32-alpha", bmp(rows(bgra), 32, 3, 108, masks=masks), on_white(RGB8, ALPHA8)
    yield "bmp-32-alpha-6", bmp(rows(bgra), 32, 6, 40, masks=masks), on_white(RGB8, ALPHA8)
    yield "bmp-32-alpha-empty", bmp(rows(bgrx), 32, 3, 108, masks=masks), RGB8
    five = (DEEP >> 11).astype(np.uint16)
    packed = (five[..., 0] << 10 | five[..., 1] << 5 | five[..., 2]).astype("<u2")
    yield "bmp-16-555", bmp(rows(packed), 16), eight(five, 31)
    six = (DEEP[..., 1] >> 10).astype(np.uint16)
    packed = (five[..., 0] << 11 | six << 5 | five[..., 2]).astype("<u2")
    truth = np.dstack([eight(five[..., 0], 31), eight(six, 63), eight(five[..., 2], 31)])
    yield "bmp-16-565", bmp(rows(packed), 16, 3, masks=struct.pack("<3I", 0xF800, 0x7E0, 0x1F)), truth
    for bits in (1, 2, 4, 8):
        count = 2**bits
        table = np.random.default_rng(bits).integers(0, 256, (count, 3)).astype(np.uint8)
        palette = b"".join(bytes([b, g, r, 0]) for r, g, b in table)
        values = (GREY16 >> (16 - bits)).astype(np.uint8)
        split = (values[..., None] >> np.arange(bits - 1, -1, -1)) & 1
        packed = np.packbits(split.reshape(H, -1).astype(np.uint8), axis=1)
        yield f"bmp-{bits}", bmp(rows(packed), bits, palette=palette), table[values]
        if bits == 8:
            yield "bmp-8-rle", bmp(rle8(values), 8, 1, palette=palette), table[values]
            core = b"".join(bytes([b, g, r]) for r, g, b in table)
            head = struct.pack("<IHHHH", 12, W, H, 1, 8)
            at = 14 + len(head) + len(core)
            data = b"BM" + struct.pack("<IHHI", 0, 0, 0, at) + head + core + rows(values)
            yield "bmp-8-core", data, table[values]


# ---------------------------------------------------------------- TIFF


def tiff(data, **options):
    out = io.BytesIO()
    tifffile.imwrite(out, data, **{"metadata": None, "software": False, **options})
    return out.getvalue()


def tiff_variants():
    inks = np.asarray(Image.fromarray(RGB8).convert("CMYK")).copy()
    inks[..., 3] = 40
    plain = np.floor((255.0 - inks[..., :3]) * (255 - 40) / 255 + 0.5).astype(np.uint8)
    for compression in (None, "lzw", "deflate", "packbits"):
        tail = compression or "none"
        predictor = {"predictor": True} if compression in ("lzw", "deflate") else {}
        yield f"tiff-grey8-{tail}", tiff(GREY8, compression=compression), rgb(GREY8)
        yield f"tiff-rgb8-{tail}", tiff(RGB8, photometric="rgb", compression=compression, rowsperstrip=9), RGB8
        yield f"tiff-grey16-{tail}", tiff(GREY16, compression=compression, **predictor), rgb(eight(GREY16, 65535))
        data = tiff(DEEP, photometric="rgb", compression=compression, byteorder=">", **predictor)
        yield f"tiff-rgb16-big-endian-{tail}", data, eight(DEEP, 65535)
        rgba = np.dstack([RGB8, ALPHA8])
        data = tiff(rgba, photometric="rgb", extrasamples=["unassalpha"], compression=compression)
        yield f"tiff-rgba8-{tail}", data, on_white(RGB8, ALPHA8)
        yield f"tiff-cmyk-{tail}", tiff(inks, photometric="separated", compression=compression), plain
        data = tiff(np.moveaxis(RGB8, -1, 0), photometric="rgb", planarconfig="separate", compression=compression)
        yield f"tiff-planar-{tail}", data, RGB8
        data = tiff(RGB8, photometric="rgb", tile=(32, 16), compression=compression)
        yield f"tiff-tiles-{tail}", data, RGB8
    yield "tiff-grey8-white-is-0", tiff(GREY8, photometric="miniswhite"), rgb(255 - GREY8)
    yield "tiff-big", tiff(RGB8, photometric="rgb", bigtiff=True), RGB8
    for bits in (1, 2, 4, 6, 10, 12, 14):
        values = (GREY16 >> (16 - bits)).astype(np.uint16)
        yield f"tiff-grey{bits}", packed_tiff(values[..., None], bits, 1), rgb(eight(values, 2**bits - 1))
    for bits in (4, 10, 12, 14):
        values = (DEEP >> (16 - bits)).astype(np.uint16)
        yield f"tiff-rgb{bits}", packed_tiff(values, bits, 2), eight(values, 2**bits - 1)
    share = (ALPHA8 / 255.0)[..., None]
    times = np.floor(RGB8 * share + 0.5).astype(np.uint8)
    data = tiff(np.dstack([times, ALPHA8]), photometric="rgb", extrasamples=["assocalpha"])
    yield "tiff-rgba8-associated", data, on_white(times, ALPHA8, associated=True)
    deep_alpha = np.dstack([DEEP, ALPHA16])
    data = tiff(deep_alpha, photometric="rgb", extrasamples=["unassalpha"])
    yield "tiff-rgba16", data, on_white(DEEP, ALPHA16, 65535)
    data = tiff(np.dstack([GREY8, ALPHA8]), photometric="minisblack", planarconfig="contig", extrasamples=["unassalpha"])
    yield "tiff-grey8-alpha", data, on_white(GREY8, ALPHA8)
    data = tiff(np.dstack([inks, ALPHA8]), photometric="separated", extrasamples=["unassalpha"])
    yield "tiff-cmyk-alpha", data, on_white(plain, ALPHA8)
    table = np.random.default_rng(3).integers(0, 65536, (3, 256)).astype(np.uint16)
    data = tiff(GREY8, photometric="palette", colormap=table)
    yield "tiff-palette8", data, np.moveaxis(table[:, GREY8] >> 8, 0, -1).astype(np.uint8)
    real = (DEEP / 65535).astype(np.float32)
    for dtype in (np.float16, np.float32, np.float64):
        values = real.astype(dtype)
        name = f"tiff-float{values.dtype.itemsize * 8}"
        yield name, tiff(values, photometric="rgb"), np.floor(255 * values.astype(np.float64) + 0.5).astype(np.uint8)
    data = tiff((real * 255).astype(np.float32), photometric="rgb", compression="deflate", predictor=3)
    yield "tiff-float32-255-predictor", data, np.floor(255 * real + 0.5).astype(np.uint8)
    whole = (GREY16.astype(np.uint32) << 16) | GREY16
    yield "tiff-grey32", tiff(whole), rgb(np.floor(255 * (whole / (2**32 - 1)) + 0.5).astype(np.uint8))
    image = Image.fromarray(RGB8)
    yield "tiff-jpeg", saved(image, "TIFF", compression="jpeg", quality=90), None
    yield "tiff-jpeg-rgb", tiff(RGB8, photometric="rgb", compression="jpeg", compressionargs={"level": 90}, rowsperstrip=64), None
    yield "tiff-jpeg-grey-tiles", tiff(GREY8, compression="jpeg", compressionargs={"level": 90}, tile=(32, 32)), None
    bilevel = GREY8 > 128
    for kind in ("group3", "group4"):
        yield f"tiff-{kind}", saved(Image.fromarray(bilevel), "TIFF", compression=kind), rgb(bilevel * np.uint8(255))
    yield "tiff-exif-6", saved(image, "TIFF", exif=exif(6), compression="tiff_lzw"), turn(RGB8, 6)
    for name in ("p3", "wide"):
        yield f"tiff-icc-{name}", tiff(RGB8, photometric="rgb", iccprofile=profile(name)), None
        yield f"tiff-rgb16-icc-{name}", tiff(DEEP, photometric="rgb", iccprofile=profile(name)), converted(DEEP, name)
    out = io.BytesIO()
    with tifffile.TiffWriter(out) as writer:
        writer.write(RGB8[::4, ::4], photometric="rgb", subfiletype=1, metadata=None)
        writer.write(RGB8, photometric="rgb", metadata=None)
    yield "tiff-thumbnail-first", out.getvalue(), RGB8
    out = io.BytesIO()
    with tifffile.TiffWriter(out) as writer:
        writer.write(RGB8, photometric="rgb", metadata=None, subifds=1)
        writer.write(RGB8[::2, ::2], photometric="rgb", subfiletype=1, metadata=None)
        writer.write(RGB8[::-1], photometric="rgb", metadata=None)
    yield "tiff-pages-pyramid", out.getvalue(), RGB8


def packed_tiff(values, bits, photometric):
    """A page of one strip whose samples are packed, as TIFF wants depths that are no whole bytes."""
    h, w, channels = values.shape
    split = (values.reshape(h, -1, 1) >> np.arange(bits - 1, -1, -1)) & 1
    data = np.packbits(split.reshape(h, -1).astype(np.uint8), axis=1).tobytes()
    entries = [
        (256, 3, [w]),
        (257, 3, [h]),
        (258, 3, [bits] * channels),
        (259, 3, [1]),
        (262, 3, [photometric]),
        (273, 4, [0]),
        (277, 3, [channels]),
        (278, 3, [h]),
        (279, 4, [len(data)]),
    ]
    at = 8 + 2 + 12 * len(entries) + 4
    tail, table = b"", b""
    for tag, kind, numbers in entries:
        body = b"".join(struct.pack("<H" if kind == 3 else "<I", n) for n in numbers)
        if tag == 273:
            body = struct.pack("<I", at + 6)
        if len(body) > 4:
            tail += body
            body = struct.pack("<I", at)
        table += struct.pack("<HHI", tag, kind, len(numbers)) + body.ljust(4, b"\0")
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + table + b"\0" * 4 + tail.ljust(6, b"\0") + data


# ---------------------------------------------------------------- JPEG 2000


def jpeg2000_variants():
    image = Image.fromarray(RGB8)
    yield "jp2-rgb", saved(image, "JPEG2000"), RGB8
    yield "jp2-rgb-lossy", saved(image, "JPEG2000", irreversible=True, quality_mode="rates", quality_layers=[12]), None
    yield "jp2-grey", saved(Image.fromarray(GREY8), "JPEG2000"), rgb(GREY8)
    yield "j2k-rgb", saved(image, "JPEG2000", no_jp2=True), RGB8
    yield "jp2-tiles", saved(image, "JPEG2000", tile_size=(32, 32)), RGB8


def variants():
    for some in (
        jpeg_variants,
        png_variants,
        webp_variants,
        gif_variants,
        bmp_variants,
        tiff_variants,
        jpeg2000_variants,
    ):
        yield from some()
