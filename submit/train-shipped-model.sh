#!/usr/bin/env bash
# How the shipped model was made, start to end (docs/model-card.md). Started again, it goes on where it was stopped.
#
#   submit/train-shipped-model.sh PRISTINE BIQ2021 KADID10K_DMOS BACKBONE WORK
#
#   PRISTINE        a folder of undistorted photographs (CID22's 205)
#   BIQ2021         images/ and mos.csv
#   KADID10K_DMOS   KADID-10k's dmos.csv: of its labels only the mean of each type and level is used
#   BACKBONE        torchvision's MobileNetV3-Small, features, .safetensors
#   WORK            where everything is made; some 8 GB
#
# Ten minutes on a machine with a GPU and 16 cores; hours on two cores without.
set -euo pipefail

pristine="$(realpath "$1")" biq2021="$(realpath "$2")" labels="$(realpath "$3")" backbone="$(realpath "$4")"
work="$(realpath -m "$5")"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
msliqa="$here/msliqa"
conf="$here/../conf/training-shipped.conf"
mkdir -p "$work"

synthetic="kadid10k=$work/synthetic,name=synthetic,test=0.2,validation=0.06,pictures=48"
more="kadid10k=$work/more,name=more,validation=0.02,pictures=36"
authentic="biq2021=$biq2021,test=0.1334,validation=0.05,pictures=40"

# 1. A set like KADID-10k with nine more types: three tenths of all types and levels of each photograph.
"$msliqa" distort "$pristine" --types all --labels "$labels" --share 0.3 --output "$work/synthetic"

# 2. More content: a twentieth of the types and levels of the 900 best authentic photographs among those that train.
if [[ ! -d "$work/best" ]]; then
  "$msliqa" train --config "$conf" --dry-run --data "$synthetic" --data "$authentic" --output "$work/lists"
  mkdir -p "$work/best.part"
  awk -F, '$1 == "biq2021" && $2 == "training" { print $4 "\t" $3 }' "$work/lists/pictures.csv" |
    LC_ALL=C sort -k1,1gr -s | awk 'NR <= 900' | cut -f2 |
    while read -r picture; do ln -sf "$picture" "$work/best.part/"; done
  mv "$work/best.part" "$work/best"
fi
"$msliqa" distort "$work/best" --types all --labels "$work/synthetic/dmos.csv" --share 0.05 --output "$work/more"

# 3. One training on all three.
"$msliqa" train --config "$conf" --start "$backbone" --output "$work/training" \
  --data "$synthetic" --data "$more" --data "$authentic"

# 4. From there the scales of TTA, with heads of their own, on a part of the distorted pictures: 80 steps at the full rate, then 160
# while it falls.
"$msliqa" distort "$pristine" --types all --labels "$labels" --share 0.15 --output "$work/synthetic-part"
"$msliqa" distort "$work/best" --types all --labels "$work/synthetic/dmos.csv" --share 0.02 --output "$work/more-part"
scales() {
  "$msliqa" train --config "$here/../conf/training-shipped-scales.conf" "${@:4}" \
    --data "kadid10k=$work/synthetic-part,name=synthetic,test=0.2,validation=0.06,pictures=$1" \
    --data "kadid10k=$work/more-part,name=more,validation=0.02,pictures=$2" \
    --data "biq2021=$biq2021,test=0.1334,validation=0.05,pictures=$3"
}
scales 14 10 16 --until 80 --start "$work/training/model" --output "$work/scales-begun"
scales 10 6 12 --start "$work/scales-begun/best" --output "$work/scales" \
  --set training.steps=160 --set training.warm-up-steps=10 --set training.averaging=0.97 \
  --set training.validate-every=40 --set training.validation-pictures=100
echo "The model: $work/scales/model"
