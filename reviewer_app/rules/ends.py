"""The beginning and the end of a long text: what a rule about a whole document reads of it."""


def of(text: str, head: int, tail: int) -> str:
    """The first `head` and the last `tail` characters with a line break between; a short text whole."""
    return text if len(text) <= head + tail else f"{text[:head]}\n{text[-tail:]}"


def offset(text: str, at: int, head: int, tail: int) -> int:
    """Where the character at `at` of `of(text, head, tail)` stands in `text`."""
    if len(text) <= head + tail or at <= head:
        return at
    return len(text) - tail + at - head - 1
