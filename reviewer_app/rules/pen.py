"""Writes one finding's edit: the form of its policy, with the label that goes along."""

from typing import Final

from reviewer_app.domain.document import Document
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.public_version import SpanEdit
from reviewer_app.rules import bands
from reviewer_app.rules.persons import Persons
from reviewer_app.rules.policy import Form, Policy, Treatment, Verb
from reviewer_app.rules.span_edits import with_label, with_separator
from reviewer_app.rules.table_cuts import Decided
from reviewer_app.rules.written_forms import write
from reviewer_app.text import say

_PHONES: Final = frozenset({FindingType.MOBILE, FindingType.LANDLINE})


class Pen:
    """Knows the text, the policy, the register of persons and the office's phone; holds no state of its own."""

    def __init__(self, document: Document, policy: Policy, persons: Persons, office_phone: str | None) -> None:
        self._text = document.text
        self._policy = policy
        self._persons = persons
        self._office_phone = office_phone

    def edit(self, entry: Decided, block_start: int) -> SpanEdit:
        """The edit of a finding in a block that begins at `block_start`."""
        finding = entry.finding
        start, end = finding.start or 0, finding.end or 0
        if entry.chosen and entry.replacement is not None:
            return SpanEdit(start, end, entry.replacement)
        block_end = block_start + len(entry.block.text)
        if entry.verb is Verb.REPLACE and finding.type in _PHONES:
            phone = finding.replacement or self._office_phone
            if phone and phone not in entry.block.text:
                start, end = with_label(self._text, start, end, block_start, self._policy.labels)
                return SpanEdit(start, end, say("public.office_phone", phone=phone))
        written = self.written(finding.type, finding.value, entry.verb, entry.block.header or "")
        if written:
            return SpanEdit(start, end, written)
        start, end = with_label(self._text, start, end, block_start, self._policy.labels)
        start, end = with_separator(self._text, start, end, block_start, block_end)
        return SpanEdit(start, end, "")

    def written(self, kind: FindingType, value: str, verb: Verb, header: str = "") -> str:
        """What stands instead of a value; empty where it is removed or nothing may stay of it.

        `header` is that of the value's column: it may name the unit of a number.
        """
        treatment: Treatment | None = self._policy.treatments.get(kind)
        if treatment is None or verb not in {Verb.MASK, Verb.GENERALISE}:
            return ""
        if treatment.form is Form.BAND:
            return bands.write(value, self._policy.scales, header)
        return write(value, treatment, self._persons)
