#!/usr/bin/env bash
# How the shipped model was made, start to end (docs/model-card.md). Started again, it goes on where it was stopped.
#
#   submit/train-shipped-model.sh PRISTINE BIQ2021 OPINIONS KADID10K_DMOS BACKBONE CLIP_ART WORK
#
#   PRISTINE        a folder of undistorted photographs (CID22's 205)
#   BIQ2021         the folder of BIQ2021's photographs
#   OPINIONS        BIQ2021's list of training photographs, 'Train (Images and MOS).csv'
#   KADID10K_DMOS   KADID-10k's dmos.csv: of its labels only the mean of each type and level is used
#   BACKBONE        torchvision's MobileNetV3-Small, features, .safetensors
#   CLIP_ART        a folder of SVG files (Debian's openclipart-svg); of them submit/drawn_pages.py draws pages, with Chromium
#   WORK            where everything is made; some 16 GB
#
# Pictures that conf/shipped-model-held-out.csv names (for validation or for the test, whole groups of near duplicates) do not train.
# Some 100 minutes on two cores.
set -euo pipefail

pristine="$(realpath "$1")" biq2021="$(realpath "$2")" opinions="$(realpath "$3")" labels="$(realpath "$4")"
backbone="$(realpath "$5")" clip_art="$(realpath "$6")" work="$(realpath -m "$7")"
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
msliqa="$here/msliqa"
held_out="$here/../conf/shipped-model-held-out.csv"
mkdir -p "$work"

# 1. Which pictures train: links to the pristine ones, the opinions of the photographs, links to the 2,400 that people like best.
# BIQ2021's list separates by commas and quotes nothing; no name has a comma.
trains() { # set
  awk -F, -v set="$1" 'NR == FNR { if ($1 == set) held[$2]; next } { name = $1 } !(name in held)' "$held_out" -
}
if [[ ! -d "$work/pristine" ]]; then
  mkdir -p "$work/pristine.part"
  (cd "$pristine" && ls) | trains pristine | while read -r name; do ln -sf "$pristine/$name" "$work/pristine.part/$name"; done
  mv "$work/pristine.part" "$work/pristine"
fi
if [[ ! -f "$work/opinions.csv" ]]; then
  { echo "image,mos"; tail -n +2 "$opinions" | tr -d '\r' | cut -d, -f1,2 | trains biq2021 |
    while IFS=, read -r name mos; do [[ ! -f "$biq2021/$name" ]] || echo "$name,$mos"; done; } >"$work/opinions.part"
  mv "$work/opinions.part" "$work/opinions.csv"
fi
if [[ ! -d "$work/best" ]]; then
  mkdir -p "$work/best.part"
  tail -n +2 "$work/opinions.csv" | LC_ALL=C sort -t, -k2,2gr -s | awk 'NR <= 2400' | cut -d, -f1 |
    while read -r name; do ln -sf "$biq2021/$name" "$work/best.part/$name"; done
  mv "$work/best.part" "$work/best"
fi
if [[ ! -d "$work/pages" ]]; then
  rm -rf "$work/pages.part"
  "$here/drawn_pages.py" "$clip_art" "$work/pages.part"
  mv "$work/pages.part" "$work/pages"
fi

# 2. Distorted pictures: of each pristine one a fifth of all types and levels, of each good photograph seven pictures or so; strengths
# between the levels, every seventh damaged twice, the clean ones among them. Brightness and contrast once more: of 34 types they are
# only four, and each is a cause of its own. Then sets to learn an order from, several strengths of each photograph: blurs, compressed
# ones, and what is underexposed or faded (35, 36). And what is stronger than KADID-10k's strongest (37 to 39).
distort() { "$msliqa" distort --levels continuous --crop 384x384 --labels "$labels" --labels-mix 0.4 "$@"; }
types="$(seq -s, 34)"
distort "$work/pristine" --types "$types" --compose 0.15 --clean 4.75 --share 0.2 --output "$work/synthetic"
distort "$work/best" --types "$types" --compose 0.15 --clean 4.75 --share 0.04 --seed 2 --output "$work/photographs"
distort "$work/best" --types 16,17,18,25 --share 0.12 --seed 3 --output "$work/tones"
distort "$work/pages" --types "$types" --compose 0.15 --clean 4.75 --share 0.03 --seed 6 --output "$work/drawn"
distort "$work/best" --types 1,2,3 --share 0.14 --seed 11 --output "$work/blurs"
distort "$work/best" --types 9,10,30 --share 0.14 --seed 12 --output "$work/compressed"
distort "$work/best" --types 35,36 --clean 4.75 --share 0.2 --seed 7 --output "$work/exposures"
distort "$work/best" --types 37,38,39 --clean 4.75 --share 0.08 --seed 13 --output "$work/stronger"

