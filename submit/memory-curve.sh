#!/usr/bin/env bash
# Prints how much memory a command of msliqa has resident, every few seconds:
#
#   submit/memory-curve.sh SECONDS VERB [ARGUMENT...]      such as 5 score /data/pictures --output /tmp/scores
set -euo pipefail

every="$1"
shift
"$(dirname "${BASH_SOURCE[0]}")/msliqa" "$@" >/dev/null &
process=$!
begun=$SECONDS
while kill -0 "$process" 2>/dev/null; do
  awk -v time=$((SECONDS - begun)) '/^VmRSS/ { printf "%5d s  %6d MiB\n", time, $2 / 1024 }' \
    "/proc/$process/status" 2>/dev/null || true
  sleep "$every"
done
wait "$process"
