#!/bin/sh
# Pins every dependency, with the checksums of its files and without addresses.
set -eu
uv=${1:-uv}
options="--quiet --python-version 3.11 --no-emit-index-url --no-emit-find-links --no-header --no-annotate"
$uv pip compile $options --generate-hashes -o default.lock ../pyproject.toml
$uv pip compile $options --generate-hashes -c default.lock --extra test -o test.lock ../pyproject.toml
$uv pip compile $options --generate-hashes -c test.lock --extra test --extra dev -o check.lock ../pyproject.toml
# No checksums here: which build of torch is installed depends on the machine.
$uv pip compile $options -c test.lock --extra test --extra transformers -o transformers.lock ../pyproject.toml
# The CPU build of torch needs none of these; the CUDA build brings its own pins.
grep -Ev '^(nvidia-|cuda-|triton)' transformers.lock > pinned && mv pinned transformers.lock
# What is compared with ours: for its benchmark only, in an environment of its own.
$uv pip compile $options -c transformers.lock --extra evaluation -o peers.txt ../pyproject.toml peers.in
sed -E 's/^(torch==[^+]*)\+cpu$/\1/' peers.txt | grep -Ev '^(nvidia-|cuda-|triton)' > pinned && mv pinned peers.txt
