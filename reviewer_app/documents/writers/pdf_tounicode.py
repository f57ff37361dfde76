"""The map from a font's codes to Unicode, without the codes that nothing shows any more."""

import re
from collections.abc import Collection, Iterator
from typing import Final

_SECTION: Final = re.compile(rb"\d+\s+begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|\[(.*?)\]", re.DOTALL)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MAX_RANGE: Final = 0x10000
_PER_LIST: Final = 100


def pruned(cmap: bytes, used: Collection[bytes]) -> bytes:
    """A ToUnicode map with the codes in `used` alone."""
    kept = [(code, text) for code, text in entries(cmap) if code in used]
    first = _SECTION.search(cmap)
    if first is None:
        return cmap
    last = max(section.end() for section in _SECTION.finditer(cmap))
    lists: list[bytes] = []
    for start in range(0, len(kept), _PER_LIST):
        part = kept[start : start + _PER_LIST]
        lines = [b"<%s> <%s>" % (code.hex().encode(), text) for code, text in part]
        lists += [b"%d beginbfchar" % len(part), *lines, b"endbfchar"]
    return cmap[: first.start()] + b"\n".join(lists) + cmap[last:]


def entries(cmap: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every code with the hexadecimal text it means."""
    for section in _SECTION.finditer(cmap):
        tokens = list(_TOKEN.finditer(section[2]))
        if section[1] == b"bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                yield bytes.fromhex(code[1].decode()), b"".join((text[1] or b"").split())
            continue
        for low, high, start in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
            yield from _range(bytes.fromhex(low[1].decode()), bytes.fromhex(high[1].decode()), start)


def _range(low: bytes, high: bytes, start: "re.Match[bytes]") -> Iterator[tuple[bytes, bytes]]:
    first, count = int.from_bytes(low, "big"), int.from_bytes(high, "big") - int.from_bytes(low, "big") + 1
    codes = [(first + at).to_bytes(len(low), "big") for at in range(min(count, _MAX_RANGE))]
    if start[2] is not None:
        yield from zip(codes, (b"".join(text.split()) for text in _HEX.findall(start[2])), strict=False)
        return
    text = b"".join(start[1].split())
    for at, code in enumerate(codes):
        yield code, b"%0*x" % (len(text), int(text or b"0", 16) + at)
