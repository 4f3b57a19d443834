#!/usr/bin/env bash
# How the shipped model was made, start to end (docs/model-card.md). Started again, it goes on where it was stopped.
#
#   submit/train-shipped-model.sh PRISTINE BIQ2021 KADID10K_DMOS BACKBONE WORK
#
#   PRISTINE        a folder of undistorted photographs (CID22's 205)
#   BIQ2021         images/ and mos.csv
#   KADID10K_DMOS   KADID-10k's dmos.csv: of its labels only the mean of each type and level is used
#   BACKBONE        torchvision's MobileNetV3-Small, features, .safetensors
#   WORK            where everything is made; some 15 GB
#
# The first training ran on a GPU, two minutes of it; on two cores it takes an hour. The second ran on one core.
set -euo pipefail

pristine="$(realpath "$1")" biq2021="$(realpath "$2")" labels="$(realpath "$3")" backbone="$(realpath "$4")"
work="$(realpath -m "$5")"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
msliqa="$here/msliqa"
mkdir -p "$work"

# A fifth of all contents is held out for tests: nothing was chosen by them.
authentic="biq2021=$biq2021,test=0.1334,validation=0.05"
train() { # FOLDER SYNTHETIC MORE, then pictures of a step from each of the three, then options
  local folder="$1" synthetic="$2" more="$3" pictures=("${@:4:3}")
  "$msliqa" train --config "$here/../conf/training-shipped.conf" --output "$work/$folder" \
    --data "kadid10k=$work/$synthetic,name=synthetic,test=0.2,validation=0.06,pictures=${pictures[0]}" \
    --data "kadid10k=$work/$more,name=more,validation=0.02,pictures=${pictures[1]}" \
    --data "$authentic,pictures=${pictures[2]}" "${@:7}"
}

# 1. A set like KADID-10k, with nine more types: of each photograph two fifths of all types and levels.
"$msliqa" distort "$pristine" --types all --labels "$labels" --share 0.4 --output "$work/synthetic"

# 2. More content: the 900 best authentic pictures that train are distorted, too, each in a few ways.
if [[ ! -e "$work/best" ]]; then
  "$msliqa" train --dry-run --data "$authentic" --output "$work/split"
  mkdir -p "$work/best.part"
  awk -F, '$1 == "biq2021" && $2 == "training" { print $4 "\t" $3 }' "$work/split/pictures.csv" |
    LC_ALL=C sort -k1,1gr -s | head -n 900 | cut -f2 |
    while read -r picture; do
      ln -sf "$picture" "$work/best.part/"
    done
  mv "$work/best.part" "$work/best"
fi
"$msliqa" distort "$work/best" --types all --labels "$work/synthetic/dmos.csv" --share 0.05 --output "$work/more"

# 3. The first training, planned for 1,050 steps and stopped at 300.
train first synthetic more 28 24 20 --start "$backbone" --until 300

# 4. The second goes on from there while the learning rate falls, with some of the same pictures.
"$msliqa" distort "$pristine" --types all --labels "$work/synthetic/dmos.csv" --share 0.15 --output "$work/synthetic-some"
"$msliqa" distort "$work/best" --types all --labels "$work/synthetic/dmos.csv" --share 0.02 --output "$work/more-some"
train second synthetic-some more-some 8 6 6 --start "$work/first/best" \
  --set training.steps=260 --set training.learning-rate=6e-4 --set training.warm-up-steps=10 \
  --set training.averaging=0.98 --set training.validate-every=130 --set training.validation-pictures=150 \
  --set training.device=cpu --set training.threads=1
echo "The model: $work/second/model"
