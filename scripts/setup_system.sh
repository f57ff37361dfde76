#!/bin/sh
# The system libraries that Qt loads, a Chinese font, and venv: through apt where they are missing and we are
# root, else the one command to type is printed. Checks, never assumes: a desktop has most of them already.
set -eu

has_library() { ldconfig -p 2>/dev/null | grep -q "$1 "; }
has_chinese_font() {
    find /usr/share/fonts /usr/local/share/fonts "${HOME:-/nonexistent}/.local/share/fonts" -type f 2>/dev/null |
        grep -qiE 'wqy|noto.*cjk|sourcehan|simsun|simhei|fangsong|fandol|microhei|uming|ukai'
}

PATH="$PATH:/sbin:/usr/sbin"
missing=""
while read -r soname package; do
    has_library "$soname" || missing="$missing $package"
done <<'LIST'
libEGL.so.1 libegl1
libGL.so.1 libgl1
libxkbcommon.so.0 libxkbcommon0
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libdbus-1.so.3 libdbus-1-3
libX11.so.6 libx11-6
libxcb-cursor.so.0 libxcb-cursor0
LIST
has_chinese_font || missing="$missing fonts-wqy-microhei"
python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null 2>&1 || {
    echo "缺少系统组件（Debian 包名）：$missing。请用本系统的软件管理器安装。" >&2
    exit 0
}
if [ "$(id -u)" = 0 ]; then
    echo "正在安装系统组件：$missing"
    # shellcheck disable=SC2086  # one word a package is meant
    if DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null 2>&1 ||
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq -y --no-install-recommends $missing >/dev/null; }; then
        exit 0
    fi
fi
echo "缺少系统组件，窗口可能打不开或显示不了汉字。请执行一次：" >&2
echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
