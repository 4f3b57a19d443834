"""Writes what independent libraries say about steps of the distortions, for DistortionFixturesTest.

Made with numpy 2.2, scipy 1.15, scikit-image 0.25, Pillow 11 (any recent versions give the same to the digits kept).
Usage: python distortion_fixtures.py > ../resources/io/msliqa/distortion/fixtures.csv

Rows: name, then numbers. The picture is computed alike here and in TestScenes.pattern.
"""

import io

import numpy as np
import PIL
import scipy
import skimage
from PIL import Image
from scipy.interpolate import CubicSpline
from scipy.ndimage import gaussian_filter
from skimage.color import rgb2hsv, rgb2lab, rgb2ycbcr
from skimage.filters import threshold_multiotsu

W, H = 31, 23


def pattern():
    y, x, c = np.mgrid[0:H, 0:W, 0:3]
    return ((37 * x + 11 * y * y + 59 * c + (x * y * (c + 1)) // 3) % 256).astype(np.uint8)


def row(name, values):
    print(name + "," + ",".join(f"{v:.7g}" for v in np.asarray(values, dtype=float).ravel()))


def main():
    print(f"# numpy {np.__version__} scipy {scipy.__version__} scikit-image {skimage.__version__} Pillow {PIL.__version__}")
    image = pattern()
    unit = image / 255.0
    green = unit[:, :, 1]
    for sigma in (0.5, 1, 2, 5):
        blurred = gaussian_filter(green, sigma, mode="nearest", radius=int(np.ceil(2 * sigma)))
        row(f"gaussian {sigma}", blurred[::5, ::5])
    sample = unit[::6, ::6]
    row("lab", rgb2lab(sample))
    row("hsv", rgb2hsv(sample))
    row("ycbcr", rgb2ycbcr(sample) / 255.0)
    grey = image.ravel() // 2 + (image.ravel() % 7) * 11
    for classes in (2, 3, 4, 5):
        row(f"otsu {classes}", otsu(grey, classes))
    at = np.linspace(0, 1, 21)
    for amount in (0.3, 0.15, 0, -0.4, -0.6):
        spline = CubicSpline([0, 0.3, 0.5, 0.7, 1], [0, 0.25 - amount / 4, 0.5, 0.75 + amount / 4, 1], bc_type="not-a-knot")
        row(f"contrast {amount}", np.clip(spline(at), 0, 1))
    for quality in (43, 24, 7, 4):
        stored = io.BytesIO()
        smooth = smooth_scene()
        Image.fromarray(smooth).save(stored, "JPEG", quality=quality)
        back = np.asarray(Image.open(stored)).astype(float)
        row(f"jpeg {quality}", [np.mean((back - smooth) ** 2)])


def otsu(grey, classes):
    """scikit-image's thresholds are the last value of the lower class."""
    histogram = np.bincount(grey, minlength=256)
    centres = np.arange(256)
    return threshold_multiotsu(hist=(histogram, centres), classes=classes)


def smooth_scene():
    y, x, c = np.mgrid[0:96, 0:128, 0:3]
    return (128 + 60 * np.sin(x / 9.0 + c) + 50 * np.cos(y / (5.0 + c)) + 12 * np.sin(x * y / 40.0)).astype(np.uint8)


if __name__ == "__main__":
    main()
