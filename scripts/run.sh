#!/bin/sh
# Opens the window; where there is no display, walks the whole way headless on the shipped samples instead.
set -eu
cd "$(dirname "$0")/.."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" != Linux ]; then
    exec .venv/bin/reviewer-app
fi
echo "没有可用的显示器，改为在命令行完整演示一遍（reviewer-app demo）。"
exec .venv/bin/reviewer-app demo
