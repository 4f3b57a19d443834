"""The paper's protocol as a person would write it in PyTorch: what `make bench` runs beside the Spark job, and the oracle of
its scores.

    python paper_protocol.py MODEL_DIR [--device cuda] [--double] [--whole | --views | --levels] PICTURE...

prints `picture<TAB>score` a line: Pillow decodes, resizes (bicubic) and pads, 9 patches x 2 sizes x 3 scales x {as is,
transposed} go through torchvision's eager network, a batch an image and size, and all 108 are averaged. Of heads with several
outputs each patch's score is made as the manifest says. --whole: the picture as it is, mirrored at its right and lower edge to sides that
are multiples of 32, by the best head. --views: the same at the scales that the manifest names, each by its head; a larger picture
than 1024 x 768 pixels is reduced to so many first. --levels: the same, in patches as the model learned them, of the sides and at the
zooms of its levels (zoom-N/crop-N). MODEL_DIR has manifest.json and weights.safetensors. Made with torch 2.7.1, torchvision 0.22.1, Pillow 11.
"""

import json
import math
import re
import struct
import sys
import time
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from torchvision.models import mobilenet_v3_large, mobilenet_v3_small

SCALES, SIZES, GRID = (0.5, 1.0, 2.0), (224, 384), 3
STRIDE, VIEW_PIXELS = 32, 1024 * 768
MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
DEVIATION = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)


def read_safetensors(path):
    data = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = (8 + length + offset for offset in entry["data_offsets"])
            values = np.frombuffer(data[begin:end], "<f4").reshape(entry["shape"])
            tensors[name] = torch.from_numpy(values.copy())
    return tensors


class Network(torch.nn.Module):
    """torchvision's features, and a head for each zoom level."""

    def __init__(self, folder, device="cpu"):
        super().__init__()
        self.device = device
        self.manifest = json.loads((Path(folder) / "manifest.json").read_text())["model"]
        small = self.manifest["backbone"] == "MOBILENET_V3_SMALL"
        self.features = (mobilenet_v3_small if small else mobilenet_v3_large)().features
        embedding = 576 if small else 960
        self.reading = self.manifest.get("reading", {})
        outputs = self.reading.get("outputs", {"qualities": ["score"], "causes": []})
        self.qualities = outputs["qualities"]
        width = len(self.qualities) + len(outputs["causes"])
        self.heads = torch.nn.ModuleList(
            torch.nn.Sequential(torch.nn.Linear(embedding, 512), torch.nn.ReLU(), torch.nn.Linear(512, width))
            for _ in self.manifest["heads"]
        )
        missing, unexpected = self.load_state_dict(read_safetensors(Path(folder) / "weights.safetensors"), strict=False)
        if unexpected or any(not name.endswith("num_batches_tracked") for name in missing):
            raise SystemExit(f"{folder} is no model of this network: {missing} are missing, {unexpected} unknown")
        self.precision = torch.float32
        self.eval().to(device)

    def forward(self, x):
        embedding = self.features(x).mean((2, 3))
        return torch.stack([head(embedding).double()[:, : len(self.qualities)] for head in self.heads], 1)

    def one_score(self, qualities):
        """What the manifest makes of qualities: (..., qualities) to (...)."""
        rule = self.reading.get("score")
        if rule is None:
            return qualities[..., 0]
        read = [
            (part["gain"] * qualities[..., self.qualities.index(part["quality"])] + part["offset"], part["weight"])
            for part in rule["parts"]
        ]
        if rule["combination"] == "MINIMUM":
            return torch.stack([value for value, _ in read]).amin(0)
        return sum(value * weight for value, weight in read) / sum(weight for _, weight in read)


def half_up(value):
    return math.floor(value + 0.5)


