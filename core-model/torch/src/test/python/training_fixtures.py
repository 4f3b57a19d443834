"""Writes what PyTorch makes of one training step, for TrainingStepParityTest.

    python training_fixtures.py OUT_DIR

Made with torch 2.7.1 and torchvision 0.22.1 on a CPU. A MobileNetV3-Small with two heads and the formula's weights (see
mobilenet_fixtures.py) sees 6 pictures of two sources (4 and 2) at two sizes. Lines of the result:

    loss LEVEL VALUE
    gradient NAME MEAN DEVIATION SAMPLE...     of the mean of the two levels' losses
    after NAME MEAN DEVIATION SAMPLE...        running statistics

and prints the weights of AdamWTest.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torchvision.models import mobilenet_v3_small

from mobilenet_fixtures import uniform, values

ROWS = (4, 2)
SIDES = (64, 96)
SQUARED_ERROR, CORRELATION = 8, 1
SAMPLES = 6
MEAN = torch.tensor([0.485, 0.456, 0.406])
DEVIATION = torch.tensor([0.229, 0.224, 0.225])


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = mobilenet_v3_small().features
        self.heads = nn.ModuleList(
            nn.Sequential(nn.Linear(576, 512), nn.ReLU(), nn.Linear(512, 1)) for _ in SIDES)

    def forward(self, x, head):
        return self.heads[head](self.features(x).mean((2, 3))).flatten()


def pictures(side):
    count = sum(ROWS) * side * side * 3
    pixels = np.floor(uniform(f"pictures{side}", count) * 256).astype(np.float32)
    x = torch.from_numpy(pixels.reshape(sum(ROWS), side, side, 3)) / 255
    return ((x - MEAN) / DEVIATION).permute(0, 3, 1, 2)


def loss(scores, qualities, line):
    total, start = 0, 0
    for source, rows in enumerate(ROWS):
        s, q = scores[start : start + rows], qualities[start : start + rows]
        read = s if source == 0 else s * line[0] + line[1]
        error = ((read - q) ** 2).mean()
        x, y = s - s.mean(), q - q.mean()
        correlation = (x * y).mean() / (x.square().mean() * y.square().mean() + 1e-8).sqrt()
        total = total + (SQUARED_ERROR * error + CORRELATION * (1 - correlation)) * rows / sum(ROWS)
        start += rows
    return total


def line(kind, name, x):
    flat = x.detach().flatten().double()
    at = [i * (flat.numel() - 1) // (SAMPLES - 1) for i in range(SAMPLES)]
    numbers = [flat.mean().item(), flat.std(correction=0).item()] + flat[at].tolist()
    return f"{kind} {name} " + " ".join(f"{v:.8g}" for v in numbers)


def main():
    net = Net()
    net.load_state_dict(
        {k: v if "tracked" in k else values(k, tuple(v.shape)) for k, v in net.state_dict().items()})
    net.train()
    source = torch.tensor([1.0, 0.0], requires_grad=True)
    qualities = torch.from_numpy(uniform("qualities", sum(ROWS)).astype(np.float32))
    lines = []
    for level, side in enumerate(SIDES):
        value = loss(net(pictures(side), level), qualities, source)
        (value / len(SIDES)).backward()
        lines.append(f"loss {level} {value.item():.8g}")
    lines += [line("gradient", n, p.grad) for n, p in net.named_parameters()]
    lines.append(line("gradient", "sources.1", source.grad))

    lines += [line("after", n, b) for n, b in net.named_buffers() if "running" in n]
    (Path(sys.argv[1]) / "training-step.txt").write_text("\n".join(lines) + "\n")
    weights_of_adamw()


def weights_of_adamw():
    value = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
    optimiser = torch.optim.AdamW([value], lr=0.01, weight_decay=0.1)
    for gradient in ([0.5, -1, 0.01], [0.25, 2, 0.02], [-1, 0.5, -0.03]):
        value.grad = torch.tensor(gradient)
        optimiser.step()
        print([f"{v:.7f}" for v in value.tolist()])


main()
