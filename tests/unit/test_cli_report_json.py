"""Every report that can exist comes out in the shape of the schema; personal data only when it is asked for."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from check_schema import validator
from reviewer_app.cli import report_json
from reviewer_app.cli.sources import Source, Unreadable
from reviewer_app.domain.document import Block, BlockKind, Box, Document, FileKind, Place, Unread, UnreadReason
from reviewer_app.domain.errors import FileEncrypted
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, PersonRole, Severity
from reviewer_app.domain.legal import Audience, LegalBasis
from reviewer_app.domain.report import (
    AttributeProposal,
    CheckReport,
    DocumentHeader,
    DocumentType,
    Element,
    JudgementProposal,
    NamesMode,
    Proposal,
    TimingProposal,
)
from reviewer_app.ports.documents import ReadFile

counts = st.integers(1, 9999)
texts = st.text(max_size=20)
fractions = st.floats(0, 1)
days = st.none() | st.dates()
places = st.builds(
    Place,
    part=st.none() | texts,
    page=st.none() | counts,
    boxes=st.lists(st.builds(Box, *[st.floats(0, 2000)] * 4), max_size=2).map(tuple),
    sheet=st.none() | texts,
    cell=st.none() | texts,
    row=st.none() | counts,
    column=st.none() | counts,
    table=st.none() | counts,
)
bases = st.lists(
    st.builds(
        LegalBasis,
        regulation=texts,
        version=texts,
        article=st.none() | counts,
        paragraph=st.none() | counts,
        item=st.none() | counts,
        verified=st.booleans(),
    ),
    max_size=2,
).map(tuple)
lines = st.lists(texts, max_size=3).map(tuple)
findings = st.builds(
    Finding,
    number=counts,
    rule=texts,
    type=st.sampled_from(FindingType),
    severity=st.sampled_from(Severity),
    level=st.sampled_from(Level),
    blocks=st.booleans(),
    confidence=fractions,
    start=st.none() | st.integers(0, 10**7),
    end=st.none() | st.integers(0, 10**7),
    value=texts,
    place=places,
    action=st.sampled_from(Action),
    role=st.none() | st.sampled_from(PersonRole),
    header=st.none() | texts,
    replacement=st.none() | texts,
    evidence=lines,
    basis=bases,
)
headers = st.builds(
    DocumentHeader,
    organ=st.none() | texts,
    number=st.none() | texts,
    title=st.none() | texts,
    addressee=st.none() | texts,
    date=days,
    mark=st.none() | texts,
)
judgements = st.builds(
    JudgementProposal,
    wording=lines,
    timing=st.builds(
        TimingProposal, earliest=days, latest=days, basis=bases, certain=st.booleans(), explanation=texts
    ),
    channels=lines,
    manner_issues=lines,
    audience=st.sampled_from(Audience),
)
reports = st.builds(
    CheckReport,
    kind=st.sampled_from(FileKind),
    names=st.sampled_from(NamesMode),
    header=headers,
    document_type=st.sampled_from(DocumentType),
    findings=st.lists(findings, max_size=3).map(tuple),
    unread=st.lists(st.builds(Unread, places, st.sampled_from(UnreadReason)), max_size=2).map(tuple),
    attribute=st.builds(
        AttributeProposal, proposal=st.sampled_from(Proposal), confidence=fractions, basis=bases, reasons=lines
    ),
    judgement=judgements,
    completeness=st.lists(st.builds(Element, texts, st.booleans(), st.none() | places), max_size=2).map(tuple),
    secrecy_level=st.none() | st.sampled_from(["绝密", "机密", "秘密"]),
)
documents = st.builds(
    Document.of,
    st.sampled_from(FileKind),
    st.lists(st.builds(Block, texts, st.sampled_from(BlockKind), places, st.none(), st.booleans()), max_size=5).map(
        tuple
    ),
)


def described(source: Source, report: CheckReport, *, reveal: bool) -> dict[str, Any]:
    """The report as plain values, as whoever reads the JSON sees it."""
    value: dict[str, Any] = msgspec.to_builtins(report_json.describe(source, report, reveal=reveal))
    return value


def _source(document: Document, name: str = "件.docx") -> Source:
    return Source(Path(name), b"bytes", ReadFile(document))


def _report(*found: Finding, header: DocumentHeader = DocumentHeader()) -> CheckReport:  # noqa: B008 - it is frozen
    return CheckReport(
        kind=FileKind.TEXT,
        names=NamesMode.RULES,
        header=header,
        document_type=DocumentType.OTHER,
        findings=found,
        unread=(),
        attribute=AttributeProposal(Proposal.UNDETERMINED, 0.5, reasons=("张小明的申请含有个人信息",)),
        judgement=JudgementProposal(),
    )


def _name(value: str) -> Finding:
    return Finding(
        number=1,
        rule="person_name.cue",
        type=FindingType.PERSON_NAME,
        severity=Severity.HIGH,
        level=Level.RED,
        blocks=True,
        confidence=0.9,
        start=0,
        end=len(value),
        value=value,
        place=Place(),
        action=Action.MASK,
        evidence=(f"提示词 申请人：{value}",),
    )


@given(documents, reports, st.booleans())
def test_every_report_fits_the_schema(document: Document, report: CheckReport, reveal: bool) -> None:
    value = described(_source(document), report, reveal=reveal)
    validator("check").validate(json.loads(json.dumps(value)))


@given(documents, reports)
def test_a_secrecy_mark_leaves_nothing_of_the_file(document: Document, report: CheckReport) -> None:
    value = described(_source(document), report, reveal=True)
    if report.secrecy_level is None:
        return
    assert value["sha256"] is None
    assert value["chars"] is None
    assert set(value["document"].values()) == {None}
    assert [value[key] for key in ("findings", "unread", "completeness", "hidden")] == [[], [], [], []]


def test_a_file_that_could_not_be_read_has_every_key() -> None:
    value = report_json.failure(Unreadable(Path("件.pdf"), FileEncrypted(name="件.pdf")), reveal=False)
    validator("check").validate(value)
    assert value["error"]["code"] == "file_encrypted"


def _shown(*, reveal: bool) -> dict[str, Any]:
    header = DocumentHeader(title="关于张小明申请的答复", date=date(2018, 6, 20))
    document = Document.of(FileKind.TEXT, (Block("张小明", BlockKind.PARAGRAPH),))
    return described(
        _source(document, "张小明的申请.txt"), _report(_name("张小明"), header=header), reveal=reveal
    )


def test_values_title_path_evidence_and_reasons_are_masked() -> None:
    assert "张小明" not in json.dumps(_shown(reveal=False), ensure_ascii=False)
    assert _shown(reveal=False)["document"]["date"] == "2018-06-20"


def test_reveal_shows_them() -> None:
    shown = _shown(reveal=True)
    assert shown["findings"][0]["value"] == "张小明"
    assert shown["path"] == "张小明的申请.txt"
    assert shown["document"]["title"] == "关于张小明申请的答复"


def test_hidden_text_is_counted_and_shown_only_when_asked() -> None:
    place = Place(part="comments")
    blocks = tuple(Block(text, BlockKind.COMMENT, place) for text in ("第一条", "第二条"))
    document = Document.of(FileKind.DOCX, (*blocks, Block("正文", BlockKind.PARAGRAPH)))
    for reveal, text in ((False, None), (True, "第一条\n第二条")):
        (entry,) = described(_source(document), _report(), reveal=reveal)["hidden"]
        assert (entry["kind"], entry["pieces"], entry["chars"], entry["text"]) == ("comment", 2, 6, text)
        assert entry["place"]["part"] == "comments"
