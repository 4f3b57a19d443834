"""Makes networks' folders out of pyiqa: the network as ONNX or TorchScript, its protocol, golden scores of odd pictures.

    python export_pyiqa.py --output DIR [--networks hyperiqa-pyiqa,nima] [--pictures 40] [--weights random]

Needs pyiqa 0.1.16 (a toolbox for non-commercial use), torch, timm, safetensors; onnx and onnxscript for ONNX. With
--weights random (the default) nothing is fetched: every network has pyiqa's own architecture and weights from a seed, and its
scores say nothing of pictures; they say whether this program computes what pyiqa computes. With --weights pyiqa the weights
are those that pyiqa fetches, whose licences the user has read.

The golden scores are those of pyiqa's own forward pass, preprocessing and all. The scale of a folder with random weights is
the range of these scores, so that the protocol's tolerance is a share of what the scores really span.
"""

import argparse
import hashlib
import pathlib
import types

import numpy
import timm
import torch
import torch.nn as nn
import torchvision
from PIL import Image
from safetensors.torch import save_file

HERE = pathlib.Path(__file__).resolve()
CONF = HERE.parents[5] / "conf" / "networks"
SIZES = [(97, 131), (131, 97), (224, 224), (225, 224), (223, 300), (256, 256), (301, 257), (257, 301), (320, 240), (240, 321),
         (333, 250), (384, 288), (288, 385), (400, 225), (225, 400), (450, 230), (227, 227), (310, 310), (263, 419), (419, 263)]
LOGIT_SCALE = 100


def without_downloads():
    """Networks as they are before anybody trains them."""
    create = timm.create_model
    timm.create_model = lambda *names, pretrained=False, **more: create(*names, pretrained=False, **more)
    torch.hub.load_state_dict_from_url = lambda *_, **__: {}
    for name in ["resnet18", "resnet34", "resnet50", "vgg16"]:
        make = getattr(torchvision.models, name)
        setattr(torchvision.models, name, lambda *_, weights=None, make=make, **more: make(weights=None, **more))
    lenient = nn.Module.load_state_dict
    nn.Module.load_state_dict = lambda self, state, strict=True, **more: lenient(self, state, strict=False, **more)
    import pyiqa.archs.arch_util as util
    import pyiqa.utils.download_util as download
    util.load_pretrained_network = lambda *_, **__: None
    download.load_file_from_url = lambda *_, **__: None
    import pyiqa.archs as archs
    for arch in vars(archs).values():
        if isinstance(arch, types.ModuleType) and hasattr(arch, "load_pretrained_network"):
            arch.load_pretrained_network = util.load_pretrained_network


def import_arch(name):
    import importlib
    arch = importlib.import_module(f"pyiqa.archs.{name}")
    if hasattr(arch, "load_pretrained_network"):
        arch.load_pretrained_network = lambda *_, **__: None
    return arch


def lively(net, seed):
    """Statistics of batch norms as training leaves them, so that no layer sleeps and scores differ."""
    generator = torch.Generator().manual_seed(seed)
    for module in net.modules():
        if isinstance(module, (nn.BatchNorm2d, nn.BatchNorm1d)):
            module.running_mean.normal_(0, 0.1, generator=generator)
            module.running_var.uniform_(0.5, 1.5, generator=generator)
    return net.eval()


class Plain(nn.Module):
    """The network without the normalisation, which the protocol has."""

    def __init__(self, net, forward):
        super().__init__()
        self.net = net
        self.pass_on = forward

    def forward(self, *inputs):
        return self.pass_on(self.net, *inputs)


def unnormalised(net):
    """A copy of the constants is taken away and given back: pyiqa keeps them in the network."""
    kept = net.default_mean, net.default_std
    net.default_mean, net.default_std = torch.zeros_like(kept[0]), torch.ones_like(kept[1])
    return kept


def on_crops(arch):
    """Inside the export a crop is a picture."""
    arch.uniform_crop = lambda x, *_, **__: x[0] if isinstance(x, list) else x


def hyperiqa(count):
    arch = import_arch("hypernet_arch")
    net = lively(arch.HyperNet(num_crop=count, pretrained=False), 1)
    return net, lambda n, x: n.forward_patch(x), [torch.rand(2, 3, 224, 224)], ["x"], ["score"], "onnx"