# 3. Fidelity and causes by what was done to pictures, opinion by what people said of photographs. Lost saturation
# (type 7) is left out: nobody sees it without the original, and grey photographs would pay for it.
fidelity() { echo "kadid10k=$work/$1,name=${4:-$1},teaches=fidelity,experiment=synthetic,pictures=$2,validation=$3"; }
opinion() { echo "csv=$work/opinions.csv,images=$biq2021,min=0,max=1,better=higher,name=biq2021,teaches=opinion,pictures=$1,validation=0.01"; }
train() { # output, pictures a step of each, and what else
  local output="$work/$1" synthetic="$2" photographs="$3" tones="$4"
  shift 4
  MSLIQA_DRIVER_MEMORY="${MSLIQA_DRIVER_MEMORY:-11g}" "$msliqa" train --config "$here/../conf/training-shipped.conf" \
    --output "$output" --set training.picture-memory=0.6 \
    --data "$(fidelity synthetic "$synthetic" 0.02),distortions=not+7" \
    --data "$(fidelity photographs "$photographs" 0.005),distortions=not+7" --data "$(fidelity tones "$tones" 0.005)" "$@"
}
drawn() { echo "$(fidelity drawn "$1" 0.02),distortions=not+7"; }

# What is wrong with a picture comes first, all but alone: a network that learns how good pictures are from the start no longer tells apart what
# is good in different ways, and hardly learns darkness, flatness or moved squares. On these features fidelity is learned better, too.
train causes 8/4/4 20/10/10 6/3/3 --start "$backbone" --data "$(opinion 10/6/4)" --data "$(fidelity exposures 6/2/2 0.005)" \
  --set training.steps=900 --set training.validate-every=900 --set training.squared-error-weight=1e-3 --set training.correlation-weight=0
# Then how much was done to pictures, with pages of text and clip art among them: pictures that are no photographs.
train fidelity 8/3/3 24/8/8 3/1/1 --start "$work/causes/model" --data "$(fidelity exposures 4/1/1 0.005)" --data "$(drawn 2/1/1)" \
  --set training.steps=3000 --set training.validate-every=3000 --set training.cause-weight=0.3
# Then everything.
train everything 8/4/4 16/8/8 4/2/2 --start "$work/fidelity/model" --data "$(opinion 16/6/8)" \
  --data "$(fidelity stronger 6/2/2 0.005),distortions=37+38+39" --data "$(fidelity exposures 4/1/1 0.005)" --data "$(drawn 3/1/1)" \
  --set training.cause-weight=0.6

# 4. Going on from there at a lower rate, with pairs: two blurred, compressed, brighter or darker versions of one photograph, two
# versions of a pristine one, a picture and itself with less light or contrast. And once more, with pairs of what is strongest, most of
# them with their originals: grass and leaves are not squares that moved.
pairs() { # output, and what else
  local output="$1"
  shift
  train "$output" 6/4/4,pairs=0.35 14/6/8 4/2/2 --start "$work/everything/model" --data "$(opinion 16/6/8)" --data "$(drawn 4/2/2)" \
    --data "$(fidelity blurs 6/2/4 0.005),pairs=0.3" --data "$(fidelity compressed 6/2/4 0.005),pairs=0.3" \
    --data "$(fidelity tones 6/2/2 0.005 brightness),distortions=16+17,pairs=0.3" --data "$(fidelity exposures 8/4/4 0.005),pairs=1" \
    --set training.steps=700 --set training.validate-every=700 --set training.pair-weight=3 --set training.learning-rate=3e-4 \
    --set training.head-rate-factor=1 --set training.warm-up-steps=40 --set training.averaging=0.99 --set training.seed=2 "$@"
}
pairs pairs --data "$(fidelity stronger 4/2/2 0.005),distortions=37+38+39"
pairs strong-pairs --data "$(fidelity stronger 8/4/4 0.005),pairs=0.7"

# 5. The mean of all three: the first is better on photographs, the other two on distortions, and their pairs keep it from preferring
# what is darker or flatter.
everything="$work/everything/model"
"$msliqa" average "$everything" "$everything" "$work/pairs/model" "$work/strong-pairs/model" --output "$work/model"
echo "The model: $work/model"
