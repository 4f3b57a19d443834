"""Makes folders like export_pyiqa.py, but with the protocols of the networks' authors and golden scores of this program.

    python original_protocols.py --output DIR [--networks hyperiqa,tres,maniqa,arniqa] [--crops 5] [--large] [--small]

The networks are pyiqa's architectures with random weights. How they look at a picture is written here anew with Pillow, numpy
and torch, from what the authors published. Crops "at random" lie where docs/networks.md says that they lie.
"""

import argparse
import pathlib

import numpy
import torch
from PIL import Image

import export_pyiqa as pyiqa_export

IMAGENET = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
HALF = [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]
BITS = (1 << 64) - 1


def crc32c(data):
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    crc = 0xFFFFFFFF
    for byte in data:
        crc = table[(crc ^ byte) & 255] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


class SplitMix:
    """Steele, Lea, Flood 2014: Fast Splittable Pseudorandom Number Generators; what Java calls SplittableRandom."""

    def __init__(self, seed):
        self.state = seed & BITS

    def bits32(self):
        self.state = self.state + 0x9E3779B97F4A7C15 & BITS
        z = (self.state ^ self.state >> 33) * 0x62A9D9ED799705F5 & BITS
        return (z ^ z >> 28) * 0xCB24D0A5C88C35B3 >> 32 & 0xFFFFFFFF

    def below(self, bound):
        if bound & bound - 1 == 0:
            return self.bits32() & bound - 1
        while True:
            u = self.bits32() >> 1
            r = u % bound
            if u + bound - 1 - r < 1 << 31:
                return r


def random_places(picture, view, count, size=224, seed=1):
    pixels = numpy.asarray(picture)
    height, width = pixels.shape[:2]
    source = SplitMix(width << 48 ^ height << 32 ^ crc32c(pixels.tobytes()) ^ seed)
    return [(source.below(view.width - size + 1), source.below(view.height - size + 1)) for _ in range(count)]


def tensor(view, places, normalisation, size=224):
    mean, deviation = (numpy.array(each, numpy.float32) for each in normalisation)
    pixels = numpy.asarray(view, dtype=numpy.float32) / 255
    crops = [(pixels[y:y + size, x:x + size] - mean) / deviation for x, y in places]
    return torch.from_numpy(numpy.stack(crops).transpose(0, 3, 1, 2).copy())


def squashed(net, picture, count):
    """HyperIQA and TReS: Resize((512, 384)) of torchvision is 512 high; RandomCrop(224); the mean over all."""
    view = picture.resize((384, 512), Image.BILINEAR)
    return float(net(tensor(view, random_places(picture, view, count), IMAGENET)).mean())


def maniqa(net, picture, count):
    """Each crop has the mean of its tokens' scores by their weights; the picture has the mean of its crops."""
    score, weight = net(tensor(picture, random_places(picture, picture, count), HALF))
    return float(((score * weight).sum(1) / weight.sum(1)).mean())


def arniqa(net, picture, _):
    """The centre and the corners of the picture and of its half, side by side; the mean of five heads; from 1 to 5."""
    half = picture.resize((picture.width // 2, picture.height // 2), Image.BILINEAR)
    both = []
    for view in (picture, half):
        right, low = view.width - 224, view.height - 224
        both.append(tensor(view, [(0, 0), (right, 0), (0, low), (right, low), (round(right / 2), round(low / 2))], IMAGENET))
    features = torch.cat(net(*both), 1)
    head = net.net.head["regressor.safetensors"]
    return float(((features @ head["weight"].t() + head["bias"]).mean() - 1) / 4)


ORIGINALS = {
    "hyperiqa": ("hyperiqa", squashed, 25, 0), "tres": ("tres", squashed, 50, 0), "maniqa": ("maniqa", maniqa, 20, 224),
    "arniqa": ("arniqa", arniqa, 0, 448),
}


class PerCrop(torch.nn.Module):
    """MANIQA's own end: one number a crop."""

    def __init__(self, tokens):
        super().__init__()
        self.tokens = tokens

    def forward(self, x):
        score, weight = self.tokens(x)
        return (score * weight).sum(1) / weight.sum(1)


def small_tokens():
    """Scores and weights of 28 x 28 tokens a crop, as MANIQA has them, by one convolution each."""
    net = torch.nn.ModuleList([torch.nn.Conv2d(3, 1, 8, 8), torch.nn.Conv2d(3, 1, 8, 8)]).eval()

    def tokens(n, x):
        return torch.relu(n[0](x)).flatten(1), torch.sigmoid(n[1](x)).flatten(1)

    return net, tokens, [torch.rand(2, 3, 224, 224)], ["x"], ["score", "weight"], "onnx"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--output", required=True, type=pathlib.Path)
    options.add_argument("--networks", default=",".join(ORIGINALS))
    options.add_argument("--pictures", type=int, default=40)
    options.add_argument("--large", action="store_true", help="the last picture has 12 megapixels")
    options.add_argument("--small", action="store_true", help="a small network with MANIQA's outputs in the place of MANIQA's")
    options.add_argument("--crops", type=int, default=0, help="fewer crops than the authors', for a slow machine")
    chosen = options.parse_args()
    pyiqa_export.without_downloads()
    for name in chosen.networks.split(","):
        make, score, count, smallest = ORIGINALS[name]
        used = chosen.crops if chosen.crops and count else count
        torch.manual_seed(len(name))
        if chosen.small and name == "maniqa":
            net, forward, example, inputs, outputs, kind = small_tokens()
        else:
            net, forward, example, inputs, outputs, kind = getattr(pyiqa_export, make)(used)
        # A network whose smallest picture is large gets larger pictures.
        pictures, factor = ("pictures-doubled", 2) if smallest > 224 else ("pictures", 1)
        kept = pyiqa_export.unnormalised(net) if hasattr(net, "default_mean") else None
        plain = pyiqa_export.Plain(net, forward).eval()
        golden = {}
        for file in pyiqa_export.draw(chosen.output / pictures, chosen.pictures, chosen.large, factor):
            picture = Image.open(chosen.output / pictures / file).convert("RGB")
            if min(picture.size) >= smallest:
                with torch.no_grad():
                    golden[file] = score(plain, picture, used)
        if kept:
            net.default_mean, net.default_std = kept
        folder = chosen.output / name
        folder.mkdir(parents=True, exist_ok=True)
        if name == "maniqa":
            forward, outputs = (lambda n, x, tokens=forward: PerCrop(lambda y: tokens(n, y))(x)), ["score"]
        pyiqa_export.export(net, forward, example, inputs, outputs, kind, folder)
        pyiqa_export.write_protocol(folder, name, pictures, golden, net, (count, used))


main()
