"""范围 and 方式: who may see it and through which channels (plan item 10, F71, rulebook §0.9, §6.5)."""

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from reviewer_app.domain.document import FileKind, UnreadReason
from reviewer_app.domain.findings import Finding, FindingType
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.report import DocumentType, Proposal
from reviewer_app.rules.channels import channels
from reviewer_app.rules.compiled import compiled
from reviewer_app.rules.doctype import document_type
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.strict_yaml import read_mapping
from reviewer_app.text import say


class GroupRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Content that belongs to a certain circle of people only: all conditions named must hold."""

    id: str
    told: str
    types: tuple[DocumentType, ...] = ()
    pattern: str = ""
    persons: int = 0


class AudienceRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Group rules, the channels of a document whose column is not known by audience, patterns of manner."""

    groups: tuple[GroupRule, ...]
    channels: dict[Audience, tuple[str, ...]]
    closed_table: str
    map_mentioned: str
    map_number: str


@cache
def load_audience_rules() -> AudienceRules:
    """The shipped rules."""
    return msgspec.convert(read_mapping("rules/audience.yaml"), AudienceRules, strict=False)


def propose_audience(draft: Draft, proposal: Proposal, findings: Sequence[Finding]) -> tuple[Audience, str]:
    """(audience, reason): 全社会 only for what is proactive and holds nothing of certain people's affairs."""
    if draft.context.audience is not None:
        return draft.context.audience, ""
    if proposal is Proposal.ON_REQUEST:
        return Audience.APPLICANT, ""
    if proposal is not Proposal.PROACTIVE:
        return Audience.UNDETERMINED, ""
    persons = sum(one.type in {FindingType.PERSON_NAME, FindingType.ID_NUMBER} for one in findings)
    listed = draft.subject + "\n" + _column_headers(draft)
    # An annex is checked as what its body is; whose eyes it is for, its own title tells too.
    types = {draft.type, document_type(draft.document, draft.header, draft.lines).type}
    for rule in load_audience_rules().groups:
        by_type = not rule.types or not types.isdisjoint(rule.types)
        if by_type and persons >= rule.persons and (not rule.pattern or compiled(rule.pattern).search(listed)):
            return Audience.GROUP, rule.told
    return (draft.column.audience if draft.column else Audience.ALL), ""


def propose_channels(draft: Draft, audience: Audience) -> tuple[str, ...]:
    """The column's channels that serve the audience, else the usual ones for it; none where it is undetermined."""
    own = draft.column.channels if draft.column else ()
    fitting = tuple(name for name in own if audience in channels()[name].audiences)
    return fitting or load_audience_rules().channels.get(audience, ())


def manner_issues(draft: Draft, audience: Audience, reason: str) -> Iterator[str]:
    """What speaks about the way of publishing: group content, pictures without text, tables in a PDF, maps."""
    if audience is Audience.GROUP:
        yield say("law.group_only", told=reason or say("law.group_chosen"))
    if any(one.reason in {UnreadReason.NO_TEXT_LAYER, UnreadReason.PICTURE} for one in draft.document.unread):
        yield say("law.no_text_layer")
    rules = load_audience_rules()
    if draft.document.kind in {FileKind.PDF, FileKind.IMAGE} and compiled(rules.closed_table).search(draft.subject):
        yield say("law.closed_table")
    if compiled(rules.map_mentioned).search(draft.ends) and not compiled(rules.map_number).search(draft.ends):
        yield say("law.map_number")


def _column_headers(draft: Draft) -> str:
    return "\n".join(dict.fromkeys(block.header for block in draft.document.blocks if block.header))
