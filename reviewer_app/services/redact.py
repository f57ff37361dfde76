"""Makes a public version of one file: read, check, plan, write, read again, scan again (design §5, §9 `redact`).

`examine`, then `rewrite`; look at `clean` (or call `require_clean`) before anything of the result is kept.

The same steps serve the command line, which redacts files by themselves, and packages, whose parts share one register
of persons and carry the decisions of a reviewer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from reviewer_app.domain.document import Document, FileKind, Unread
from reviewer_app.domain.errors import PublicVersionDiffers, PublicVersionNotClean, SecrecyMarked
from reviewer_app.domain.findings import Finding
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.public_version import ResultProof, ScanProof
from reviewer_app.domain.report import CheckReport, NamesMode
from reviewer_app.ports.documents import DocumentDesk
from reviewer_app.rules import deidentify, second_scan
from reviewer_app.rules.assess import Toolbox, assess
from reviewer_app.rules.context import Context
from reviewer_app.rules.deidentify import Choice, Cleaning
from reviewer_app.rules.persons import NOBODY, Persons
from reviewer_app.rules.policy import Policy, load_book
from reviewer_app.services.name_pass import read_with_names


@dataclass(frozen=True, slots=True)
class Examined:
    """One file read and checked: `data` are the bytes a writer works on (converted ones for doc, wps, et)."""

    name: str
    data: bytes
    document: Document
    report: CheckReport


@dataclass(frozen=True, slots=True)
class Redaction:
    """For whom, by which policy (None: the default), in which context, and what a reviewer decided by number."""

    audience: Audience
    context: Context
    policy: str | None = None
    choices: Mapping[int, Choice] = field(default_factory=dict)

    def context_for_audience(self) -> Context:
        """The context of checks, with the audience of this version."""
        return replace(self.context, audience=self.audience)


@dataclass(frozen=True, slots=True)
class RedactResult:
    """A public version and the proof about it. Nothing may be kept of one that is not `clean`.

    `name` is the original's name without the values it gave away. `evidence` is what its bytes
    and pages showed; `unread` are pieces nobody could read in the result, such as pictures. `stayed` are the numbers of
    the original's findings whose value stands in it.
    """

    name: str
    data: bytes
    policy: Policy
    persons: Persons
    edited: int
    columns: int
    tables: int
    kept: int
    after: Document
    findings: int
    uncovered: tuple[Finding, ...]
    evidence: ResultProof
    unread: tuple[Unread, ...]
    names: NamesMode
    stayed: frozenset[int] = frozenset()

    @property
    def clean(self) -> bool:
        """Whether the second scan passed; unread pieces are not its business, they block by themselves."""
        return not self.uncovered and self.evidence.holds

    def require_clean(self) -> None:
        """Raise what `require_proven` raises."""
        require_proven(len(self.uncovered) + self.evidence.leftovers, self.evidence)

    def proof(self, toolbox: Toolbox) -> ScanProof:
        """The small record that is committed: counts, no values."""
        return ScanProof(
            rule_set=toolbox.rules.version,
            rule_set_hash=toolbox.rules.sha256,
            names=self.names.value,
            findings=self.findings,
            covered=self.findings - len(self.uncovered),
            uncovered=len(self.uncovered) + self.evidence.leftovers,
            result=self.evidence,
        )


def require_proven(left: int, evidence: ResultProof) -> None:
    """Raise `PublicVersionNotClean` with the number of places left, never their text, or `PublicVersionDiffers`."""
    if left:
        raise PublicVersionNotClean(count=left)
    if not evidence.holds:
        raise PublicVersionDiffers(percent=f"{evidence.changed_ppm / 10_000:.2f}")


def examine(desk: DocumentDesk, toolbox: Toolbox, data: bytes, name: str, redaction: Redaction) -> Examined:
    """Read and check one untrusted file. Raises `SecrecyMarked` for one with a 密级 mark: nothing of it is kept."""
    read = read_with_names(desk, data, name)
    report = assess(read.document, toolbox, redaction.context_for_audience())
    if report.secrecy_level:
        raise SecrecyMarked(level=report.secrecy_level)
    if read.converted is not None and read.converted_kind is not None:
        return Examined(_renamed(name, read.converted_kind), read.converted, read.document, report)
    return Examined(name, data, read.document, report)


def enrol(parts: Iterable[tuple[Examined, Redaction]], persons: Persons = NOBODY) -> Persons:
    """The register of the persons masked in all parts of a package, made before the first part is written."""
    for part, redaction in parts:
        policy = load_book().choose(part.report.document_type, redaction.audience, redaction.policy)
        persons = deidentify.enrol(part.report.findings, redaction.choices, policy, persons)
    return persons


def rewrite(
    desk: DocumentDesk, toolbox: Toolbox, part: Examined, redaction: Redaction, persons: Persons = NOBODY,
) -> RedactResult:
    """Write the public version of an examined file and scan it again. Raises `NoWriter` for a kind without a writer."""
    policy = load_book().choose(part.report.document_type, redaction.audience, redaction.policy)
    context = redaction.context_for_audience()
    phone = context.office_phones[0] if context.office_phones else None
    cleaning = deidentify.plan(part.document, part.report.findings, redaction.choices, policy, persons, phone)
    result = desk.write(part.data, part.name, cleaning.plan)
    name = _public_name(part, cleaning, policy)
    after = read_with_names(desk, result, name).document
    report = assess(after, toolbox, replace(context, document_type=part.report.document_type))
    findings = report.findings
    return RedactResult(
        name=name,
        data=result,
        policy=policy,
        persons=cleaning.persons,
        edited=cleaning.edited,
        columns=len(cleaning.plan.columns),
        tables=len(cleaning.plan.tables),
        kept=cleaning.kept_count,
        after=after,
        findings=len(findings),
        uncovered=second_scan.uncovered(findings, cleaning.kept),
        evidence=desk.prove(part.data, result, part.name, cleaning.plan, cleaning.gone),
        unread=after.unread,
        names=report.names,
        stayed=cleaning.stayed,
    )


def _renamed(name: str, kind: FileKind) -> str:
    """A file's name with the extension of the kind it was converted to."""
    return f"{PurePosixPath(name).stem}.{kind.value}"


def _public_name(part: Examined, cleaning: Cleaning, policy: Policy) -> str:
    """The name under which the public version goes out."""
    path = PurePosixPath(part.name)
    return deidentify.clean_stem(path.stem, part.report.findings, cleaning, policy) + path.suffix
