#!/bin/sh
# Makes .venv exactly as requirements-dev.lock says; stamped, so that a second run costs nothing.
# Needs python3 >= 3.11 and a package index that pip and uv already know; nothing here names one.
set -eu
cd "$(dirname "$0")/.."

stamp=.venv/setup.stamp
wanted=$(cat scripts/setup.sh scripts/setup_system.sh scripts/setup.lock requirements-dev.lock pyproject.toml | sha256sum)
if [ -x .venv/bin/reviewer-app ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "需要 Python 3.11 或更新版本；现在的 python3 是 $(python3 -V 2>&1)。" >&2
    exit 1
}
scripts/setup_system.sh

# A .venv that was broken off halfway has a python but no pip: it is made anew, or it would stay in the way for ever.
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "正在建立运行环境 .venv …"
    python3 -m venv --clear .venv
fi
if [ "$(.venv/bin/uv --version 2>/dev/null | cut -d' ' -f2)" != "$(sed -n 's/^uv==\([^ ]*\).*/\1/p' scripts/setup.lock)" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r scripts/setup.lock
fi
export VIRTUAL_ENV="$PWD/.venv"
# Compiled once here: every start of the program, its workers and the tests would else compile what it imports.
.venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes requirements-dev.lock
.venv/bin/uv pip install --quiet --no-deps --no-build-isolation --offline -e .
echo "$wanted" >"$stamp"
echo "运行环境已就绪。"
