"""The one door to pypdfium2, which ships without types: its names are `Any` to us."""

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # the project publishes no stubs
import pypdfium2.raw as raw  # type: ignore[import-untyped]  # noqa: PLR0402 — the alias is what re-exports

__all__ = ["pdfium", "raw"]
