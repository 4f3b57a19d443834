"""The benchmark behind `make bench`: the Spark job beside the engine alone and beside the paper's protocol in plain PyTorch.

    python bench.py WORK [--rounds N] [--parts small,large,slots,growth,jmh,formats] [--pictures FOLDER] [--count N]

runs after `make build`. The pictures are made in WORK out of docs/samples, or are those of FOLDER. In each round everything
takes its turn, in one run, on the same pictures with the same weights, and scores are compared; each row of the table at the
end is the median of the rounds' ratios. Times of one machine mean little elsewhere, ratios do.

  job        pictures on disk to Parquet: listing, reading, decoding, sampling, inference, reduction, writing, commit
  engine     the network alone, on the same distinct patches, in full batches that are in memory already
  reference  paper_protocol.py: Pillow, torchvision's eager network, 108 patches, a batch a size and picture
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(TOP / "core-model/torch/src/test/python"))
from paper_protocol import Network, score
from pictures import make

MODEL = TOP / "core-model/scoring/src/main/resources/io/msliqa/model/msliqa-small"
STAGES = ("list", "read", "decode", "sample", "infer", "reduce", "write")
TOLERANCE = 1e-3
# libtorch's and ONNX Runtime's buffers stay with the process, as submit/msliqa sets it.
ENVIRONMENT = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "8589934592",
    "MALLOC_TOP_PAD_": "67108864",
    "SPARK_LOCAL_IP": "127.0.0.1",
    "SPARK_SUBMIT_OPTS": f"-Dlog4j2.configurationFile=file:{TOP}/submit/log4j2.properties",
}
# How long Java's best compiler is held back.
COMPILER = re.findall(r"-XX:Tier4\w+=\d+", (TOP / "submit/msliqa").read_text())


class Jvm:
    """A warm JVM with so many task slots, started as submit/msliqa starts it."""

    def __init__(self, slots, work):
        self.work, self.log, self.runs = work / f"tables-{slots}", work / f"jvm-{slots}.log", 0
        shutil.rmtree(self.work, ignore_errors=True)
        jobs, home = TOP / "spark-jobs/target", TOP / "submit/target/spark-home"
        command = [home / "bin/spark-submit", "--driver-memory", "4g", "--driver-java-options", " ".join(COMPILER)]
        command += ["--conf", f"spark.driver.extraClassPath={TOP}/benchmarks/target/classes:{jobs}/classes:{jobs}/lib/*"]
        command += ["--class", "io.msliqa.bench.JobBench", next(jobs.glob("msliqa-spark-*.jar")), str(slots)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=open(self.log, "w"), text=True,
            env={**os.environ, **ENVIRONMENT, "SPARK_HOME": str(home)})

    def ask(self, *words):
        self.process.stdin.write("\t".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"The JVM ended; see {self.log}")
        return json.loads(answer)

    def job(self, folder, *settings):
        self.runs += 1
        self.table = self.work / str(self.runs)
        run = self.ask("job", folder, self.table, *settings)
        run["each"] = run["seconds"]["whole run"] / run["pictures"]
        return run

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        shutil.rmtree(self.work, ignore_errors=True)


def picture_links(folder, files):
    """A folder of links to files, in their order, under numbers for names."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for i, file in enumerate(files):
        (folder / f"{i:05d}{file.suffix.lower()}").symlink_to(file.resolve())
    return folder


