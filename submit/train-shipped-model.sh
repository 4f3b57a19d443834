#!/usr/bin/env bash
# How the shipped model was made, start to end (docs/model-card.md). Started again, it goes on where it was stopped.
#
#   submit/train-shipped-model.sh PRISTINE BIQ2021 KADID10K_DMOS BACKBONE WORK
#
#   PRISTINE        a folder of undistorted photographs (CID22's 205)
#   BIQ2021         images/ and mos.csv
#   KADID10K_DMOS   KADID-10k's dmos.csv: of its labels only the mean of each type and level is used
#   BACKBONE        torchvision's MobileNetV3-Small, features, .safetensors
#   WORK            where everything is made; some 25 GB
set -euo pipefail

pristine="$(realpath "$1")" biq2021="$(realpath "$2")" labels="$(realpath "$3")" backbone="$(realpath "$4")"
work="$(realpath -m "$5")"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
msliqa="$here/msliqa"
conf="$here/../conf"
mkdir -p "$work"

# 1. A set like KADID-10k, with nine more types, and a first training on it and on authentic pictures.
"$msliqa" distort "$pristine" --types all --labels "$labels" --output "$work/synthetic"
"$msliqa" train --config "$conf/training-shipped.conf" --start "$backbone" --output "$work/first" \
  --data "kadid10k=$work/synthetic,name=synthetic,pictures=24" \
  --data "biq2021=$biq2021,pictures=8"

# 2. More content: the 600 best authentic pictures that trained are distorted, too, in four groups with a quarter of the
#    types each. They go into one table of labels.
if [[ ! -e "$work/more.csv" ]]; then
  for group in 0 1 2 3; do
    mkdir -p "$work/best/$group"
  done
  awk -F, '$1 == "biq2021" && $2 == "training" { print $4 "\t" $3 }' "$work/first/pictures.csv" |
    LC_ALL=C sort -k1,1gr -s | head -n 600 | cut -f2 |
    awk -v to="$work/best" '{ print $0 "\t" to "/" (NR - 1) % 4 }' |
    while IFS=$'\t' read -r picture folder; do
      ln -sf "$picture" "$folder/"
    done
  echo "image,score,reference" >"$work/more.part"
  for group in 0 1 2 3; do
    types="$(seq 1 34 | awk -v group="$group" '$1 % 4 == group' | paste -sd,)"
    "$msliqa" distort "$work/best/$group" --types "$types" --labels "$work/synthetic/dmos.csv" \
      --output "$work/more/$group"
    awk -F, -v group="$group" 'NR > 1 { print group "/images/" $1 "," $3 "," group "-" $2 }' \
      "$work/more/$group/dmos.csv" >>"$work/more.part"
  done
  mv "$work/more.part" "$work/more.csv"
fi

# 3. The training goes on with all three.
"$msliqa" train --config "$conf/training-shipped.conf" --start "$work/first/best" --output "$work/second" \
  --set training.steps=1900 --set training.learning-rate=5e-4 --set training.weight-decay=0.05 \
  --set training.validate-every=380 \
  --data "kadid10k=$work/synthetic,name=synthetic,pictures=12" \
  --data "csv=$work/more.csv,name=more,images=$work/more,min=1,max=5,pictures=12,validation=0.02" \
  --data "biq2021=$biq2021,pictures=8"
echo "The model: $work/second/model"
