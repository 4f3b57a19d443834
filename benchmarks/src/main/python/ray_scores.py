"""What somebody with an archive and Ray Data would write, after its guide to batch inference on images.

    python ray_scores.py NETWORK MANIFEST FOLDER OUTPUT whole|patches THREADS
"""

import sys

import ray
from scorer import Scorer

network, manifest, folder, output, mode, threads = sys.argv[1:]
ray.init(num_cpus=int(threads), include_dashboard=False, log_to_driver=False)
ray.data.DataContext.get_current().enable_progress_bars = False


class Model:
    def __init__(self):
        self.scorer = Scorer(network, manifest, 1, mode)

    def __call__(self, batch):
        return {"path": batch["path"], "score": self.scorer.scores(list(batch["image"]))}


pictures = ray.data.read_images(folder, mode="RGB", include_paths=True)
# A core decodes while the other one scores: an actor a core would leave none for reading.
pictures.map_batches(Model, concurrency=max(1, int(threads) - 1), batch_size=8).write_parquet(output)
