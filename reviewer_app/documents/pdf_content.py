"""A content stream as steps that can be edited: every text-showing operator with its state, every form it draws.

Marked content goes (its properties hold alternate texts no reader of the page sees), layers that are off lose whatever
they draw. Everything else is kept as it stands.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

import pikepdf
from pikepdf import ContentStreamInlineImage, Dictionary, Name, Object, Operator

from reviewer_app.documents.pdf_glyphs import Level
from reviewer_app.documents.pdf_layers import Layers

Item: TypeAlias = bytes | float
Step: TypeAlias = "tuple[list[Any], Operator] | ContentStreamInlineImage | Show | Use"

_SHOWS: Final = frozenset({"Tj", "TJ", "'", '"'})
_MARKS: Final = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_PAINTS: Final = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
_MAX_DEPTH: Final = 12


class Unmatched(Exception):
    """A page whose operators cannot be told apart with certainty: the writer catches it and draws the page anew."""


@dataclass(frozen=True, slots=True)
class TextState:
    """The text state an operator shows its text in; `size`, `char` and `word` in units of text space."""

    font: Object | None = None
    font_name: str = ""
    size: float = 1.0
    char: float = 0.0
    word: float = 0.0
    stretch: float = 100.0
    mode: int = 0


@dataclass(eq=False, slots=True)
class Show:
    """One operator that shows text, as the strings and moves of a TJ; `serial` is its number in drawing order."""

    state: TextState
    items: list[Item]
    hidden: bool
    serial: int = -1


@dataclass(eq=False, slots=True)
class Use:
    """One drawing of a form XObject, parsed for this place alone."""

    name: str
    stream: "Stream"
    hidden: bool


@dataclass(eq=False, slots=True)
class Stream:
    """A content stream in steps, and its resources. `drawn` are the shows and forms in drawing order."""

    resources: Dictionary
    steps: list[Step] = field(default_factory=list)
    drawn: list["Show | Use"] = field(default_factory=list)
    form: Object | None = None
    thinned: bool = False
    """Whether pictures were left out: the form is then no longer the one that other pages draw."""

    def lost(self) -> bool:
        """Whether pictures were left out of it, or of a form in it."""
        return self.thinned or any(isinstance(one, Use) and one.stream.lost() for one in self.drawn)

    def shows(self) -> Iterator[Show]:
        """Every operator that shows text, forms included, in drawing order."""
        for one in self.drawn:
            if isinstance(one, Show):
                yield one
            else:
                yield from one.stream.shows()

    def unseen(self) -> Iterator[Show]:
        """Operators on layers that are off, or in forms drawn there."""
        for one in self.drawn:
            if isinstance(one, Show):
                yield from [one] if one.hidden else []
            else:
                yield from one.stream.shows() if one.hidden else one.stream.unseen()


def parse_page(page: pikepdf.Page, layers: Layers) -> Stream:
    """The steps of a page; raises `Unmatched` for a content stream that cannot be parsed."""
    return _Parser(_dictionary(page.obj.get(Name.Resources)), layers, 0).parse(page)


def parse_form(form: Object, resources: Dictionary, layers: Layers, depth: int = 0) -> Stream:
    """The steps of a form XObject, pattern or glyph procedure; `resources` are those of its user."""
    own = form.get(Name.Resources)
    stream = _Parser(_dictionary(own) if own is not None else resources, layers, depth).parse(form)
    stream.form = form
    return stream


def _dictionary(value: Object | None) -> Dictionary:
    return value if isinstance(value, Dictionary) else Dictionary()


def number(stream: Stream, level: Level) -> None:
    """Give every operator the serial number of the text object that pdfium made of it."""
    if len(stream.drawn) != len(level):
        raise Unmatched
    for one, entry in zip(stream.drawn, level, strict=True):
        if isinstance(one, Use) and isinstance(entry, list):
            number(one.stream, entry)
        elif isinstance(one, Show) and isinstance(entry, int):
            one.serial = entry
        else:
            raise Unmatched


class _Parser:
    """Walks one content stream once."""

    def __init__(self, resources: Dictionary, layers: Layers, depth: int) -> None:
        self._stream = Stream(resources)
        self._layers = layers
        self._depth = depth
        self._state = TextState()
        self._saved: list[TextState] = []
        self._marks: list[bool] = []

    def parse(self, source: pikepdf.Page | Object) -> Stream:
        with warnings.catch_warnings():
            # A stream that ends in the middle of something is only warned about.
            warnings.simplefilter("error")
            try:
                instructions = pikepdf.parse_content_stream(source)
            except (pikepdf.PdfError, UserWarning):
                raise Unmatched from None
        for instruction in instructions:
            if isinstance(instruction, ContentStreamInlineImage):
                if not any(self._marks):
                    self._stream.steps.append(instruction)
                continue
            self._step(list(instruction.operands), instruction.operator)
        return self._stream

    def _step(self, operands: list[Any], operator: Operator) -> None:
        name = str(operator)
        if name in _MARKS:
            self._mark(name, operands)
        elif name in _SHOWS:
            self._show(name, operands)
        elif name == "Do":
            self._do(operands, operator)
        elif any(self._marks) and name in _PAINTS:
            self._stream.steps.append(([], Operator("n")))
        elif not (any(self._marks) and name == "sh"):
            self._note(name, operands)
            self._stream.steps.append((operands, operator))

    def _mark(self, name: str, operands: list[Any]) -> None:
        """Keep account of marked content; only layers matter."""
        if name == "EMC":
            if self._marks:
                self._marks.pop()
        elif name in {"BMC", "BDC"}:
            hides = False
            if name == "BDC" and len(operands) > 1 and operands[0] == Name.OC:
                groups = _dictionary(self._stream.resources.get(Name.Properties))
                hides = self._layers.hides(groups.get(str(operands[1])))
            self._marks.append(hides)

    def _note(self, name: str, operands: list[Any]) -> None:
        """Follow the text state."""
        if name == "q":
            self._saved.append(self._state)
        elif name == "Q" and self._saved:
            self._state = self._saved.pop()
        elif name == "Tf" and len(operands) > 1:
            fonts = _dictionary(self._stream.resources.get(Name.Font))
            self._state = replace(
                self._state, font=fonts.get(str(operands[0])), font_name=str(operands[0]), size=float(operands[1]))
        elif name == "gs" and operands:
            self._graphics_state(str(operands[0]))
        elif operands and name in {"Tc", "Tw", "Tz", "Tr"}:
            value = float(operands[0])
            changes: dict[str, dict[str, Any]] = {
                "Tc": {"char": value}, "Tw": {"word": value}, "Tz": {"stretch": value}, "Tr": {"mode": int(value)}}
            self._state = replace(self._state, **changes[name])

    def _graphics_state(self, name: str) -> None:
        state = _dictionary(_dictionary(self._stream.resources.get(Name.ExtGState)).get(name))
        if Name.Font in state:
            # A font without a name among the resources cannot be chosen again after a replacement.
            self._state = replace(self._state, font=None, font_name="", size=float(state[Name.Font][1]))

    def _show(self, name: str, operands: list[Any]) -> None:
        if not operands:
            return
        steps = self._stream.steps
        if name == '"' and len(operands) > 2:  # noqa: PLR2004 — its operands are word space, letter space, string
            for value, setting in zip(operands[:2], ("Tw", "Tc"), strict=True):
                self._note(setting, [value])
                steps.append(([value], Operator(setting)))
        if name in {"'", '"'}:
            steps.append(([], Operator("T*")))
        entries = list(operands[0]) if name == "TJ" else [operands[-1]]
        items: list[Item] = [bytes(one) if isinstance(one, pikepdf.String) else float(one) for one in entries]
        show = Show(self._state, items, any(self._marks))
        steps.append(show)
        if any(isinstance(one, bytes) and one for one in items):
            self._stream.drawn.append(show)

    def _do(self, operands: list[Any], operator: Operator) -> None:
        name = str(operands[0]) if operands else ""
        target = _dictionary(self._stream.resources.get(Name.XObject)).get(name)
        if not isinstance(target, pikepdf.Stream):
            return
        hidden = any(self._marks) or self._layers.hides(target.get(Name.OC))
        if target.get(Name.Subtype) != Name.Form:
            if not hidden:
                self._stream.steps.append((operands, operator))
            return
        if self._depth >= _MAX_DEPTH:
            raise Unmatched
        use = Use(name, parse_form(target, self._stream.resources, self._layers, self._depth + 1), hidden)
        self._stream.steps.append(use)
        self._stream.drawn.append(use)
