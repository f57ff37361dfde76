"""What step 7 offers: policies with the default first, and extras that change something in the package."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from documents import text_document
from findings import finding
from reviewer_app.domain.document import Place
from reviewer_app.domain.findings import FindingType, Level
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.report import DocumentType
from reviewer_app.services.public_offers import joined, offers, parted


def part(text: str, *findings: Any) -> Any:
    return SimpleNamespace(document=text_document(text), report=SimpleNamespace(findings=findings))


def offered(*parts: Any, audience: Audience = Audience.ALL) -> tuple[str, set[str]]:
    found = offers(parts, DocumentType.EXPROPRIATION, audience)
    return found.policies[0].name, {one.name for one in found.extras}


def test_nothing_is_offered_that_would_change_nothing() -> None:
    assert offered(part("正文。")) == ("standard", set())
    assert offered(part("正文。"), audience=Audience.GROUP) == ("village", set())


def test_extras_come_with_what_they_are_about() -> None:
    name = finding(1, FindingType.PERSON_NAME)
    cell = replace(finding(2, FindingType.PERSON_NAME), place=Place(row=2, column=1, table=1))
    official = finding(3, FindingType.PERSON_NAME, level=Level.GREY)
    assert offered(part("正文。", official))[1] == set()
    assert offered(part("正文。", name))[1] == {"pseudonyms"}
    assert offered(part("正文。"), part("名单", cell))[1] == {"bands", "counts", "pseudonyms"}
    # The village board keeps the names of a list: what was decided to go may be asked to go there too.
    assert offered(part("名单", cell), audience=Audience.GROUP)[1] == {"bands", "counts", "pseudonyms", "decisions"}
    assert offered(part("正文。\n抄送：省厅。"))[1] == {"imprint"}
    seal, hand = finding(4, FindingType.SEAL, level=Level.GREY), finding(5, FindingType.SIGNATURE)
    assert offered(part("正文。", seal))[1] == {"seals"}
    assert offered(part("正文。", seal, hand))[1] == {"seals", "signatures"}


def test_names_are_parted_as_they_are_joined() -> None:
    assert parted(joined("village", ("bands", "imprint"))) == ("village", ("bands", "imprint"))
    assert parted("standard") == ("standard", ())
