"""Packs weights that were trained elsewhere into a model folder, to score with them in experiments.

    pack_model.py weights.safetensors FOLDER --levels zoom-50/crop-192 crop-192 zoom-200/crop-192

The weights are float32 under torchvision's names: features.* of MobileNetV3, and heads.N.0 and heads.N.2 (fully connected
to 512, then to the outputs). No model that is shipped is made so: that is what the trainer is for.
"""

import argparse
import hashlib
import json
import pathlib
import struct

CAUSES = ["none", "blur", "noise", "compression", "too-dark", "too-bright", "flat", "colour", "blocks"]


def read(path):
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    return header, data[8 + length :]


def write(header, values):
    """The same tensors without batch normalisation's counters, in the file's order, float32 alone."""
    names = sorted((n for n in header if not n.endswith("num_batches_tracked")), key=lambda n: header[n]["data_offsets"])
    kept, body = {}, b""
    for name in names:
        begin, end = header[name]["data_offsets"]
        if header[name]["dtype"] != "F32":
            raise SystemExit(f"{name} is {header[name]['dtype']}, not F32")
        kept[name] = {**header[name], "data_offsets": [len(body), len(body) + end - begin]}
        body += values[begin:end]
    text = json.dumps(kept, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + body


def pairs(texts, keys, kinds):
    """0.5/0*1 as {"scale": 0.5, "head": 0, "weight": 1.0}."""
    parts = [text.replace("*", "/").split("/") for text in texts]
    return [{key: kind(value) for key, kind, value in zip(keys, kinds, part)} for part in parts]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--name", default="experiment")
    parser.add_argument("--levels", nargs="+", required=True, help="the zoom level of each head")
    parser.add_argument("--backbone", default="MOBILENET_V3_SMALL")
    parser.add_argument("--policy", default="MATCHED", choices=["MEAN", "BEST", "MATCHED"])
    parser.add_argument("--best", type=int, default=None, help="the head for whole pictures; the middle one")
    parser.add_argument("--qualities", nargs="+", default=["fidelity", "opinion"])
    parser.add_argument("--causes", nargs="*", default=CAUSES)
    parser.add_argument("--rule", default="MEAN", choices=["MEAN", "MINIMUM"])
    parser.add_argument("--parts", nargs="+", help="QUALITY*WEIGHT/GAIN/OFFSET; all alike without", default=None)
    parser.add_argument("--views", nargs="*", default=[], help="SCALE/HEAD*WEIGHT")
    parser.add_argument("--groups", nargs="*", default=[], help="SCALE/SIZE*WEIGHT")
    args = parser.parse_args()

    header, values = read(args.weights)
    width = header["heads.0.2.weight"]["shape"][0]
    if width != len(args.qualities) + len(args.causes):
        raise SystemExit(f"The heads put out {width} numbers, not {args.qualities} and {args.causes}")
    weights = write(header, values)
    parts = args.parts or [f"{quality}*1/1/0" for quality in args.qualities]
    manifest = {
        "formatVersion": 2,
        "weightsSha256": hashlib.sha256(weights).hexdigest(),
        "model": {
            "name": args.name,
            "backbone": args.backbone,
            "heads": args.levels,
            "headPolicy": args.policy,
            "bestHead": len(args.levels) // 2 if args.best is None else args.best,
            "scoreScale": {"min": 1.0, "max": 5.0, "higherIsBetter": True},
            "resampling": "pillow-bicubic-antialias-8bit/1",
            "padding": "mirror",
            "reading": {
                "outputs": {"qualities": args.qualities, "causes": args.causes},
                "score": {
                    "combination": args.rule,
                    "parts": pairs(parts, ["quality", "weight", "gain", "offset"], [str, float, float, float]),
                },
                "views": pairs(args.views, ["scale", "head", "weight"], [float, int, float]),
                "groups": pairs(args.groups, ["scale", "size", "weight"], [float, int, float]),
            },
            "provenance": {"weights": args.weights.name},
        },
    }
    args.folder.mkdir(parents=True, exist_ok=True)
    (args.folder / "weights.safetensors").write_bytes(weights)
    (args.folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
