#!/bin/sh
# What only the long tests use: LibreOffice opens public versions, pdftotext reads them as a stranger would. Through apt
# where they are missing and we are root; else the command to type is printed and those tests are skipped.
set -eu

missing=""
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui libreoffice-calc-nogui"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "正在安装长测试要用的程序：$missing"
    apt-get update -qq || true
    # shellcheck disable=SC2086 — a list of names
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "缺少：$missing。用到它们的长测试会跳过；要运行请先执行：sudo apt-get install -y$missing"
