#!/bin/sh
# The system libraries that Qt loads, a Chinese font, and venv: through apt where they are missing and we are
# root, else the one command to type is printed. Checks, never assumes: a desktop has most of them already.
# Status 1 where venv is missing, without which nothing can be set up; the rest only the window needs.
set -eu

has_library() { ldconfig -p 2>/dev/null | grep -q "$1 "; }
has_chinese_font() {
    find /usr/share/fonts /usr/local/share/fonts "${HOME:-/nonexistent}/.local/share/fonts" -type f 2>/dev/null |
        grep -qiE 'wqy|noto.*cjk|sourcehan|simsun|simhei|fangsong|fandol|microhei|uming|ukai'
}

has_venv() { python3 -c 'import ensurepip, venv' 2>/dev/null; }
give_up() {
    has_venv && exit 0
    echo "没有 python3-venv 建不了运行环境；装好以后请再执行一次刚才的命令。" >&2
    exit 1
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
has_venv || missing="$missing python3-venv"
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null 2>&1 || {
    echo "缺少系统组件（Debian 包名）：$missing。请用本系统的软件管理器安装。" >&2
    give_up
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
install="apt-get update && apt-get install -y --no-install-recommends$missing"
echo "缺少系统组件，窗口可能打不开或显示不了汉字。请执行一次：" >&2
if command -v sudo >/dev/null 2>&1; then
    echo "    sudo sh -c '$install'" >&2
else # a minimal Debian has no sudo
    echo "    su -c '$install'" >&2
fi
give_up
