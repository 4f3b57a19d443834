"""Training throughput beside plain PyTorch: the same step (3 levels of 32 crops of 192 x 192, two losses, AdamW, running
average), in turns, with the same number of threads and the same allocator settings.

    MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=8589934592 MALLOC_TOP_PAD_=67108864 \
        python training_throughput.py CLASSPATH BACKBONE.safetensors [ROUNDS [STEPS]]

CLASSPATH: core-model/target/classes, core-model/target/test-classes and the dependencies. Made with torch 2.7.1.
"""

import os
import statistics
import subprocess
import sys
import time

import torch
from torch import nn
from torchvision.models import mobilenet_v3_small

from mobilenet_fixtures import read_safetensors

PICTURES, SIDE, LEVELS = 32, 192, 3
MEAN = torch.tensor([0.485, 0.456, 0.406])
DEVIATION = torch.tensor([0.229, 0.224, 0.225])


class Torch:
    def __init__(self, backbone):
        model = mobilenet_v3_small()
        model.load_state_dict(read_safetensors(backbone), strict=False)
        self.features = model.features.to(memory_format=torch.channels_last).train()
        self.heads = nn.ModuleList(nn.Sequential(nn.Linear(576, 512), nn.ReLU(), nn.Linear(512, 1)) for _ in range(LEVELS))
        self.parameters = list(self.features.parameters()) + list(self.heads.parameters())
        self.average = [p.detach().clone() for p in self.parameters]
        self.optimiser = torch.optim.AdamW(self.parameters, lr=1e-4, weight_decay=0.02)
        self.pixels = torch.randint(0, 256, (PICTURES, SIDE, SIDE, 3), dtype=torch.uint8)
        self.qualities = torch.arange(PICTURES) / PICTURES

    def step(self):
        self.optimiser.zero_grad()
        for head in self.heads:
            x = ((self.pixels.float() / 255 - MEAN) / DEVIATION).permute(0, 3, 1, 2)
            s = head(self.features(x).mean((2, 3))).flatten()
            x, y = s - s.mean(), self.qualities - self.qualities.mean()
            plcc = (x * y).mean() / (x.square().mean() * y.square().mean() + 1e-8).sqrt()
            ((8 * (s - self.qualities).square().mean() + 1 - plcc) / LEVELS).backward()
        self.optimiser.step()
        with torch.no_grad():
            torch._foreach_lerp_(self.average, self.parameters, 0.01)

    def steps(self, count):
        begun = time.perf_counter()
        for _ in range(count):
            self.step()
        return time.perf_counter() - begun


def main():
    threads = os.cpu_count()
    torch.set_num_threads(threads)
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 10
    java = subprocess.Popen(
        ["java", "-Xmx2g", "-Dai.djl.offline=true", f"-Dai.djl.pytorch.num_threads={threads}", "-cp", sys.argv[1],
         "io.msliqa.training.TrainingThroughput", sys.argv[2]],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def jvm(steps):
        java.stdin.write(f"{steps}\n")
        java.stdin.flush()
        return float(java.stdout.readline())

    reference = Torch(sys.argv[2])
    jvm(3), reference.steps(3)
    ratios = []
    for _ in range(rounds):
        ours, theirs = jvm(count), reference.steps(count)
        crops = count * PICTURES * LEVELS
        ratios.append(theirs / ours)
        print(f"msliqa {crops / ours:.1f} crops/s, PyTorch {crops / theirs:.1f} crops/s: {ratios[-1]:.2f}x")
    print(f"training step msliqa/PyTorch {statistics.median(ratios):.2f}x (median of {rounds})")
    java.stdin.close()


main()
