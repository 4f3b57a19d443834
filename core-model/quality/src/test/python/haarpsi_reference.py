"""Prints the HaarPSI of the pictures that HaarPsiTest makes, straight from the paper's formulas with scipy.

Run with numpy 2.4, scipy 1.17: python haarpsi_reference.py
"""
import numpy as np
from scipy.signal import convolve2d

C, ALPHA = 30.0, 4.2


def picture(width, height, noise):
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    clean = (3 * x + 5 * y + 40 * c + (x // 8 * y // 8) % 64) % 200
    return (clean + noise * ((7 * x * x + 13 * y + 3 * x * y + 5 * c) % 17)).clip(0, 255).astype(float)


def yiq(rgb):
    m = np.array([[0.299, 0.587, 0.114], [0.596, -0.274, -0.322], [0.211, -0.523, 0.312]])
    planes = [rgb @ row for row in m]
    return [convolve2d(p, np.ones((2, 2)) / 4, mode="same")[::2, ::2] for p in planes]


def haar(p, scale, vertical):
    f = 2.0**-scale * np.ones((2**scale, 2**scale))
    f[: 2 ** (scale - 1)] *= -1
    return convolve2d(p, f if vertical else f.T, mode="same")


def similarity(a, b):
    sim = lambda u, v: (2 * np.abs(u) * np.abs(v) + C) / (u**2 + v**2 + C)
    sigmoid = lambda v: 1 / (1 + np.exp(-ALPHA * v))
    (ya, ia, qa), (yb, ib, qb) = yiq(a), yiq(b)
    total, weights, ws = 0.0, 0.0, []
    for vertical in (True, False):
        local = sum(sim(haar(ya, s, vertical), haar(yb, s, vertical)) for s in (1, 2)) / 2
        w = np.maximum(np.abs(haar(ya, 3, vertical)), np.abs(haar(yb, 3, vertical)))
        ws.append(w)
        total, weights = total + (sigmoid(local) * w).sum(), weights + w.sum()
    mean = lambda p: convolve2d(p, np.ones((2, 2)) / 4, mode="same")
    colour = (sim(mean(ia), mean(ib)) + sim(mean(qa), mean(qb))) / 2
    w = (ws[0] + ws[1]) / 2
    value = (total + (sigmoid(colour) * w).sum()) / (weights + w.sum())
    return (np.log(value / (1 - value)) / ALPHA) ** 2


for noise in (0, 1, 3, 6):
    print(noise, similarity(picture(61, 45, 0), picture(61, 45, noise)))
