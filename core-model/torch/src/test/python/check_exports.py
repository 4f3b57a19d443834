"""Holds what `msliqa export` writes to the eager network, in PyTorch and ONNX Runtime.

    python check_exports.py MODEL_DIR MODEL.pt MODEL.onnx

needs torch, torchvision, Pillow (benchmarks/src/main/python/requirements.txt) and onnxruntime; prints the largest distances of
the heads' outputs, and fails above 1e-4.
"""

import sys

import onnxruntime
import torch

from paper_protocol import Network

SHAPES = ((4, 3, 224, 224), (2, 3, 384, 384), (1, 3, 97, 131))


def main():
    network = Network(sys.argv[1])
    script = torch.jit.load(sys.argv[2])
    session = onnxruntime.InferenceSession(sys.argv[3], providers=["CPUExecutionProvider"])
    dice = torch.Generator().manual_seed(1)
    furthest = 0
    with torch.inference_mode():
        for shape in SHAPES:
            x = torch.randn(shape, generator=dice)
            expected = network(x)[..., 0]
            torchscript = (script(x) - expected).abs().max().item()
            onnx = (torch.from_numpy(session.run(None, {"pictures": x.numpy()})[0]) - expected).abs().max().item()
            print(f"{shape}: TorchScript {torchscript:.1e}, ONNX {onnx:.1e} from the eager network")
            furthest = max(furthest, torchscript, onnx)
    if furthest > 1e-4:
        raise SystemExit("The exports differ from the network")


if __name__ == "__main__":
    main()
