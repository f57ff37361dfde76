#!/bin/sh
# Makes out/peers: the libraries that `make bench` measures beside us. Stamped; never part of .venv, the program or the tests.
set -eu
cd "$(dirname "$0")/.."

lock=tests/benchmarks/peers.lock
wanted=$(sha256sum <"$lock")
if [ -x out/peers/bin/python ] && [ "$(cat out/peers/stamp 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi
mkdir -p out
python3 -m venv out/peers
.venv/bin/uv pip sync --quiet --python out/peers/bin/python --require-hashes "$lock"
echo "$wanted" >out/peers/stamp
