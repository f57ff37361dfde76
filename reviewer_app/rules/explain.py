"""`explain`: a report as reasoning for people (design §9).

Attribute, articles, the way through the tree, what is missing, until when, and what would change it. Holds no
document text but title, number, organ and mark.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.report import AttributeProposal, CheckReport, DocumentType, Proposal
from reviewer_app.rules.catalogue import Column, load_catalogue
from reviewer_app.rules.channels import channels
from reviewer_app.rules.law import LawPack, cite_text, in_chinese, load_packs, pack_of
from reviewer_app.rules.place_text import place_text
from reviewer_app.rules.questions import question_of
from reviewer_app.rules.workdays import tell
from reviewer_app.text import say

REGULATION: Final = "政府信息公开条例"
LIMBS: Final = "three_limbs"
SURE: Final = 0.85
LIKELY: Final = 0.6
NOT_OFFICIAL: Final = frozenset({DocumentType.LIST, DocumentType.NEWS, DocumentType.OTHER})


def explain(report: CheckReport) -> str:
    """The whole reasoning, lines joined by newlines; a blocked report says no more than that."""
    if report.secrecy_level is not None:
        return "\n".join(report.attribute.reasons)
    pack = pack_of(report.attribute.basis, report.header.date or date.max)
    sections = (
        (say("law.explain_document"), _document(report)),
        (say("law.explain_attribute"), _attribute(report, pack)),
        (say("law.explain_path"), _path(report, pack)),
        (say("law.explain_change"), _change(report, pack)),
        (say("law.explain_judgement"), _judgement(report)),
        (say("law.explain_missing"), _missing(report)),
    )
    lines: list[str] = []
    for heading, told in sections:
        lines += [heading, *(say("law.explain_line", told=one) for one in told)]
    return "\n".join(lines)


def _document(report: CheckReport) -> Iterator[str]:
    header = report.header
    yield say("law.explain_type", type=say(f"doctype.{report.document_type}"))
    shown = (
        ("organ", header.organ), ("number", header.number), ("title", header.title),
        ("date", tell(header.date) if header.date else None), ("mark", header.mark),
    )
    there = [say("law.explain_shown", name=say(f"law.field_{key}"), value=value) for key, value in shown if value]
    if there:
        yield say("law.explain_header", shown="；".join(there))
    column = load_catalogue().column(report.column) if report.column else None
    if column:
        yield from _column(column)
    elif header.title:
        best = load_catalogue().suggest(header.title, report.document_type)[:2]
        for suggestion in best:
            reasons = "；".join(suggestion.reasons)
            yield say("law.explain_suggestion", id=suggestion.column.id, title=suggestion.column.title, reasons=reasons)


def _column(column: Column) -> Iterator[str]:
    departments = column.departments
    if column.departments_inherited:
        departments = say("law.explain_inherited", departments=departments)
    yield say("law.explain_column", id=column.id, title=column.title, departments=departments, risk=column.risk)
    if column.fresh_months is not None:
        yield say("law.explain_fresh", months=column.fresh_months)
    yield say("law.explain_note", note=column.note)


def _attribute(report: CheckReport, pack: LawPack) -> Iterator[str]:
    attribute = report.attribute
    yield say(
        "law.explain_proposal",
        proposal=say(f"attribute.{attribute.proposal}"),
        sureness=say(sureness(attribute)),
    )
    yield from attribute.reasons
    if attribute.basis:
        yield say("law.explain_basis", bases="、".join(map(cite_text, attribute.basis)))
        yield from _articles(attribute, pack)
    else:
        yield say("law.explain_no_basis")


def _articles(attribute: AttributeProposal, pack: LawPack) -> Iterator[str]:
    """What each cited article of the regulation says, in our words, and its number in the text before."""
    cited = [one.article for one in attribute.basis if one.regulation == REGULATION and one.version == pack.version]
    for number in dict.fromkeys(cited):
        article = pack.articles.get(number) if number is not None else None
        if number is None or article is None:
            continue
        was = say("law.explain_was", number=in_chinese(article.was)) if article.was else ""
        yield say(
            "law.explain_article",
            number=in_chinese(number), subject=article.subject, summary=article.summary, was=was,
        )


def sureness(attribute: AttributeProposal) -> str:
    """The key of the text that says how sure the program is."""
    if attribute.proposal is Proposal.UNDETERMINED:
        return "attribute.for_a_person"
    if attribute.confidence >= SURE:
        return "attribute.sure"
    return "attribute.likely" if attribute.confidence >= LIKELY else "attribute.unsure"


def _path(report: CheckReport, pack: LawPack) -> Iterator[str]:
    yield say("law.explain_pack", regulation=pack.regulation, version=pack.version, order=pack.order)
    *passed, last = report.attribute.path or (LIMBS,)
    if passed:
        yield say("law.explain_passed", names=_branches(passed))
    if report.attribute.proposal is Proposal.UNDETERMINED:
        yield say("law.explain_open", question=pack.branch(last).question)
    else:
        yield say("law.explain_stopped", name=say(f"law.branch.{last}"))


def _branches(names: Iterable[str]) -> str:
    return "、".join(say(f"law.branch.{name}") for name in names)


def _change(report: CheckReport, pack: LawPack) -> Iterator[str]:
    """What would lead elsewhere: the questions a program cannot answer, and the other version's view."""
    proposal = report.attribute.proposal
    for key in report.attribute.questions:
        yield say("law.ask", question=question_of(pack, key))
    if proposal is Proposal.PROACTIVE:
        closing = [one.branch for one in pack.tree if one.mandatory and one.outcome is Proposal.WITHHELD]
        yield say("law.change_withheld", names=_branches(closing))
    elif proposal is Proposal.WITHHELD:
        yield say("law.change_consent", basis=cite_text(pack.on_duty("consult")))
        yield say("law.change_sever", basis=cite_text(pack.on_duty("sever")))
    elif LIMBS not in report.attribute.questions:
        yield say("law.change_limbs", question=pack.branch(LIMBS).question)
    yield from _other_version(report, pack)


