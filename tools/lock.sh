#!/bin/sh
# Write requirements/run.lock and requirements/dev.lock anew from pyproject.toml. Needs uv on PATH.
# Pins that are there already stay as long as pyproject.toml admits them; `tools/lock.sh --upgrade` takes the newest.
# Extras stay in the pins: without them pip takes the newest release of `name[extra]`, and refuses it for want of a hash.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "lock: needs uv (https://docs.astral.sh/uv/)" >&2; exit 69; }
compile() {
    uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url \
        --custom-compile-command "make lock" "$@"
}
compile "$@" --output-file requirements/run.lock pyproject.toml
compile "$@" --output-file requirements/dev.lock --constraint requirements/run.lock --group dev pyproject.toml
