"""Counts the rows of a score table with DuckDB and with pandas, as their users would read it.

    python count_rows.py TABLE PICTURES

Fails unless both see as many rows, and as many different pictures, as there are pictures. Needs duckdb, pandas, pyarrow;
for a table at s3a:// also s3fs, and AWS_ENDPOINT_URL and credentials in the environment.
"""

import os
import sys

import duckdb
import pandas

table, pictures = sys.argv[1], int(sys.argv[2])
if table.startswith("s3a://"):
    import s3fs

    table = "s3://" + table[len("s3a://") :]
    store = s3fs.S3FileSystem(endpoint_url=os.environ["AWS_ENDPOINT_URL"])
    duckdb.register_filesystem(store)
    seen = {"pandas": pandas.read_parquet(table[len("s3://") :], filesystem=store)["image"]}
else:
    seen = {"pandas": pandas.read_parquet(table)["image"]}
for name, pattern in {"DuckDB": "wave=*/*.parquet", "DuckDB, everything below": "**/*.parquet"}.items():
    seen[name] = duckdb.sql(f"SELECT image FROM '{table}/{pattern}'").df()["image"]
for name, images in seen.items():
    print(f"{name}: {len(images)} rows, {images.nunique()} different pictures, of {pictures}")
if any(len(images) != pictures or images.nunique() != pictures for images in seen.values()):
    sys.exit(1)