def part_of(folder, count, work):
    """A folder with that many of the pictures, evenly picked."""
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in (".jpg", ".jpeg", ".png"))
    if not files:
        raise SystemExit(f"{folder} holds no .jpg and no .png")
    count = min(count, len(files))
    return picture_links(work / f"{folder.name}-{count}", [files[i * len(files) // count] for i in range(count)])


def reference(network, files):
    """Seconds a picture, scores by file name, seconds a picture by stage."""
    stages, begun = {}, time.perf_counter()
    scores = {file.name: score(network, file, stages) for file in files}
    each = (time.perf_counter() - begun) / len(files)
    return each, scores, {stage: spent / len(files) for stage, spent in stages.items()}


class Table:
    """What was measured: a ratio a row."""

    def __init__(self):
        self.rows, self.notes = [], []

    def row(self, what, ratios):
        self.rows.append((what, statistics.median(ratios), min(ratios), max(ratios), len(ratios)))

    def note(self, text):
        self.notes.append(text)

    def print(self):
        print("\n" + "\n".join(self.notes) + "\n")
        for what, median, least, most, rounds in self.rows:
            spread = f"   ({least:.2f} to {most:.2f} in {rounds} rounds)" if rounds > 1 else ""
            print(f"{what:44} {median:5.2f}x{spread}")


def medians(runs):
    """Seconds a picture by stage, summed over the slots."""
    return {stage: statistics.median(run["seconds"][stage] / run["pictures"] for run in runs) for stage in STAGES}


def milliseconds(stages):
    return ", ".join(f"{stage} {1000 * seconds:.1f}" for stage, seconds in stages.items())


def compare(name, folders, jvm, network, args, table):
    """The rows of one set of pictures: one folder for the job, parts of it for the engine and the reference."""
    folder, engine_folder, reference_folder = folders
    files = sorted(reference_folder.iterdir())
    jvm.job(folder), jvm.ask("engine", engine_folder), reference(network, files[:1])
    runs, to_reference, to_engine = [], [], []
    for _ in range(args.rounds):
        run = jvm.job(folder)
        engine = jvm.ask("engine", engine_folder)
        theirs, scores, their_stages = reference(network, files)
        jvm.job(reference_folder)
        ours = jvm.ask("scores", jvm.table)
        apart = max(abs(ours[file][0] - score) for file, score in scores.items())
        if apart > TOLERANCE:
            raise SystemExit(f"{name}: scores of job and reference are {apart} apart")
        runs.append(run)
        to_reference.append(theirs / run["each"])
        to_engine.append(engine["seconds"] / engine["patches"] * run["patches"] / run["seconds"]["whole run"])
        print(f"{name}: job {1 / run['each']:.2f}/s, {to_reference[-1]:.2f} x reference ({1 / theirs:.2f}/s),"
              f" {to_engine[-1]:.2f} x engine alone; scores at most {apart:.0e} apart", flush=True)
    table.row(f"{name} job/reference", to_reference)
    table.row(f"{name} job/engine alone", to_engine)
    stages, each = medians(runs), statistics.median(run["each"] for run in runs)
    table.note(f"{name}, ms a picture: {1000 * each:.1f} with {args.slots} slots, of a slot: {milliseconds(stages)}")
    table.note(f"{name}, ms a picture: {1000 * theirs:.1f} reference: {milliseconds(their_stages)}")
    return stages, statistics.median(run["patches"] / run["pictures"] for run in runs)


def made(args, name, counts, *size):
    """Nested sets of made pictures."""
    return [make(args.work / f"{name}-{count}", count, *size) for count in counts]


def slots(jvm, args, table):
    (folder,) = made(args, "512x384", [args.count], 512, 384)
    one = Jvm(1, args.work)
    (engine_folder,) = made(args, "512x384", [32], 512, 384)
    for each in (jvm, one):
        each.job(folder), each.ask("engine", engine_folder)
    ratios, ceiling = [], []
    for _ in range(args.rounds):
        ratios.append(one.job(folder)["each"] / jvm.job(folder)["each"])
        ceiling.append(one.ask("engine", engine_folder)["seconds"] / jvm.ask("engine", engine_folder)["seconds"])
        print(f"local[{args.slots}] {ratios[-1]:.2f} x local[1]; engine alone {ceiling[-1]:.2f} x", flush=True)
    one.close()
    table.row(f"local[{args.slots}]/local[1]", ratios)
    table.row(f"engine alone, {args.slots} threads/1 thread", ceiling)


def growth(jvm, args, table):
    """Whole pictures, small ones: what grows with the number of pictures is not the network."""
    few, many = (made(args, "128x96", [count], 128, 96)[0] for count in (500, 20000))
    single = "scoring.mode=single"
    jvm.job(few, single)
    ratios = []
    for _ in range(args.rounds):
        short = statistics.median(jvm.job(few, single)["each"] for _ in range(3))
        ratios.append(jvm.job(many, single)["each"] / short)
        print(f"A picture of 20,000 takes {ratios[-1]:.2f} x the time of one of 500 ({1000 * short:.2f} ms)", flush=True)
    table.row("a picture of 20,000/of 500", ratios)


def run_jmh(work, *more):
    """What JMH measured: names, parameters and milliseconds."""
    result = work / "jmh.json"
    jars = f"{TOP}/benchmarks/target/classes:{TOP}/benchmarks/target/lib/*:{TOP}/spark-jobs/target/lib/*:{TOP}/submit/target/spark-home/jars/*"
    subprocess.run(["java", "-Xmx3g", "-cp", jars, "org.openjdk.jmh.Main", "-rf", "json", "-rff", result, *more],
                   env={**os.environ, **ENVIRONMENT}, stdout=subprocess.DEVNULL, check=True)
    for entry in json.loads(result.read_text()):
        parameters = entry["params"]
        names = (entry["benchmark"].rsplit(".")[-1], *(parameters[name] for name in sorted(parameters)))
        yield names, entry["primaryMetric"]["score"]


def formats(args, table):
    """Bytes to pixels by format."""
    folder = args.work / "formats"
    if not folder.exists():
        photographs = make(args.work / "512x512", 64, 512, 512)
        program = TOP / "core-model/scoring/src/test/python/bench_pictures.py"
        subprocess.run([sys.executable, program, photographs, folder], check=True)
    for (_, file), ms in run_jmh(args.work, "FormatBench", "-jvmArgsAppend", f"-Dmsliqa.bench.pictures={folder.resolve()}"):
        table.note(f"decode {file}: {ms:.1f} ms")


def jmh(work, table):
    """The other parts, by JMH."""
    times = dict(run_jmh(work, "-e", "FormatBench"))
    for key, ms in times.items():
        table.note(f"{' '.join(key)}: {ms:.1f} ms")
    for part in ("decode", "sample"):
        table.row(f"{part} 4000x3000/512x384", [times[part, "4000x3000"] / times[part, "512x384"]])
    for side in ("224", "384"):
        for engine in ("PYTORCH", "PYTORCH_BFLOAT16"):
            table.row(f"speed {engine}/ONNXRUNTIME, {side}", [times["score", "8", "ONNXRUNTIME", side] / times["score", "8", engine, side]])


def main():
    parser = argparse.ArgumentParser(description="See `make bench`.")
    parser.add_argument("work", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slots", type=int, default=2, help="of the job, and threads of the reference")
    parser.add_argument("--parts", default="small,large,slots,growth,jmh,formats")
    parser.add_argument("--pictures", type=Path, help="measure these instead of made ones")
    parser.add_argument("--count", type=int, default=96, help="so many pictures for the job, where they are no 12 megapixels")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    torch_threads(args.slots)
    parts = ["pictures"] if args.pictures else args.parts.split(",")
    table, jvm, network = Table(), Jvm(args.slots, args.work), Network(MODEL)
    sizes = {}
    if "pictures" in parts:
        compare(args.pictures.name, [part_of(args.pictures, n, args.work) for n in (args.count, 32, 6)], jvm, network, args, table)
    if "small" in parts:
        sizes["small"] = compare("512x384", made(args, "512x384", (args.count, 32, 6), 512, 384), jvm, network, args, table)
    if "large" in parts:
        sizes["large"] = compare("12-megapixel", made(args, "12-megapixel", (16, 6, 2), 4000, 3000), jvm, network, args, table)
    if len(sizes) == 2:
        (small, few), (large, many) = sizes["small"], sizes["large"]
        ratio = sum(large[stage] for stage in STAGES if stage != "decode") / sum(small[stage] for stage in STAGES if stage != "decode")
        table.row("12-megapixel/512x384, all but decoding", [ratio])
        table.row("  the same for one distinct patch", [ratio * few / many])
    if "slots" in parts:
        slots(jvm, args, table)
    if "growth" in parts:
        growth(jvm, args, table)
    jvm.close()
    if "jmh" in parts:
        jmh(args.work, table)
    if "formats" in parts:
        formats(args, table)
    table.print()


def torch_threads(count):
    import torch

    torch.set_num_threads(count)


if __name__ == "__main__":
    main()
