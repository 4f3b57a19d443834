"""Makes src/test/resources/views: how torch, torchvision, Pillow and pyiqa resize and crop.

    python view_fixtures.py

Every 43rd sample of each result, from 0 to 255, beside the step in a protocol's words. Run with torch 2.15, torchvision
0.29, Pillow 12 (13 takes the columns first in places) and pyiqa 0.1.16.
"""

import pathlib

import numpy
import torch
import torch.nn.functional as functional
import torchvision.transforms.functional as vision
from PIL import Image
from pyiqa.archs.arch_util import uniform_crop

HERE = pathlib.Path(__file__).resolve().parent.parent / "resources"
PICTURES = ["37x23", "61x47", "5x64"]


def floats(name):
    pixels = numpy.asarray(Image.open(HERE / "resample" / f"{name}.png").convert("RGB"))
    return torch.from_numpy(pixels.copy()).permute(2, 0, 1)[None].float()


def words(**values):
    text = ", ".join(f"{key.replace('_', '-')} = {value}" for key, value in values.items())
    return "{ " + text + " }"


def torch_cases():
    for name in PICTURES:
        x = floats(name)
        height, width = x.shape[2:]
        for to in [(30, 20), (74, 46), (9, 31)]:
            for kernel in ["bilinear", "bicubic"]:
                for antialias in ["false", "true"]:
                    yield name, words(resize="exact", to=list(to), kernel=kernel, antialias=antialias, on="floats"), (
                        functional.interpolate(x, (to[1], to[0]), mode=kernel, antialias=antialias == "true"))
            yield name, words(resize="exact", to=list(to), kernel="nearest", antialias="false", on="floats"), (
                functional.interpolate(x, (to[1], to[0]), mode="nearest"))
            yield name, words(
                resize="exact", to=list(to), kernel="bilinear", antialias="false", coordinates="corners", on="floats"), (
                functional.interpolate(x, (to[1], to[0]), mode="bilinear", align_corners=True))
        for factor in [0.5, 1.37]:
            yield name, words(
                resize="factor", factor=factor, kernel="bilinear", antialias="false", coordinates="factor", on="floats"), (
                functional.interpolate(x, scale_factor=factor, mode="bilinear"))
        side = min(width, height)
        yield name, words(
            resize="shorter", to=65, when="up-to", limit=64, coordinates="factor", kernel="bilinear", antialias="false",
            on="floats"), functional.interpolate(x, scale_factor=65 / side, mode="bilinear")
        yield name, words(resize="shorter", to=19, kernel="bilinear", antialias="true", on="floats"), vision.resize(x, 19)


def pillow_cases():
    for name in PICTURES:
        picture = Image.open(HERE / "resample" / f"{name}.png").convert("RGB")
        for to in [(30, 20), (74, 46)]:
            for kernel, code in [("bilinear", Image.BILINEAR), ("bicubic", Image.BICUBIC)]:
                resized = numpy.asarray(picture.resize(to, code))
                yield name, words(resize="exact", to=list(to), kernel=kernel, antialias="true", on="bytes"), (
                    torch.from_numpy(resized.copy()).permute(2, 0, 1)[None].float())


def crop_cases():
    for width, height in [(300, 257), (225, 224), (511, 1024)]:
        place = torch.arange(width * height, dtype=torch.float64).reshape(1, 1, height, width)
        at = lambda crops: " ".join(f"{int(c[0, 0, 0]) % width},{int(c[0, 0, 0]) // width}" for c in crops)
        five = vision.five_crop(place[0], 224)
        yield width, height, "{ take = five-points, size = 224 }", at([crop[None][0] for crop in five])
        yield width, height, "{ take = centre, size = 224 }", at([vision.center_crop(place[0], 224)])
        yield width, height, "{ take = centre, size = [200, 101] }", at([vision.center_crop(place[0], [101, 200])])
        for count in [20, 25, 50]:
            # One more than the crop: at its own size it enlarges.
            if min(width, height) > 224:
                yield width, height, f"{{ take = grid, size = 224, count = {count}, spacing = floor-steps }}", at(
                    uniform_crop([place], 224, count))
        windows = place.unfold(2, 224, 32).unfold(3, 224, 32).reshape(-1, 1, 224, 224)
        picked = min(15, len(windows))
        step = max(1, len(windows) // picked)
        yield width, height, "{ take = sliding, size = 224, stride = 32, pick = 15 }", at(
            [windows[i * step] for i in range(picked)])


def main():
    folder = HERE / "views"
    folder.mkdir(exist_ok=True)
    with open(folder / "resizes.txt", "w", encoding="utf-8") as out:
        for name, step, x in [*torch_cases(), *pillow_cases()]:
            values = " ".join(f"{value:.4f}" for value in x.flatten()[::43].tolist())
            out.write(f"{name}|{step}|{x.shape[3]}x{x.shape[2]}|{values}\n")
    with open(folder / "crops.txt", "w", encoding="utf-8") as out:
        for width, height, crops, places in crop_cases():
            out.write(f"{width}x{height}|{crops}|{places}\n")


main()