def tres(count):
    arch = import_arch("tres_arch")
    net = lively(arch.TReS(test_sample=count, pretrained=False), 2)

    def crops(n, x):
        uniform, samples = arch.uniform_crop, n.test_sample
        on_crops(arch)
        n.test_sample = 1
        try:
            return n(x)
        finally:
            arch.uniform_crop, n.test_sample = uniform, samples

    return net, crops, [torch.rand(2, 3, 224, 224)], ["x"], ["score"], "pt"


def maniqa(count):
    arch = import_arch("maniqa_arch")
    net = lively(arch.MANIQA(test_sample=count, pretrained=False), 3)
    said = {}
    net.fc_score.register_forward_hook(lambda _, __, out: said.update(score=out))
    net.fc_weight.register_forward_hook(lambda _, __, out: said.update(weight=out))

    def tokens(n, x):
        uniform = arch.uniform_crop
        on_crops(arch)
        try:
            n(x)
        finally:
            arch.uniform_crop = uniform
        return said["score"].flatten(1), said["weight"].flatten(1)

    return net, tokens, [torch.rand(2, 3, 224, 224)], ["x"], ["score", "weight"], "pt"


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(4096, 1)

    def forward(self, x):
        return self.linear(x)


def arniqa(_):
    arch = import_arch("arniqa_arch")
    torch.manual_seed(4)
    regressor = Regressor().eval()
    real = torch.jit.load
    torch.jit.load = lambda *_, **__: regressor
    arch.load_file_from_url = lambda *_, **__: ""
    try:
        net = lively(arch.ARNIQA("kadid"), 4)
    finally:
        torch.jit.load = real

    def features(n, x, half):
        f = lambda y: nn.functional.normalize(n.encoder(y), dim=1).flatten(1)
        return f(x), f(half)

    net.files_beside = {"regressor.safetensors": {
        "weight": regressor.linear.weight.detach().contiguous(), "bias": regressor.linear.bias.detach().contiguous()}}
    example = [torch.rand(1, 3, 224, 288), torch.rand(1, 3, 112, 144)]
    return net, features, example, ["x", "x_half"], ["whole", "half"], "onnx"


def nima(_):
    arch = import_arch("nima_arch")
    net = lively(arch.NIMA("vgg16", pretrained=False), 5)
    with torch.no_grad():
        net.classifier[2].weight *= 40
    return net, lambda n, x: n.classifier(n.global_pool(n.base_model(x)[-1])), [torch.rand(2, 3, 224, 224)], ["x"], [
        "distribution"], "onnx"


def cnniqa(_):
    arch = import_arch("cnniqa_arch")
    net = lively(arch.CNNIQA(pretrained=None), 6)

    def pooled(n, x):
        # The same numbers as pyiqa's pools of the size of the picture, which ONNX has not.
        h = n.conv1(x)
        h = torch.cat((h.amax((2, 3)), h.amin((2, 3))), 1)
        return n.fc3(torch.relu(n.fc2(torch.relu(n.fc1(h)))))

    return net, pooled, [torch.rand(1, 3, 200, 300)], ["x"], ["score"], "onnx"


def dbcnn(_):
    arch = import_arch("dbcnn_arch")
    net = lively(arch.DBCNN(pretrained=False), 7)
    # Of such a picture the two branches have different sizes, so the trace keeps the resize.
    return net, lambda n, x: n(x), [torch.rand(1, 3, 225, 257)], ["x"], ["score"], "pt"


def topiq(_):
    arch = import_arch("topiq_arch")
    net = lively(arch.CFANet(semantic_model_name="resnet50", use_ref=False, pretrained=False, backbone_pretrain=False), 8)
    return net, lambda n, x: n(x), [torch.rand(1, 3, 240, 304)], ["x"], ["score"], "pt"


def random_clip(seed, *shape):
    from pyiqa.archs.clip_model import CLIP
    torch.manual_seed(seed)
    model = lively(CLIP(*shape).float(), seed)
    with torch.no_grad():
        model.logit_scale.fill_(float(numpy.log(LOGIT_SCALE)))
    return model


def resnet_clip(seed):
    return random_clip(seed, 1024, 224, (3, 4, 6, 3), 64, None, 77, 49408, 512, 8, 12)


def texts_beside(model, count):
    """Before training texts are nearly the same, and so are pictures. So these lie where pictures differ, that scores do."""
    with torch.no_grad():
        seen = [model.encode_image(tensor(picture(100 + each, 224, 224)), pos_embedding=False) for each in range(count)]
    texts = torch.cat(seen) - torch.cat(seen).mean(0)
    return texts / texts.norm(dim=-1, keepdim=True)


