"""The benchmark behind `make bench-peers`: the job beside what somebody with an archive would write around the exported network.

    python peers.py WORK [--rounds N] [--counts 1,100,2400] [--mode whole|patches] [--programs job,daft,ray,torch]
                         [--size 512x512] [--cores 2]

runs after `make build`. In each round each program takes its turn as a whole process, from its start to its Parquet files, on the
same pictures with the same network. Its scores are compared with the job's. A row of the table has a program's pictures a second,
seconds of CPU and peak of memory (the proportional set size of all its processes), each the median of the rounds, and the median
of the rounds' ratios.

  job    submit/msliqa score
  daft   daft_scores.py
  ray    ray_scores.py
  torch  paper_protocol.py, picture by picture; writes no Parquet
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.dataset
from pictures import TOP, make, repeated

HERE = Path(__file__).resolve().parent
MODEL = TOP / "core-model/scoring/src/main/resources/io/msliqa/model/msliqa-small"
DISTINCT = 600
MARK = "MSLIQA_BENCH_RUN"


def processes(mark):
    """The processes of a run: its own and all that it has started, wherever they hang."""
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                if mark in Path(entry.path, "environ").read_bytes():
                    yield entry.name
            except OSError:
                continue


def memory_and_cpu(pid):
    """Bytes of the proportional set size, seconds of CPU; what a process that has just ended had is lost."""
    try:
        pss = next(line for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    except (OSError, StopIteration):
        return None
    return int(pss.split()[1]) * 1024, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(command, log):
    """Seconds, seconds of CPU and peak of memory of a command with all its processes."""
    mark = f"{MARK}={os.getpid()}-{time.monotonic_ns()}"
    cpu, peak, begun = {}, 0, time.perf_counter()
    with open(log, "w") as out:
        environment = dict(os.environ, **dict([mark.split("=")]))
        process = subprocess.Popen(list(map(str, command)), stdout=out, stderr=subprocess.STDOUT, env=environment)
        while process.poll() is None:
            now = 0
            for pid in processes(mark.encode()):
                seen = memory_and_cpu(pid)
                if seen:
                    now, cpu[pid] = now + seen[0], seen[1]
            peak = max(peak, now)
            time.sleep(0.3)
    seconds = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}; see {log}")
    return seconds, sum(cpu.values()), peak


def program(name, args, network, folder, output):
    python, ours = sys.executable, [network, MODEL / "manifest.json", folder, output, args.mode, args.cores]
    if name == "job":
        mode = "single" if args.mode == "whole" else "tta"
        master = f"local[{args.cores}]"
        return [TOP / "submit/msliqa", "score", folder, "--output", output, "--mode", mode, "--master", master]
    if name == "torch":
        files = sorted(folder.glob("*.jpg"))
        protocol = TOP / "core-model/torch/src/test/python/paper_protocol.py"
        return [python, protocol, MODEL, *(["--whole"] if args.mode == "whole" else []), *files]
    return [python, HERE / f"{name}_scores.py", *ours]


def scores(name, output, log):
    """Scores by the names of files."""
    if name == "torch":
        lines = [line.split("\t") for line in log.read_text().splitlines() if "\t" in line]
        return {Path(file).name: float(value) for file, value in lines}
    files = [str(file) for file in output.rglob("*.parquet") if "_staging" not in file.parts]
    column = "image" if name == "job" else "path"
    table = pyarrow.dataset.dataset(files).to_table(columns=[column, "score"]).to_pydict()
    return {file.rsplit("/", 1)[-1]: value for file, value in zip(table[column], table["score"])}


def main():
    parser = argparse.ArgumentParser(description="See `make bench-peers`.")
    parser.add_argument("work", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--counts", default="1,100,2400")
    parser.add_argument("--mode", choices=["whole", "patches"], default="whole")
    parser.add_argument("--programs", default="job,daft,ray")
    parser.add_argument("--size", default="512x512")
    parser.add_argument("--cores", type=int, default=2)
    args = parser.parse_args()
    names = args.programs.split(",")
    args.work.mkdir(parents=True, exist_ok=True)
    network = args.work / "msliqa.onnx"
    subprocess.run([TOP / "submit/msliqa", "export", "--format", "onnx", "--output", network], check=True, stdout=subprocess.DEVNULL)
    rows = []
    for count in map(int, args.counts.split(",")):
        made = make(args.work / f"{args.size}-made", min(count, DISTINCT), *map(int, args.size.split("x")))
        folder = repeated(args.work / f"{args.size}-{count}", made, count)
        figures = {name: [] for name in names}
        for _ in range(args.rounds):
            found = {}
            for name in names:
                output, log = args.work / f"output-{name}", args.work / f"{name}.log"
                shutil.rmtree(output, ignore_errors=True)
                figures[name].append(run(program(name, args, network, folder, output), log))
                found[name] = scores(name, output, log)
                apart = max(abs(found[name][file] - score) for file, score in found[names[0]].items())
                seconds, cpu, peak = figures[name][-1]
                print(f"{count} {args.mode}, {name}: {seconds:.1f} s, CPU {cpu:.1f} s, {peak / 1e9:.2f} GB,"
                      f" {len(found[name])} scores, at most {apart:.0e} from those of {names[0]}", flush=True)
        for name in names:
            seconds, cpu, peak = map(statistics.median, zip(*figures[name]))
            ratios = [theirs[0] / ours[0] for ours, theirs in zip(figures[names[0]], figures[name])]
            rows.append((count, name, count / seconds, cpu, peak / 1e9, statistics.median(ratios), min(ratios), max(ratios)))
    print(f"\n{args.mode}, {args.size}, {args.cores} cores, {args.rounds} rounds")
    print(f"{'pictures':>9} {'program':8} {'pictures/s':>10} {'CPU s':>8} {'GB':>6}  {names[0]} is faster by")
    for count, name, rate, cpu, peak, ratio, least, most in rows:
        print(f"{count:>9,} {name:8} {rate:>10.1f} {cpu:>8.1f} {peak:>6.2f}  {ratio:.2f} ({least:.2f} to {most:.2f})")


if __name__ == "__main__":
    main()
