"""Takes codes out of text-showing operators and writes content streams back, with nothing else moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, String

from reviewer_app.documents.pdf_content import Show, Stream, Use
from reviewer_app.documents.writers import pdf_song
from reviewer_app.documents.writers.pdf_matching import UNITS, Matched, spacing

_DIGITS: Final = 4
_FULL: Final = 100.0
_CATEGORIES: Final = ("/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/Shading", "/XObject")
_MAX_NAME: Final = 100_000


class Insert(NamedTuple):
    """Text drawn where the first code of a removed piece stood: its codes in a font, its width, and how it is squeezed.

    `width` is in thousandths of the size before squeezing; `fit` is 1 where there is room.
    """

    font: str
    codes: bytes
    width: float
    fit: float


@dataclass(slots=True)
class Cut:
    """What happens to one operator: numbers of the codes that go, and what is drawn in place of some of them."""

    matched: Matched
    gone: set[int] = field(default_factory=set)
    inserts: dict[int, Insert] = field(default_factory=dict)


class StreamWriter:
    """Writes the streams of one document with the cuts made."""

    def __init__(self, pdf: pikepdf.Pdf, cuts: Mapping[Show, Cut], song: pdf_song.SongFont) -> None:
        self._pdf = pdf
        self._cuts = cuts
        self._song = song

    def write(self, stream: Stream) -> tuple[bytes, Dictionary]:
        """The bytes of a stream and the resources they need; forms that changed become forms of their own."""
        resources = copied(stream.resources)
        steps: list[Any] = []
        song = False
        for step in stream.steps:
            if isinstance(step, Show):
                cut = self._cuts.get(step)
                song = song or (cut is not None and any(one.font == pdf_song.RESOURCE for one in cut.inserts.values()))
                steps.extend([] if step.hidden else _show(step, cut))
            elif isinstance(step, Use):
                if not step.hidden:
                    steps.append(([Name(self._form(step, resources))], Operator("Do")))
            else:
                steps.append(step)
        if song:
            fonts = copied(resources.get(Name.Font))
            fonts[pdf_song.RESOURCE] = self._song.object()
            resources[Name.Font] = fonts
        return pikepdf.unparse_content_stream(steps), _only_used(resources, steps)

    def _form(self, use: Use, resources: Dictionary) -> str:
        """The name to draw a form by: its own, or a new one for a copy that differs from it."""
        form = use.stream.form
        content, own = self.write(use.stream)
        if form is None:
            return use.name
        cut = use.stream.lost() or any(show in self._cuts for show in use.stream.shows())
        if Name.Resources in form and not cut:
            if form.read_bytes() != content:
                form.write(content)
            form[Name.Resources] = own
            return use.name
        copy = self._copy(form, content, own)
        drawn = copied(resources.get(Name.XObject))
        name = next(name for number in range(_MAX_NAME) if (name := f"/RvForm{number}") not in drawn)
        drawn[name] = copy
        resources[Name.XObject] = drawn
        return name

    def _copy(self, form: Object, content: bytes, resources: Dictionary) -> Object:
        copy = self._pdf.make_stream(content)
        for key in (Name.Type, Name.Subtype, Name.BBox, Name.Matrix, Name.Group, Name.FormType):
            if key in form:
                copy[key] = form[key]
        copy[Name.Resources] = resources
        return copy


def copied(dictionary: Object | None) -> Dictionary:
    """A new dictionary with the same entries; an empty one for None."""
    copy = Dictionary()
    if isinstance(dictionary, pikepdf.Dictionary):
        for key, value in dictionary.items():
            copy[key] = value
    return copy


def _only_used(resources: Dictionary, steps: list[Any]) -> Dictionary:
    """Resources that the stream names: a form or picture that nothing draws is hidden content."""
    names: set[str] = set()
    inline = False
    for step in steps:
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            inline = True
        else:
            names.update(str(one) for one in step[0] if isinstance(one, Name))
    kept = Dictionary()
    for category in _CATEGORIES:
        entries = resources.get(category)
        if isinstance(entries, Dictionary):
            keep_all = inline and category == "/ColorSpace"
            used = Dictionary()
            for key, value in entries.items():
                if keep_all or key in names or key.startswith("/Default"):
                    used[key] = value
            kept[category] = used
    return kept


def _show(show: Show, cut: Cut | None) -> list[tuple[list[Any], Operator]]:
    """An operator as it goes back into its stream."""
    if cut is None:
        return [_shown(list(show.items))]
    return _Piecewise(show, cut).write()


def _shown(items: list[bytes | float]) -> tuple[list[Any], Operator]:
    if len(items) == 1 and isinstance(items[0], bytes):
        return [String(items[0])], Operator("Tj")
    entries = [String(one) if isinstance(one, bytes) else _number(one) for one in items]
    return [Array(entries)], Operator("TJ")


def _number(value: float) -> Any:  # noqa: ANN401 — pikepdf takes int and Decimal alike
    from decimal import Decimal

    return Decimal(f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".") or "0")


class _Piecewise:
    """One operator, code by code. `due` is how far the pen still has to move, in thousandths of the size."""

    def __init__(self, show: Show, cut: Cut) -> None:
        self._show = show
        self._cut = cut
        self._out: list[tuple[list[Any], Operator]] = []
        self._items: list[bytes | float] = []
        self._due = 0.0

    def write(self) -> list[tuple[list[Any], Operator]]:
        """The operators in place of this one."""
        from reviewer_app.documents.writers.pdf_fonts import codes

        number = 0
        for item in self._show.items:
            if not isinstance(item, bytes):
                self._due -= item
                continue
            font = self._show.state.font
            for code in (codes(font, item) if font is not None else None) or []:
                self._code(number, code)
                number += 1
        self._settle()
        self._flush()
        return self._out

    def _code(self, number: int, code: bytes) -> None:
        insert = self._cut.inserts.get(number)
        if insert is not None:
            self._insert(insert)
        if number in self._cut.gone:
            self._due += (self._cut.matched.widths[number] or 0.0) + spacing(self._show, code)
            return
        self._settle()
        if self._items and isinstance(self._items[-1], bytes):
            self._items[-1] += code
        else:
            self._items.append(code)

    def _settle(self) -> None:
        """Move the pen to where it has to be."""
        if abs(self._due) > 10**-_DIGITS:
            self._items.append(-self._due)
        self._due = 0.0

    def _flush(self) -> None:
        if self._items:
            self._out.append(_shown(self._items))
        self._items = []

    def _insert(self, insert: Insert) -> None:
        """Draw in the other font, without spacing, squeezed if need be, and set everything back."""
        state = self._show.state
        self._settle()
        self._flush()
        size, plain = _number(state.size), insert.font == state.font_name
        before: list[tuple[list[Any], str]] = [] if plain else [([Name(insert.font), size], "Tf")]
        after: list[tuple[list[Any], str]] = [] if plain else [([Name(state.font_name), size], "Tf")]
        for name, now, then in (
            ("Tc", state.char, 0.0), ("Tw", state.word, 0.0), ("Tz", state.stretch, state.stretch * insert.fit),
        ):
            if now != then:
                before.append(([_number(then)], name))
                after.append(([_number(now)], name))
        shown: list[tuple[list[Any], str]] = [([String(insert.codes)], "Tj")]
        self._out.extend((operands, Operator(name)) for operands, name in (*before, *shown, *after))
        self._due -= insert.width * insert.fit


def needed(text_width: float, room: float) -> float:
    """How much a text has to be squeezed to stay in its room; both in thousandths of the size."""
    return min(1.0, room / text_width) if text_width > 0 else 1.0


def room_in_units(points: float, scale: float, size: float) -> float:
    """Points of the page as thousandths of a font size."""
    return points / (scale * size) * UNITS if scale and size else 0.0