def patches(picture, size, scale):
    """The 3 x 3 grid of one size at one scale, with transposes: (18, 3, size, size)."""
    width, height = max(1, half_up(picture.width * scale)), max(1, half_up(picture.height * scale))
    scaled = np.asarray(picture.resize((width, height), Image.BICUBIC))
    missing = [max(0, size - height), max(0, size - width)]
    for axis, more in enumerate(missing):
        if more:
            # Half a pixel more above and to the left where it cannot be halved.
            around = [(0, 0)] * 3
            around[axis] = (more - more // 2, more // 2)
            scaled = np.pad(scaled, around, mode="reflect")
    cut = []
    for row in range(GRID):
        for column in range(GRID):
            y = half_up(row * (scaled.shape[0] - size) / (GRID - 1))
            x = half_up(column * (scaled.shape[1] - size) / (GRID - 1))
            patch = scaled[y : y + size, x : x + size]
            cut += [patch, patch.transpose(1, 0, 2)]
    return torch.from_numpy(np.stack(cut)).permute(0, 3, 1, 2)


def nearest_head(levels, shorter_side, scale, size):
    """MATCHED: the head whose zoom level, on this picture, has the most similar zoom and side."""

    def distance(level):
        match = re.fullmatch(r"(?:resize-(\d+)(?:x\d+)?/?|zoom-(\d+)/?)?(?:crop-(\d+))?|whole", level)
        resized = int(match[1]) if match[1] else shorter_side * int(match[2] or 100) / 100
        side = int(match[3]) if match[3] else resized
        scaled = max(1, half_up(shorter_side * scale))
        return abs(math.log(scaled / resized)) + abs(math.log(size / side))

    return min(range(len(levels)), key=lambda head: distance(levels[head]))


@torch.inference_mode()
def score(network, file, seconds, scales=SCALES, sizes=SIZES, most_pixels=math.inf):
    """The picture's score on the manifest's scale; adds to `seconds` by stage."""
    begun = time.perf_counter()
    picture = reduced(ImageOps.exif_transpose(Image.open(file)).convert("RGB"), most_pixels)
    decoded = time.perf_counter()
    batches, order = [], []
    for size in sizes:
        batches.append(torch.cat([patches(picture, size, scale) for scale in scales]))
        order += [(size, scale) for scale in scales for _ in range(2 * GRID * GRID)]
    sampled = time.perf_counter()
    mean, deviation = MEAN.to(network.device), DEVIATION.to(network.device)
    batches = [(batch.to(network.device).to(network.precision) / 255 - mean) / deviation for batch in batches]
    outputs = torch.cat([network(batch) for batch in batches]).cpu()
    manifest = network.manifest
    policy = manifest["headPolicy"]
    def of_heads(values):
        if policy == "MEAN":
            return values.mean(1)
        if policy == "BEST":
            return values[:, manifest["bestHead"]]
        shorter = min(picture.size)
        heads = [nearest_head(manifest["heads"], shorter, scale, size) for size, scale in order]
        return values[torch.arange(len(order)), heads]

    groups = {(group["size"], group["scale"]): group["weight"] for group in network.reading.get("groups", [])}
    weights = torch.tensor([groups.get(one, 1.0) for one in order], dtype=torch.float64)
    if network.reading.get("scaleWeights", []):
        quality = mean_of_qualities(network, of_heads(outputs), [scale for _, scale in order], weights)
    else:
        quality = (of_heads(network.one_score(outputs)) * weights).sum() / weights.sum()
    result = on_scale(manifest, quality)
    for stage, spent in ("decode", decoded - begun), ("sample", sampled - decoded), ("infer", time.perf_counter() - sampled):
        seconds[stage] = seconds.get(stage, 0) + spent
    return result


def mean_of_qualities(network, qualities, scales, weights):
    """What the rule makes of the mean of each quality over looks, (looks, qualities), at scales, each of a weight."""
    counts = {(one["quality"], one["scale"]): one["weight"] for one in network.reading.get("scaleWeights", [])}
    count = torch.tensor(
        [[counts.get((quality, scale), 1.0) for quality in network.qualities] for scale in scales], dtype=torch.float64)
    count *= weights[:, None]
    return network.one_score((qualities * count).sum(0) / count.sum(0))


def on_scale(manifest, quality):
    scale = manifest["scoreScale"]
    return scale["min"] + (scale["max"] - scale["min"]) * quality.item()


def outputs_of_whole(network, picture):
    """Of each head and quality."""
    pixels = np.pad(np.asarray(picture), ((0, -picture.height % STRIDE), (0, -picture.width % STRIDE), (0, 0)), mode="reflect")
    pixels = torch.from_numpy(pixels).permute(2, 0, 1)[None].to(network.device).to(network.precision) / 255
    return network((pixels - MEAN.to(network.device)) / DEVIATION.to(network.device)).cpu()[0]


@torch.inference_mode()
def score_whole(network, file):
    picture = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
    return on_scale(network.manifest, network.one_score(outputs_of_whole(network, picture))[network.manifest["bestHead"]])


@torch.inference_mode()
def score_views(network, file):
    picture = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
    shown = reduced(picture, VIEW_PIXELS)
    views = network.reading["views"]
    outputs = [outputs_of_whole(network, scaled_to(shown, view["scale"]))[view["head"]] for view in views]
    weights = torch.tensor([view["weight"] for view in views], dtype=torch.float64)
    return on_scale(
        network.manifest, mean_of_qualities(network, torch.stack(outputs), [view["scale"] for view in views], weights))


def score_levels(network, file):
    levels = [re.fullmatch(r"(?:zoom-(\d+)/)?crop-(\d+)", level) for level in network.manifest["heads"]]
    scales = sorted({int(level[1] or 100) / 100 for level in levels})
    return score(network, file, {}, scales, sorted({int(level[2]) for level in levels}), VIEW_PIXELS)


def reduced(picture, most_pixels):
    reduction = math.sqrt(most_pixels / (picture.width * picture.height))
    return scaled_to(picture, reduction) if reduction < 1 else picture


def scaled_to(picture, scale):
    return picture.resize(tuple(max(1, half_up(side * scale)) for side in picture.size), Image.BICUBIC)


def main():
    folder, *files = sys.argv[1:]
    device = "cpu"
    if files[:1] == ["--device"]:
        device, files = files[1], files[2:]
    network = Network(folder, device)
    if files[:1] == ["--double"]:
        # Where float32 rounds, no two engines round alike: these are the numbers in between.
        network.precision, files = torch.float64, files[1:]
        network.double()
    way = {"--whole": score_whole, "--views": score_views, "--levels": score_levels}.get(files[0])
    for file in files[way is not None :]:
        value = way(network, file) if way else score(network, file, {})
        print(f"{file}\t{value:.6f}", flush=True)


if __name__ == "__main__":
    main()