def logits_beside(texts, pos_embedding):
    """Logits of a picture beside texts whose features are known."""

    def logits(model, x):
        image = model.encode_image(x, pos_embedding=pos_embedding)
        image = image / image.norm(dim=-1, keepdim=True)
        return model.logit_scale.exp() * image @ texts.t()

    return logits


def clip_iqa(_):
    arch = import_arch("clipiqa_arch")
    model = resnet_clip(10)
    arch.load = lambda *_, **__: model
    net = arch.CLIPIQA(pretrained=False)
    net.add_module("of_clip", model)
    texts = texts_beside(model, len(net.prompt_pairs))
    model.encode_text = lambda _: texts
    logits = logits_beside(texts, False)
    return net.eval(), lambda n, x: logits(n.of_clip, x), [torch.rand(1, 3, 224, 288)], ["x"], ["logits"], "pt"


def qualiclip(_):
    arch = import_arch("qualiclip_arch")
    model = resnet_clip(11)
    texts = texts_beside(model, 14)
    real = torch.load
    torch.load = lambda *_, **__: {"prompts_features": texts}
    arch.load, arch.load_file_from_url = lambda *_, **__: model, lambda *_, **__: ""
    try:
        net = arch.QualiCLIP(model_type="qualiclip", pretrained=False)
    finally:
        torch.load = real
    net.add_module("of_clip", model)
    logits = logits_beside(texts, False)
    return net.eval(), lambda n, x: logits(n.of_clip, x), [torch.rand(1, 3, 224, 288)], ["x"], ["logits"], "pt"


def liqe(count):
    arch = import_arch("liqe_arch")
    model = random_clip(12, 512, 224, 12, 768, 32, 77, 49408, 512, 8, 12)
    arch.load = lambda *_, **__: model
    texts = torch.randn(495, 512, generator=torch.Generator().manual_seed(12))
    texts = texts / texts.norm(dim=-1, keepdim=True)
    # Texts drawn at random differ as much as trained ones, and pyiqa would keep encoded ones beside the user's weights.
    arch.LIQE.get_text_features = lambda *_: texts
    arch.torch = types.SimpleNamespace(**{**vars(torch), "save": lambda *_, **__: None})
    arch.DEFAULT_CACHE_DIR = str(HERE.parent / "no-cache")
    net = arch.LIQE(pretrained=False, mtl=True, num_patch=count)
    logits = logits_beside(texts, True)
    return net.eval(), lambda n, x: logits(n.clip_model, x), [torch.rand(2, 3, 224, 224)], ["x"], ["logits"], "pt"


