"""What somebody with an archive and Daft would write, after Daft's guide to images and classes.

    python daft_scores.py NETWORK MANIFEST FOLDER OUTPUT whole|patches THREADS
"""

import sys

import daft
from scorer import Scorer

network, manifest, folder, output, mode, threads = sys.argv[1:]


@daft.cls(max_concurrency=1, use_process=False)
class Model:
    def __init__(self):
        self.scorer = Scorer(network, manifest, int(threads), mode)

    @daft.method.batch(return_dtype=daft.DataType.float64(), batch_size=8)
    def score(self, images):
        return list(self.scorer.scores([picture[:, :, :3] for picture in images.to_pylist()]))


model = Model()
pictures = daft.from_glob_path(f"{folder}/*.jpg")
pictures = pictures.with_column("image", pictures["path"].download().decode_image(mode="RGB"))
pictures.select("path", model.score(pictures["image"]).alias("score")).write_parquet(output)