def _other_version(report: CheckReport, pack: LawPack) -> Iterator[str]:
    last = report.attribute.path[-1] if report.attribute.path else LIMBS
    for other in load_packs():
        outcome = other.branch(last).outcome
        if other.version != pack.version and outcome is not pack.branch(last).outcome:
            told = other.branch(last).told
            yield say("law.change_version", version=other.version, outcome=say(f"attribute.{outcome}"), told=told)


def _judgement(report: CheckReport) -> Iterator[str]:
    judgement = report.judgement
    known = channels()
    titles = "、".join(known[name].title for name in judgement.channels if name in known)
    yield say("law.explain_audience", audience=say(f"audience.{judgement.audience}"))
    yield say("law.explain_channels", channels=titles or say("law.no_channel"))
    yield from judgement.manner_issues
    yield from judgement.wording
    if judgement.timing.explanation:
        yield judgement.timing.explanation


def _missing(report: CheckReport) -> Iterator[str]:
    lacking = [one.element for one in report.completeness if not one.present]
    yield from _elements(report)
    if lacking:
        yield say("law.missing_elements", elements="、".join(lacking))
    elif report.completeness:
        yield say("law.all_elements", count=len(report.completeness))
    yield from _unmarked(report)
    counted: dict[FindingType, int] = {}
    for one in report.findings:
        if one.blocks:
            counted[one.type] = counted.get(one.type, 0) + 1
    for kind, count in counted.items():
        yield say("law.blocking", type=say(f"type.{kind}"), count=count)
    if report.unread:
        yield say("law.unread", count=len(report.unread))
    if not report.blocks and not lacking:
        yield say("law.nothing_blocks")


def _elements(report: CheckReport) -> Iterator[str]:
    """Each element with where it stands; one whose label stands there with nothing behind it says so."""
    if report.completeness_source:
        yield say("law.explain_elements", source=report.completeness_source)
    for one in report.completeness:
        where = place_text(one.place) if one.place else ""
        key = "law.element_place" if one.present else "law.element_empty"
        place = say(key, place=where) if where else ""
        yield say("law.explain_element", mark="✓" if one.present else "✗", element=one.element, place=place)


def _unmarked(report: CheckReport) -> Iterator[str]:
    if report.document_type in NOT_OFFICIAL:
        return
    header = report.header
    fields = (("law.field_date", header.date), ("law.field_mark", header.mark), ("law.field_number", header.number))
    absent = [say(key) for key, value in fields if value is None]
    if absent:
        yield say("law.unmarked", fields="、".join(absent))
