"""Whose data a candidate is, and what follows: action, level, exemption (design §4, rulebook §3.4).

A cue word or header tells a name's role; the table, other places of the same name and the document type fill in
what they leave open. A number belongs to the person of its row, else to the person named right before it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from reviewer_app.domain.findings import FindingType, PersonRole
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.context import Context
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, is_named
from reviewer_app.rules.duties import Duties, joined
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Decision, RuleSet

NEAR: Final = 60
BESIDE: Final = 8
"""So near a name stands to its own telephone: 张伟，联系电话：0797-… (an office's stands further off in a sentence)."""
PUBLIC_ROLES: Final = frozenset(
    {
        PersonRole.OFFICIAL,
        PersonRole.CONTACT,
        PersonRole.LEGAL_REPRESENTATIVE,
        PersonRole.EXPERT,
        PersonRole.DEPUTY,
        PersonRole.WINNER,
        PersonRole.OFFICE,
    }
)
"""Roles in which a landline is taken for an office's."""
_TABLES: Final = (
    (ColumnKind.EXAM, (PersonRole.CANDIDATE, Evidence("evidence.exam_column"))),
    (ColumnKind.POST, (PersonRole.OFFICIAL, Evidence("evidence.post_column"))),
)
"""Whose names stand in a table with such a column, the later counting before the earlier."""
_Tables = dict[tuple[object, ...], tuple[PersonRole, Evidence]]
_ROW_PERSON: Final = Evidence("evidence.row_person")
_MADE: Final = tuple.__new__  # half the cost of calling a named tuple's class
_FOLLOWS_PERSON: Final = frozenset({FindingType.MOBILE, FindingType.ADDRESS, FindingType.PROPERTY_CERTIFICATE})


class RoleReader:
    """Fills in the roles of one document's candidates."""

    def __init__(self, scan: ScanText, rules: RuleSet, context: Context) -> None:
        self._scan = scan
        self._context = context
        self._duties = Duties(scan, rules.lexicons)
        kind = context.document_type or DocumentType.OTHER
        self._document_role = rules.document_roles.get(kind)

    def resolve(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """The candidates with roles; order is kept."""
        settled = list(candidates)
        if not any(one.rule.type is FindingType.PERSON_NAME for one in settled):
            return self._others(settled, ())
        settled = self._listed(self._duties.filled(settled))
        known = self._known(settled)
        tables = {cell.table: told for kind, told in _TABLES for cell in self._scan.cells_of(kind)}
        named = [self._name(c, known, tables) if c.rule.type is FindingType.PERSON_NAME else c for c in settled]
        return self._others(named, [c for c in named if is_named(c)])

    def _others(self, found: Sequence[Candidate], names: Sequence[Candidate]) -> list[Candidate]:
        """`found` with the roles of all that is no name."""
        people = _People(self._scan, names, [c for c in found if c.rule.type is FindingType.ID_NUMBER])
        return [c if c.rule.type is FindingType.PERSON_NAME else self._other(c, people) for c in found]

    def _listed(self, candidates: list[Candidate]) -> list[Candidate]:
        """In a list (局长甲、副局长乙和丙) a name without a cue of its own has the role of the name before it."""
        last: Candidate | None = None
        for at, name in enumerate(candidates):
            if not is_named(name):
                continue
            if last and last.role and name.role is None and joined(self._scan, last, name):
                candidates[at] = _with(name, last.role, Evidence("evidence.listed_with"))
            last = candidates[at]
        return candidates

    def _known(self, candidates: Iterable[Candidate]) -> dict[str, PersonRole]:
        """What other places tell of a name: OFFICIAL before all, else the first role told."""
        known: dict[str, PersonRole] = {}
        for one in candidates:
            if is_named(one) and one.role not in {None, PersonRole.PRIVATE}:
                name = self._scan.raw[one.start : one.end]
                if one.role is PersonRole.OFFICIAL or name not in known:
                    known[name] = one.role
        return known

    def _name(
        self, name: Candidate, known: dict[str, PersonRole], tables: _Tables
    ) -> Candidate:
        if name.role not in {None, PersonRole.PRIVATE}:
            return name
        elsewhere = known.get(self._scan.raw[name.start : name.end])
        if elsewhere is PersonRole.OFFICIAL:
            return _with(name, elsewhere, Evidence("evidence.official_elsewhere"))
        if elsewhere:
            return _with(name, elsewhere, Evidence("evidence.repeat"))
        cell = self._scan.cell(name.start)
        if cell and cell.table in tables and self._document_role is None:
            return _with(name, *tables[cell.table])
        if self._document_role:
            return _with(name, self._document_role, Evidence("evidence.document_role"))
        return name._replace(role=PersonRole.PRIVATE)

    def _other(self, found: Candidate, people: "_People") -> Candidate:
        phones = self._context.office_phones
        if phones and self._scan.raw[found.start : found.end] in phones:
            return _with(found, PersonRole.OFFICE, Evidence("evidence.office_phone_book"))
        if found.role is not None:
            return found
        if found.rule.type is FindingType.LANDLINE:
            return self._line(found, people.of(found.start, BESIDE))
        person = people.of(found.start)
        return found if person is None else self._of_person(found, person)

    def _of_person(self, found: Candidate, person: PersonRole) -> Candidate:
        """A number or address of the person in its row or right before it; an official's address stays nobody's."""
        kind = found.rule.type
        if kind not in _FOLLOWS_PERSON:
            return _MADE(Candidate, (*found[:5], person))
        if person is PersonRole.OFFICIAL and kind is FindingType.ADDRESS:
            return found
        return _MADE(Candidate, (*found[:4], (*found.evidence, _ROW_PERSON), person))

    def _line(self, found: Candidate, person: PersonRole | None) -> Candidate:
        """A fixed line is an office's unless the person of its row, or right before it, is a private one."""
        if person is None or person in PUBLIC_ROLES:
            return found._replace(role=PersonRole.OFFICE)
        return _with(found, PersonRole.PRIVATE, Evidence("evidence.row_person"))


class _People:
    """The named persons of a document by table row and by place in the text."""

    def __init__(self, scan: ScanText, names: Sequence[Candidate], numbers: Sequence[Candidate]) -> None:
        self._scan = scan
        self._names = sorted(names, key=lambda name: name.start)
        self._starts = [name.start for name in self._names]
        self._rows: dict[tuple[tuple[object, ...], int], PersonRole] = {}
        for name in self._names:
            cell = scan.cell(name.start)
            if cell and name.role:
                self._rows.setdefault((cell.table, cell.row), name.role)
        for number in numbers:  # a row with an identity number is a person's, named or not
            cell = scan.cell(number.start)
            if cell and cell.row:
                self._rows.setdefault((cell.table, cell.row), number.role or PersonRole.PRIVATE)

    def of(self, offset: int, near: int = NEAR) -> PersonRole | None:
        """The role of the person an identifier at `offset` belongs to, None where nobody stands within `near`."""
        cell = self._scan.cell(offset)
        if cell and cell.row:
            return self._rows.get((cell.table, cell.row))
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset - self._names[at].end <= near:
            inside = self._names[at].start >= self._scan.block_span(offset).start
            return self._names[at].role if inside else None
        return None


def _with(candidate: Candidate, role: PersonRole, why: Evidence) -> Candidate:
    return candidate._replace(role=role, evidence=(*candidate.evidence, why))


class Decider:
    """Looks a type and role up in the decision table for one document's type and audience."""

    def __init__(self, rules: RuleSet, context: Context) -> None:
        self._table = rules.decisions
        self._document_type = context.document_type or DocumentType.OTHER
        audience = context.audience or Audience.ALL
        self._audience = Audience.ALL if audience is Audience.UNDETERMINED else audience
        self._answered = context.answered
        self._known: dict[tuple[FindingType, PersonRole | None, bool], Decision] = {}

    def decide(self, kind: FindingType, role: PersonRole | None, *, in_table: bool) -> Decision:
        """The first row that matches; the table ends with a row that matches everything."""
        key = (kind, role, in_table)
        if key not in self._known:
            self._known[key] = next(row for row in self._table if self._matches(row, *key))
        return self._known[key]

    def _matches(self, row: Decision, kind: FindingType, role: PersonRole | None, in_table: bool) -> bool:
        return (
            (not row.types or kind in row.types)
            and (not row.roles or role in row.roles)
            and (not row.document_types or self._document_type in row.document_types)
            and (not row.audiences or self._audience in row.audiences)
            and row.in_table in {None, in_table}
            and (not row.answered or row.answered in self._answered)
        )
