"""A PDF list of four pages under review, everything decided but its public version: for pages side by side."""

from reviewer_app.bootstrap.demo_steps import Walk
from reviewer_app.domain.items import Carrier
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.part_names import IncomingFile
from ruled_pdfs import lists
from window_office import WindowOffice

ROWS = (
    ("姓名", "身份证号码", "年龄"),
    ("钟建国", "11010519491231002X", "69"),
    ("刘秀英", "110105194912310038", "69"),
    ("李小四", "360702198001011238", "38"),
)


def add_pdf(office: WindowOffice, word: str = "pdf") -> None:
    """Enter it and take it up to step 7, for the village board."""
    walk = Walk(office.desk, office.people, lambda _line: None)
    drafter = office.people.drafter.id
    file = IncomingFile("征地补偿名单.pdf", lists([ROWS, *[ROWS[:1] * 12] * 2, ROWS], above="补偿登记结果公示"))
    item = enter_package(office.desk, EnterPackage(drafter, drafter, (file,), Carrier.NOT_OFFICIAL, column="A30"))
    item = walk.take_up(walk.submit(walk.propose(item, DisclosureAttribute.PROACTIVE)))
    item = walk.determine(walk.dispose_as_proposed(walk.secrecy(item))[0], DisclosureAttribute.PROACTIVE)
    office.items[word] = walk.judge(item, (Audience.GROUP,), ("village_board",)).id
