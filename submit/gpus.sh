#!/usr/bin/env bash
# Tells Spark which GPUs this machine has (spark.*.resource.gpu.discoveryScript), by their numbers.
set -euo pipefail

numbers="$(nvidia-smi --query-gpu=index --format=csv,noheader | sed 's/.*/"&"/' | paste -sd, -)"
echo "{\"name\": \"gpu\", \"addresses\": [$numbers]}"
