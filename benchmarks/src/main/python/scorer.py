"""The exported network behind ONNX Runtime, as the programs of others call it: pixels in, scores out.

The rule that makes a score of the outputs, the heads and the weights are those of the model's manifest; paper_protocol.py says the
same in PyTorch.
"""

import json
import math
import re

import numpy as np
import onnxruntime
from PIL import Image

SCALES, SIZES, GRID = (0.5, 1.0, 2.0), (224, 384), 3
MEAN = np.array([0.485, 0.456, 0.406], np.float32) * 255
DEVIATION = np.array([0.229, 0.224, 0.225], np.float32) * 255


def half_up(value):
    return math.floor(value + 0.5)


class Scorer:
    def __init__(self, network, manifest, threads, mode):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self.model = json.loads(open(manifest).read())["model"]
        self.mode = mode
        reading = self.model["reading"]
        self.weights = {(group["size"], group["scale"]): group["weight"] for group in reading.get("groups", [])}
        self.rule = reading["score"]["parts"]
        self.at_scales = {(one["quality"], one["scale"]): one["weight"] for one in reading.get("scaleWeights", [])}

    def qualities(self, pixels):
        """(N, H, W, 3) bytes to (qualities, N, heads), each as the rule reads it."""
        planes = ((pixels.astype(np.float32) - MEAN) / DEVIATION).transpose(0, 3, 1, 2)
        names = [part["quality"] for part in self.rule]
        outputs = self.session.run(names, {"pictures": np.ascontiguousarray(planes)})
        return np.stack([part["gain"] * out.astype(np.float64) + part["offset"] for part, out in zip(self.rule, outputs)])

    def scores(self, pictures):
        """Pictures as (H, W, 3) bytes each; whole ones of one size go together."""
        if self.mode == "patches":
            return [self.patches(picture) for picture in pictures]
        scores = np.empty(len(pictures))
        by_size = {}
        for i, picture in enumerate(pictures):
            by_size.setdefault(picture.shape, []).append(i)
        for places in by_size.values():
            batch = np.stack([pictures[i] for i in places])
            scores[places] = self.qualities(batch)[:, :, self.model["bestHead"]].min(0)
        return self.on_scale(scores)

    def on_scale(self, quality):
        scale = self.model["scoreScale"]
        return scale["min"] + (scale["max"] - scale["min"]) * quality

    def patches(self, pixels):
        """9 patches x 2 sizes x 3 scales x {as is, transposed}: all 108, a batch a size and scale. The smaller of the means."""
        picture, sums, weights = Image.fromarray(pixels), np.zeros(len(self.rule)), np.zeros(len(self.rule))
        for scale in SCALES:
            size = max(1, half_up(picture.width * scale)), max(1, half_up(picture.height * scale))
            scaled = np.asarray(picture.resize(size, Image.BICUBIC))
            for side in SIZES:
                weight = self.weights.get((side, scale), 1.0)
                head = self.head(min(picture.size), scale, side)
                cut = self.grid(scaled, side)
                count = weight * np.array([self.at_scales.get((part["quality"], scale), 1.0) for part in self.rule])
                sums += count * self.qualities(cut)[:, :, head].sum(1)
                weights += count * len(cut)
        return self.on_scale((sums / weights).min())

    @staticmethod
    def grid(scaled, side):
        missing = [max(0, side - scaled.shape[0]), max(0, side - scaled.shape[1])]
        around = [(more - more // 2, more // 2) for more in missing] + [(0, 0)]
        scaled = np.pad(scaled, around, mode="reflect")
        cut = []
        for row in range(GRID):
            for column in range(GRID):
                y = half_up(row * (scaled.shape[0] - side) / (GRID - 1))
                x = half_up(column * (scaled.shape[1] - side) / (GRID - 1))
                patch = scaled[y : y + side, x : x + side]
                cut += [patch, patch.transpose(1, 0, 2)]
        return np.stack(cut)

    def head(self, shorter, scale, side):
        """MATCHED: the head whose zoom level, on this picture, has the most similar zoom and side."""

        def distance(level):
            match = re.fullmatch(r"(?:resize-(\d+)(?:x\d+)?/?|zoom-(\d+)/?)?(?:crop-(\d+))?|whole", level)
            resized = int(match[1]) if match[1] else shorter * int(match[2] or 100) / 100
            own = int(match[3]) if match[3] else resized
            return abs(math.log(max(1, half_up(shorter * scale)) / resized)) + abs(math.log(side / own))

        levels = self.model["heads"]
        return min(range(len(levels)), key=lambda i: distance(levels[i]))
