"""Compares our decoder with two independent ones, variant by variant, and prints a table in Markdown.

Usage: python compare_decoders.py CLASS_PATH [FOLDER]
The class path is that of the module's tests (mvn dependency:build-classpath, target/classes, target/test-classes). FOLDER
keeps the files. Needs Pillow, pyvips, opencv-python-headless, imagecodecs, tifffile, numpy; the table names their versions.

A row: the variant; the largest and the mean difference to what was drawn ("truth") where the coding is lossless; to the
first decoder; to the second one; and a word where one of them is not followed.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import cv2
import imagecodecs
import numpy as np
import PIL
import pyvips
import tifffile
from PIL import Image, ImageCms, ImageOps

from picture_variants import on_white, variants

SRGB = ImageCms.createProfile("sRGB")


def by_pillow(data):
    image = Image.open(io.BytesIO(data))
    image.seek(0)
    icc = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I;16") or image.mode == "I":
        values = np.asarray(image).astype(np.float64)
        return np.repeat(np.floor(values / 257 + 0.5).astype(np.uint8)[..., None], 3, -1)
    if image.mode == "F":
        raise ValueError("reals")
    alpha = None
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        alpha = np.asarray(image)[..., 3]
        image = image.convert("RGB")
    if icc and image.mode in ("RGB", "CMYK"):
        source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        image = ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB")
    values = np.asarray(image.convert("RGB"))
    return values if alpha is None else on_white(values, alpha)


def by_vips(data):
    image = pyvips.Image.new_from_buffer(data, "").autorot()
    deep = image.format in ("ushort", "uint", "float", "double")
    if image.format in ("float", "double", "uint"):
        raise ValueError("reals")
    if image.get_typeof("icc-profile-data") and image.bands >= 3:
        image = image.icc_transform("srgb", depth=16 if deep else 8, black_point_compensation=False)
    elif image.interpretation == "cmyk":
        raise ValueError("libvips invents a profile")
    values = image.numpy()
    values = values if values.ndim == 3 else values[..., None]
    white = 65535 if values.dtype == np.uint16 else 255
    colours = values[..., :3] if values.shape[2] >= 3 else values[..., 0]
    if values.shape[2] in (2, 4):
        return on_white(colours, values[..., -1], white)
    colours = np.floor(colours * (255.0 / white) + 0.5).astype(np.uint8)
    return colours if colours.ndim == 3 else np.repeat(colours[..., None], 3, -1)


def by_opencv(data):
    values = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if values is None:
        raise ValueError("not read")
    white = 65535 if values.dtype == np.uint16 else 255
    if values.ndim == 2:
        values = np.repeat(values[..., None], 3, -1)
    elif values.shape[2] >= 3:
        values = np.dstack([values[..., 2::-1], values[..., 3:]])
    if values.shape[2] == 4:
        return on_white(values[..., :3], values[..., 3], white)
    return np.floor(values * (255.0 / white) + 0.5).astype(np.uint8)


def by_tifffile(data):
    with tifffile.TiffFile(io.BytesIO(data)) as file:
        page = next(p for p in file.pages if not (p.subfiletype & 1))
        values = page.asarray()
        if page.iccprofile:
            raise ValueError("profile")
        if page.photometric.name in ("PALETTE", "SEPARATED", "CFA"):
            raise ValueError("colours")
        if page.planarconfig.name == "SEPARATE" and values.ndim == 3:
            values = np.moveaxis(values, 0, -1)
        if values.dtype.kind == "f":
            most = float(values.max())
            return np.floor(255 * (values.astype(np.float64) / (1 if most <= 4 else 255)) + 0.5).astype(np.uint8)
        white = 2**page.bitspersample - 1 if values.dtype != bool else 1
        if page.photometric.name == "MINISWHITE":
            values = white - values
        colours = values[..., :3] if values.ndim == 3 and values.shape[2] >= 3 else values
        if page.extrasamples:
            colours = values[..., :3] if values.shape[2] == 4 else values[..., 0]
            kind = int(page.extrasamples[0])
            return on_white(colours, values[..., -1], white, associated=kind == 1)
        colours = np.floor(255.0 * colours.astype(np.float64) / white + 0.5).astype(np.uint8)
        colours = colours if colours.ndim == 3 else np.repeat(colours[..., None], 3, -1)
        orientation = page.tags.get("Orientation")
        if orientation is not None and int(orientation.value) == 6:
            colours = np.rot90(colours, -1)
        return colours


def by_imagecodecs(data):
    values = imagecodecs.imread(io.BytesIO(data)) if data[:2] == b"BM" else imagecodecs.jpeg_decode(data)
    white = 65535 if values.dtype == np.uint16 else 255
    values = np.floor(values * (255.0 / white) + 0.5).astype(np.uint8)
    return values if values.ndim == 3 else np.repeat(values[..., None], 3, -1)


def references(name):
    if name.startswith("tiff"):
        return [("tifffile", by_tifffile), ("Pillow", by_pillow), ("libvips", by_vips)]
    if name.startswith("bmp"):
        return [("Pillow", by_pillow), ("OpenCV", by_opencv)]
    if "lossless8" in name or "lossless16" in name:
        return [("imagecodecs", by_imagecodecs), ("Pillow", by_pillow)]
    return [("Pillow", by_pillow), ("libvips", by_vips), ("OpenCV", by_opencv)]


# Where a decoder is not followed, and why.
EXPLAINED = {
    "jpeg-cmyk": "OpenCV turns inks to colours by its own rule",
    "png-rgb16-icc": "Pillow cuts to 8 bits first; lcms, in libvips too, looks 16 bits up in a coarse grid",
    "tiff-rgb16-icc": "Pillow cuts to 8 bits first; lcms, in libvips too, looks 16 bits up in a coarse grid",
    "png-gamma-linear": "Pillow and libvips ignore gAMA",
    "bmp-24-offset-0": "OpenCV reads the header as pixels",
    "bmp-32-alpha-empty": "alpha that is 0 everywhere is none, as browsers have it",
    "bmp-16": "Pillow and OpenCV cut the bits instead of rounding",
    "bmp-8-core": "OpenCV takes its palette for one of four bytes a colour",
    "tiff-grey12": "Pillow takes 12 bits for 16",
    "tiff-grey32": "Pillow cuts to 16 bits",
    "tiff-thumbnail-first": "Pillow takes the first page, which says that it is a smaller copy",
}


def difference(ours, other):
    if ours.shape != other.shape:
        return f"{other.shape[1]} x {other.shape[0]}", 999, 999
    gap = np.abs(ours.astype(int) - other.astype(int))
    return f"{gap.max()} / {gap.mean():.3f}", int(gap.max()), float(gap.mean())


def main():
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    files, pictures = folder / "files", folder / "pictures"
    files.mkdir(parents=True, exist_ok=True)
    pictures.mkdir(exist_ok=True)
    drawn = {}
    for name, data, truth in variants():
        (files / name).write_bytes(data)
        drawn[name] = (data, truth)
    told = subprocess.run(
        ["java", "-cp", sys.argv[1], "io.msliqa.image.decode.DecodeFolder", files, pictures],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    outcome = {line.split("\t")[0]: line.split("\t") for line in told.splitlines()}
    versions = f"Pillow {PIL.__version__}, libvips {pyvips.version(0)}.{pyvips.version(1)}.{pyvips.version(2)}, "
    versions += f"OpenCV {cv2.__version__}, tifffile {tifffile.__version__}, imagecodecs {imagecodecs.__version__}"
    print(f"Largest / mean difference of {len(drawn)} variants. {versions}\n")
    print("| variant | truth | first | second | |\n|---|---|---|---|---|")
    far = 0
    for name, (data, truth) in drawn.items():
        path = pictures / (name + ".ppm")
        if not path.exists():
            print(f"| {name} | | | | {outcome[name][1]}: {outcome[name][3]} |")
            far += 1
            continue
        ours = np.asarray(Image.open(path))
        cells, gaps = [], []
        if truth is None:
            cells.append("")
        else:
            text, most, mean = difference(ours, np.asarray(truth))
            cells.append(text)
            gaps.append((most, mean))
        seen = 0
        for reader, read in references(name):
            if seen == 2:
                break
            try:
                text, most, mean = difference(ours, read(data))
            except Exception as e:  # a decoder that does not read a variant says nothing of it
                continue
            cells.append(f"{reader} {text}")
            gaps.append((most, mean))
            seen += 1
        cells += [""] * (3 - len(cells))
        limit, average = (1, 1) if truth is not None else (2, 0.2)
        worst = max(gaps) if gaps else (999, 999)
        note = next((why for start, why in EXPLAINED.items() if name.startswith(start)), "one differs")
        trusted = gaps[:1] if truth is not None else gaps
        if not trusted or min(trusted)[0] > limit or min(trusted)[1] > average:
            note = "**off**"
            far += 1
        elif worst[0] <= limit and worst[1] <= average:
            note = ""
        print(f"| {name} | {' | '.join(cells)} | {note} |")
    print(f"\n{len(drawn)} variants, {far} off.")


if __name__ == "__main__":
    main()
