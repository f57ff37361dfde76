"""研判 as proposed (plan item 10): wording, timing, manner and audience of one document."""

from collections.abc import Sequence

from reviewer_app.domain.findings import Finding, FindingType, Level
from reviewer_app.domain.report import JudgementProposal, Proposal
from reviewer_app.rules.audience import manner_issues, propose_audience, propose_channels
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.timing import propose_timing
from reviewer_app.rules.workdays import WorkCalendar
from reviewer_app.text import say


def propose_judgement(
    draft: Draft, proposal: Proposal, findings: Sequence[Finding], calendar: WorkCalendar
) -> JudgementProposal:
    """The four parts; `findings` are all of the document's, so that wording counts what was found in the text."""
    audience, reason = propose_audience(draft, proposal, findings)
    return JudgementProposal(
        wording=told_wording(findings),
        timing=propose_timing(draft, proposal, calendar),
        channels=propose_channels(draft, audience),
        manner_issues=tuple(manner_issues(draft, audience, reason)),
        audience=audience,
    )


def told_wording(findings: Sequence[Finding]) -> tuple[str, ...]:
    """One sentence a rule with the number of places; what is folded everywhere is not told."""
    wording = [one for one in findings if one.type is FindingType.WORDING]
    told = dict.fromkeys(one.evidence[0] for one in wording if one.level is not Level.GREY)
    counts = {text: sum(one.evidence[0] == text for one in wording) for text in told}
    return tuple(text if count == 1 else say("law.places", told=text, count=count) for text, count in counts.items())
