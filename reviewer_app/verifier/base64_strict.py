"""Standard base64 (RFC 4648 §4) with exactly one spelling for every value."""

from base64 import b64decode, b64encode


def encode(data: bytes) -> str:
    """Encode with padding."""
    return b64encode(data).decode("ascii")


def decode(text: str) -> bytes:
    """Decode; raises `ValueError` for any other spelling than `encode` writes (stray bits, spaces, no padding)."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        data = b""
    if encode(data) != text:
        message = "not canonical base64"
        raise ValueError(message)
    return data
