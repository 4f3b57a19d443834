"""What a GPU does for the job: one script of some ten minutes, for a machine with one.

    python gpu.py WORK [--count 3000] [--pictures FOLDER] [--slots 16] [--device gpu]

runs after `make build` (where DJL has no libraries for the GPU, see docs/settings.md), with PyTorch in the Python that runs it. It
measures, on JPEG of 512 x 512 that it makes or the first ones of FOLDER, 108 patches each:

  network   the network alone in PyTorch, batches of 256 patches that lie on the device, as many of each size as a picture has distinct ones
  job       submit/msliqa score as a whole process, in float32 and float16, with patches cut by the CPU and by the device

Of each it prints pictures a second; of the job also how busy `nvidia-smi` finds the GPU (twice a second), the job's rate as a share of
the network's, and how far its scores are from those of the CPU on some of the pictures. --device cpu tries the script without a GPU.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from peers import MODEL, run, scores
from pictures import TOP, make, repeated

sys.path.insert(0, str(TOP / "core-model/torch/src/test/python"))

DISTINCT = 300
COMPARED = 60
BATCH = 256
# 512 x 512: of 108 patches those that differ, by size.
PATCHES = {224: 54, 384: 38}


class Busy:
    """How busy the GPU is while something runs, by nvidia-smi; nothing where there is none."""

    def __enter__(self):
        self.seen, self.done = [], threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)
        if shutil.which("nvidia-smi"):
            self.thread.start()
        return self

    def watch(self):
        while not self.done.wait(0.5):
            asked = ["nvidia-smi", "--query-gpu=utilization.gpu", "--format=csv,noheader,nounits", "-i", "0"]
            self.seen.append(int(subprocess.run(asked, capture_output=True, text=True).stdout.split()[0]))

    def __exit__(self, *_):
        self.done.set()

    def __str__(self):
        return f"GPU busy {statistics.mean(self.seen):.0f} %, at most {max(self.seen)} %" if self.seen else "no GPU was watched"


def network_alone(device, half, seconds=5):
    """Pictures a second of the network on patches that are there already."""
    import torch
    from paper_protocol import Network

    network = Network(MODEL, device).to(torch.float16 if half else torch.float32)
    torch.backends.cudnn.benchmark = True
    each = 0
    with torch.inference_mode():
        for size, count in PATCHES.items():
            patches = torch.rand(BATCH if device != "cpu" else 8, 3, size, size, device=device, dtype=next(network.parameters()).dtype)
            done, begun = -3, time.perf_counter()
            while done < 1 or time.perf_counter() - begun < seconds:
                network(patches)[0, 0, 0].item()
                done += 1
                if done == 0:
                    begun = time.perf_counter()
            each += count * (time.perf_counter() - begun) / (done * len(patches))
    return 1 / each


def job(folder, output, log, slots, *settings):
    shutil.rmtree(output, ignore_errors=True)
    command = [TOP / "submit/msliqa", "score", folder, "--output", output, "--mode", "tta", "--master", f"local[{slots}]"]
    with Busy() as busy:
        seconds, _, memory = run(command + [word for setting in settings for word in ("--set", setting)], log)
    return seconds, memory, busy, scores("job", output, log)


def main():
    parser = argparse.ArgumentParser(description="See docs/performance.md.")
    parser.add_argument("work", type=Path)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--slots", type=int, default=16)
    parser.add_argument("--device", choices=["gpu", "cpu"], default="gpu")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    source = args.pictures or make(args.work / "512x512-made", min(args.count, DISTINCT), 512, 512)
    folder = repeated(args.work / f"pictures-{args.count}", source, args.count)
    few = repeated(args.work / "pictures-few", source, min(COMPARED, args.count // 2))
    device = "cuda" if args.device == "gpu" else "cpu"
    alone = {half: network_alone(device, half) for half in ((False, True) if device == "cuda" else (False,))}
    for half, rate in alone.items():
        print(f"network alone, {'float16' if half else 'float32'}: {rate:.1f} pictures a second", flush=True)
    cpu = job(few, args.work / "table-cpu", args.work / "cpu.log", args.slots, "scoring.device=cpu")[-1]
    for half in alone:
        for cut in (False, True):
            settings = [f"scoring.device={args.device}", "scoring.engine=pytorch", f"scoring.cut-on-device={str(cut).lower()}"]
            settings += ["scoring.arithmetic=float16"] if half else []
            seconds, memory, busy, found = job(folder, args.work / "table", args.work / "job.log", args.slots, *settings)
            # Less the start, which an archive does not notice: a run of the few pictures has it, too.
            start = job(few, args.work / "table-few", args.work / "few.log", args.slots, *settings)[0]
            rate = (len(found) - len(cpu)) / max(1e-3, seconds - start)
            apart = max(abs(found[name] - score) for name, score in cpu.items())
            print(f"job, {'float16' if half else 'float32'}, patches cut by the {'device' if cut else 'CPU'}: {len(found) / seconds:.1f}"
                  f" pictures a second with its start, {rate:.1f} without, {rate / alone[half]:.2f} of the network alone; {busy};"
                  f" {memory / 1e9:.1f} GB of memory; at most {apart:.0e} from the CPU's scores", flush=True)


if __name__ == "__main__":
    main()
