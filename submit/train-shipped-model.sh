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
conf="$here/../conf/training-shipped.conf"
mkdir -p "$work"

# Of 205 references 10 choose the step and 41 test; of 3,000 authentic photographs 200 and 400.
authentic="biq2021=$biq2021,name=authentic,validation=0.0667,test=0.1333"
synthetic="kadid10k=$work/synthetic,name=synthetic,validation=0.05,test=0.2"

# 1. A set like KADID-10k, with nine more types.
"$msliqa" distort "$pristine" --types all --labels "$labels" --output "$work/synthetic"

# 2. More content: the best authentic photographs that train are distorted, too, in groups that share the types.
groups=8 best=1200
if [[ ! -e "$work/more.csv" ]]; then
  "$msliqa" train --dry-run --config "$conf" --data "$authentic" --output "$work/split"
  for ((group = 0; group < groups; group++)); do
    mkdir -p "$work/best/$group"
  done
  awk -F, '$2 == "training" { print $4 "\t" $3 }' "$work/split/pictures.csv" |
    LC_ALL=C sort -k1,1gr -k2,2 |
    awk -F '\t' -v to="$work/best" -v best="$best" -v groups="$groups" \
      'NR <= best { print $2 "\t" to "/" (NR - 1) % groups }' |
    while IFS=$'\t' read -r picture folder; do
      ln -sf "$picture" "$folder/"
    done
  echo "image,score,reference" >"$work/more.part"
  for ((group = 0; group < groups; group++)); do
    types="$(seq 1 34 | awk -v group="$group" -v groups="$groups" '$1 % groups == group' | paste -sd,)"
    "$msliqa" distort "$work/best/$group" --types "$types" --labels "$work/synthetic/dmos.csv" \
      --output "$work/more/$group"
    awk -F, -v group="$group" 'NR > 1 { print group "/images/" $1 "," $3 "," group "-" $2 }' \
      "$work/more/$group/dmos.csv" >>"$work/more.part"
  done
  mv "$work/more.part" "$work/more.csv"
fi

# 3. All three train together while that helps, and then the best weights once more, slower and slower.
together=(
  --data "$synthetic,pictures=12"
  --data "csv=$work/more.csv,name=more,images=$work/more,min=1,max=5,pictures=12,validation=0.02"
  --data "$authentic,pictures=10"
)
"$msliqa" train --config "$conf" --start "$backbone" --output "$work/first" "${together[@]}"
"$msliqa" train --config "$conf" --start "$work/first/best" --output "$work/second" "${together[@]}" \
  --set training.steps=700 --set training.learning-rate=5e-4 --set training.warm-up-steps=20 \
  --set training.head-rate-factor=1 --set training.averaging=0.99 --set training.validate-every=350

# 4. How well it agrees with opinions by which nothing was chosen.
model="$work/second/model"
for mode in single tta; do
  "$msliqa" evaluate --truth "$synthetic,part=test,limit=1025" --model "$model" --mode "$mode" --output "$work/test-synthetic-$mode"
  "$msliqa" evaluate --truth "$authentic,part=test" --model "$model" --mode "$mode" --output "$work/test-authentic-$mode"
done
echo "The model: $model"