@torch.jit.script
def pooled_region(features, picture):
    """pyiqa's RoIPool of the one region that is the picture, to 2 x 2: an operator of torchvision, which others have not."""
    high = int(picture.size(2) / 32.0 + 0.5) + 1
    wide = int(picture.size(3) / 32.0 + 0.5) + 1
    rows = []
    for top, bottom in [(0, (high + 1) // 2), (high // 2, high)]:
        for left, right in [(0, (wide + 1) // 2), (wide // 2, wide)]:
            part = features[:, :, top:bottom, left:right]
            rows.append(part.amax((2, 3)) if part.numel() > 0 else torch.zeros_like(features[:, :, 0, 0]))
    return torch.stack(rows, 2).reshape(features.size(0), features.size(1), 2, 2)


def paq2piq(_):
    arch = import_arch("paq2piq_arch")
    net = lively(arch.PAQ2PIQ(pretrained=False), 13)
    return net, lambda n, x: n.head(pooled_region(n.body(x), x)), [torch.rand(1, 3, 240, 304)], ["x"], ["score"], "pt"


NETWORKS = {
    "hyperiqa-pyiqa": (hyperiqa, 25), "tres-pyiqa": (tres, 50), "maniqa-pyiqa": (maniqa, 20), "arniqa-pyiqa": (arniqa, 0),
    "nima": (nima, 0), "cnniqa": (cnniqa, 0), "dbcnn": (dbcnn, 0), "topiq": (topiq, 0), "clip-iqa": (clip_iqa, 0),
    "qualiclip-pyiqa": (qualiclip, 0), "liqe-pyiqa": (liqe, 15), "paq2piq": (paq2piq, 0),
}


def picture(number, width, height):
    """Smooth shapes, edges and noise; every eighth picture is grey."""
    rng = numpy.random.default_rng(number)
    y, x = numpy.mgrid[0:height, 0:width]
    waves = sum(numpy.sin(x[..., None] * rng.uniform(0.01, 0.3, 3) + y[..., None] * rng.uniform(0.01, 0.3, 3)
                          + rng.uniform(0, 6, 3)) * rng.uniform(10, 50) for _ in range(4))
    flat = numpy.where((x // 37 + y // 29)[..., None] % 3 == 0, rng.uniform(-60, 60, 3), 0)
    noise = rng.normal(0, rng.uniform(0, 25), (height, width, 3))
    pixels = numpy.clip(rng.uniform(90, 160) + waves + flat + noise, 0, 255).astype(numpy.uint8)
    image = Image.fromarray(pixels)
    return image.convert("L") if number % 8 == 7 else image


def draw(folder, count, large, factor=1):
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for number in range(count):
        width, height = SIZES[number % len(SIZES)]
        width, height = (width + number // len(SIZES) * 7) * factor, (height + number // len(SIZES) * 5) * factor
        if large and number == count - 1:
            width, height = 4007, 3005
        name = f"{number:02d}-{width}x{height}.png"
        if not (folder / name).exists():
            picture(number, width, height).save(folder / name)
        names.append(name)
    return names


def export(net, forward, example, inputs, outputs, kind, folder):
    kept = unnormalised(net) if hasattr(net, "default_mean") else None
    plain = Plain(net, forward).eval()
    if kind == "pt":
        with torch.no_grad():
            torch.jit.trace(plain, tuple(example), check_trace=False).save(str(folder / "network.pt"))
    else:
        free = {0: "crops", 2: "height", 3: "width"} if len(example) > 1 or example[0].shape[0] == 1 else {0: "crops"}
        torch.onnx.export(
            plain, tuple(example), str(folder / "network.onnx"), input_names=inputs, output_names=outputs, opset_version=17,
            dynamic_axes={**{name: free for name in inputs}, **{name: {0: "crops"} for name in outputs}}, dynamo=False)
    if kept:
        net.default_mean, net.default_std = kept


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--output", required=True, type=pathlib.Path)
    options.add_argument("--networks", default=",".join(NETWORKS))
    options.add_argument("--pictures", type=int, default=40)
    options.add_argument("--large", action="store_true", help="the last picture has 12 megapixels")
    options.add_argument("--crops", type=int, default=0, help="fewer crops than pyiqa's, for a slow machine")
    chosen = options.parse_args()
    without_downloads()
    names = draw(chosen.output / "pictures", chosen.pictures, chosen.large)
    for network in chosen.networks.split(","):
        make, count = NETWORKS[network]
        used = chosen.crops if chosen.crops and count else count
        torch.manual_seed(int(hashlib.sha256(network.encode()).hexdigest()[:8], 16))
        net, forward, example, inputs, outputs, kind = make(used)
        folder = chosen.output / network
        folder.mkdir(parents=True, exist_ok=True)
        golden = {}
        for name in names:
            pixels = tensor(Image.open(chosen.output / "pictures" / name))
            if network == "liqe-pyiqa" and min(pixels.shape[2:]) < 224:
                continue  # pyiqa refuses it, and so does the protocol.
            with torch.no_grad():
                golden[name] = float(net(pixels).flatten()[0])
        export(net, forward, example, inputs, outputs, kind, folder)
        write_protocol(folder, network, "pictures", golden, net, (count, used))


def tensor(image):
    pixels = numpy.asarray(image.convert("RGB"))
    return torch.from_numpy(pixels.copy()).permute(2, 0, 1)[None].float() / 255


def write_protocol(folder, network, pictures, golden, net, counts):
    for file, tensors in getattr(net, "files_beside", {}).items():
        save_file(tensors, str(folder / file))
    text = (CONF / f"{network}.conf").read_text()
    count, used = counts
    if used != count:
        text += f"\n# Fewer crops than the {count} of others.\n"
        text = text.replace(f"count = {count}", f"count = {used}").replace(f"pick = {count}", f"pick = {used}")
    low, high = min(golden.values()), max(golden.values())
    scores = "\n".join(f'    "{name}" = {score!r}' for name, score in golden.items())
    text += f"\n# Random weights: the range of the golden scores.\nscale {{ min = {low!r}, max = {high!r} }}\n"
    text += f"\ngolden {{\n  pictures = \"../{pictures}\"\n  tolerance = 1e-4\n  scores {{\n{scores}\n  }}\n}}\n"
    (folder / "protocol.conf").write_text(text)
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    print(f"{network}: {size:.0f} MB, {len(golden)} golden scores from {low:.6f} to {high:.6f}", flush=True)


if __name__ == "__main__":
    main()
