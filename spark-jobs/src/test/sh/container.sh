#!/usr/bin/env bash
# Builds the image where no registry is reached, and scores in it as a stranger: a user that it does not know, a root file system
# that is read-only, no network, a memory for /tmp. What stands for Spark's public image has Debian's Java and a Spark that was
# downloaded. podman builds the image; bwrap runs it, which asks less of a machine than podman run does. Wants root, both of them,
# mmdebstrap and Debian's packages:
#   container.sh SPARK_HOME FOLDER_OF_ARCHIVES
set -euo pipefail

spark="$(realpath "$1")" archives="$(realpath "$2")"
sources="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)"
version="$(basename "$(ls "$archives"/msliqa-*-bin-without-spark.tar.gz)")"
version="${version#msliqa-}" version="${version%-bin-without-spark.tar.gz}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

mkdir "$work/base"
mmdebstrap --variant=minbase --include=openjdk-17-jre-headless bookworm "$work/base/root.tar"
cp -r "$spark" "$work/base/spark"
cat >"$work/base/Dockerfile" <<'BASE'
FROM scratch
ADD root.tar /
COPY spark /opt/spark
RUN groupadd --system --gid 185 spark && useradd --system --uid 185 --gid 185 spark
BASE
podman build --isolation chroot --quiet --tag msliqa-test/spark "$work/base"
rm -rf "$work/base"
podman build --isolation chroot --quiet --build-arg SPARK_IMAGE=localhost/msliqa-test/spark --build-arg VERSION="$version" \
  --tag msliqa-test/msliqa --file "$sources/submit/container/Dockerfile" "$archives"

image="$(podman image mount localhost/msliqa-test/msliqa)"
mkdir "$work/out"
chmod 0777 "$work/out"
mapfile -t environment < <(podman image inspect --format '{{range .Config.Env}}{{println .}}{{end}}' \
  localhost/msliqa-test/msliqa | grep .)
# As each engine of containers writes it.
echo "127.0.0.1 localhost msliqa" >"$work/hosts"
stranger() {
  bwrap --ro-bind "$image" / --ro-bind "$work/hosts" /etc/hosts --proc /proc --dev /dev --tmpfs /tmp --chmod 1777 /tmp \
    --ro-bind "$sources/docs/samples" /tmp/data --bind "$work/out" /tmp/out --chdir /tmp --clearenv \
    $([[ ! -f "$work/passwd" ]] || echo --ro-bind "$work/passwd" /etc/passwd) \
    --unshare-net --unshare-pid --unshare-ipc --unshare-uts --hostname msliqa \
    --cap-drop ALL --cap-add CAP_SETUID --cap-add CAP_SETGID --cap-add CAP_SETPCAP \
    env "${environment[@]}" setpriv --reuid "$1" --regid "$1" --clear-groups --bounding-set=-all --no-new-privs "${@:2}"
}

user="$(podman image inspect --format '{{.Config.User}}' localhost/msliqa-test/msliqa)"
stranger "$user" id
stranger 12345 id
stranger 12345 /opt/msliqa/bin/msliqa score /tmp/data/harbour-0-clean.jpg /tmp/data/harbour-5-jpeg.jpg
stranger 12345 bash -c '! touch /opt/x && ! touch /opt/msliqa/x && ! (: >/dev/tcp/192.0.2.1/80)'
stranger "$user" /opt/msliqa/bin/msliqa score /tmp/data --mode single --output /tmp/out/scores | tee "$work/said"
grep -q "20 pictures found = 20 scored + 0 failed" "$work/said"
# Spark asks for the user's name, and this image has none for strangers.
echo "stranger:x:12345:12345::/tmp:/bin/sh" >"$work/passwd"
stranger 12345 /opt/msliqa/bin/msliqa score /tmp/data --mode single --output /tmp/out/strangers | tee "$work/said"
grep -q "20 pictures found = 20 scored + 0 failed" "$work/said"
podman image ls --format '{{.Repository}} {{.Size}}' localhost/msliqa-test/msliqa
podman image unmount localhost/msliqa-test/msliqa >/dev/null
echo "Built, and scored in: user $user and a stranger, root file system read-only, no network."
