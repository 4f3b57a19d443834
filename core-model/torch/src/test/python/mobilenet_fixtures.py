"""Writes what torchvision's MobileNetV3 makes of one batch, stage by stage, for BackboneParityTest.

    python mobilenet_fixtures.py OUT_DIR [SMALL_IMAGENET.safetensors]

Made with torch 2.7.1 and torchvision 0.22.1 on a CPU. Weights and batch come out of a formula (see `values`) that the
test computes too, so that only samples of the activations need keeping. With the second argument also for real weights.

A line: stage, shape, mean, standard deviation, 16 activations at equal distances in (N, C, H, W) order.
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch
from torchvision.models import mobilenet_v3_large, mobilenet_v3_small

SAMPLES = 16
BATCH = (2, 3, 96, 80)


def uniform(name, count):
    """Numbers in [0, 1): murmur3's finaliser over the index, keyed by the name's FNV-1a hash."""
    key = 2166136261
    for byte in name.encode():
        key = (key ^ byte) * 16777619 & 0xFFFFFFFF
    x = (np.arange(count, dtype=np.uint64) * 2654435761 + key) & 0xFFFFFFFF
    x ^= x >> 16
    x = x * 0x85EBCA6B & 0xFFFFFFFF
    x ^= x >> 13
    x = x * 0xC2B2AE35 & 0xFFFFFFFF
    x ^= x >> 16
    return x / 2.0**32


def values(name, shape):
    """float32 values of a parameter, of a size that keeps activations around 1."""
    u = uniform(name, int(np.prod(shape)))
    if len(shape) > 1:
        v = (u - 0.5) * 2 * np.sqrt(4 / np.prod(shape[1:]))
    elif name.endswith((".running_var", ".1.weight")):
        v = u + 0.5
    else:
        v = u - 0.5
    return torch.from_numpy(v.astype(np.float32).reshape(shape))


def batch():
    u = uniform("batch", int(np.prod(BATCH)))
    return torch.from_numpy(((u - 0.5) * 4).astype(np.float32).reshape(BATCH))


def line(stage, x):
    flat = x.detach().flatten().double()
    at = [i * (flat.numel() - 1) // (SAMPLES - 1) for i in range(SAMPLES)]
    numbers = [flat.mean().item(), flat.std(correction=0).item()] + flat[at].tolist()
    shape = "x".join(str(s) for s in x.shape)
    return f"{stage} {shape} " + " ".join(f"{v:.7g}" for v in numbers)


def run(model, training=False):
    model.train(training)
    lines, x = [], batch()
    with torch.no_grad():
        for i, stage in enumerate(model.features):
            x = stage(x)
            lines.append(line(f"features.{i}", x))
        lines.append(line("embedding", model.avgpool(x).flatten(1)))
    if training:
        lines += [line(n, b) for n, b in model.features.named_buffers(prefix="features") if "running" in n]
    return lines


def hashed(model):
    state = {k: v if "tracked" in k else values(k, tuple(v.shape)) for k, v in model.state_dict().items()}
    model.load_state_dict(state)
    return model


def read_safetensors(path):
    raw = Path(path).read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    header.pop("__metadata__", None)
    body = np.frombuffer(raw, np.uint8, offset=8 + length)
    return {
        k: torch.from_numpy(body[slice(*v["data_offsets"])].view(np.float32).reshape(v["shape"]).copy())
        for k, v in header.items()
    }


def main():
    out = Path(sys.argv[1])
    fixtures = {
        "small-hashed": run(hashed(mobilenet_v3_small())),
        "small-hashed-training": run(hashed(mobilenet_v3_small()), training=True),
        "large-hashed": run(hashed(mobilenet_v3_large())),
    }
    if len(sys.argv) > 2:
        model = mobilenet_v3_small()
        missing = model.load_state_dict(read_safetensors(sys.argv[2]), strict=False)
        assert not missing.unexpected_keys
        fixtures["small-imagenet"] = run(model)
    for name, lines in fixtures.items():
        (out / f"{name}.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
