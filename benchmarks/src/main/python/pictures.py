"""Pictures to measure with, made out of docs/samples."""

import os
from pathlib import Path

import numpy as np
from PIL import Image

TOP = Path(__file__).resolve().parents[4]


def make(folder, count, width, height):
    """JPEGs of that size: parts of the sample pictures, enlarged where need be, with a camera's grain, each different."""
    folder.mkdir(parents=True, exist_ok=True)
    samples = [Image.open(file).convert("RGB") for file in sorted((TOP / "docs/samples").glob("*.jpg"))]
    for i in range(len(list(folder.glob("*.jpg"))), count):
        dice = np.random.default_rng(i)
        picture = samples[i % len(samples)]
        left, top = dice.integers(0, picture.width // 8), dice.integers(0, picture.height // 8)
        picture = picture.crop((left, top, left + picture.width * 7 // 8, top + picture.height * 7 // 8))
        pixels = np.asarray(picture.resize((width, height), Image.BICUBIC), dtype=np.float32)
        pixels = pixels + dice.normal(0, 4, (height, width, 1)).astype(np.float32)
        part = folder / f".{i}.part"
        Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).save(part, "JPEG", quality=90)
        part.rename(folder / f"{i:05d}.jpg")
    return folder


def repeated(folder, made, count):
    """A folder of that many files, the made ones again and again."""
    folder.mkdir(parents=True, exist_ok=True)
    files = sorted(made.glob("*.jpg"))
    for i in range(len(list(folder.glob("*.jpg"))), count):
        os.link(files[i % len(files)], folder / f"{i:05d}.jpg")
    return folder
