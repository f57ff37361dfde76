"""Step ③ of the review on several kinds of drafts; `scripts/screenshots.py --steps` draws them.

The plan, a household list, a request, a penalty decision, and the same draft dated 2018 and 2020.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reviewer_app.bootstrap.demo_steps import Walk, samples
from reviewer_app.domain.errors import CannotHandIn
from reviewer_app.domain.items import Carrier, Item
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.part_names import IncomingFile
from window_office import OpenWindow, open_window, window_office

SIZE = (1440, 900)
DRAFT = """示范市国土资源局文件

示国资请〔{year}〕15号

关于沙石镇安置房项目用地有关问题的请示

市人民政府：
    沙石镇安置房项目拟用地86亩，因涉及规划调整，恳请市政府召开专题会议研究。
    妥否，请批示。

示范市国土资源局
{year}年6月9日
"""
Shots = dict[str, tuple[tuple[IncomingFile, ...], str]]


def shots() -> Shots:
    """Name of the picture to files and column."""
    dated = {
        f"same-draft-{year}": ((IncomingFile("请示.txt", DRAFT.format(year=year).encode()),), "A23")
        for year in (2018, 2020)
    }
    return {
        "plan": (samples("plan.docx"), "A12"), "household": (samples("annex_v2.xlsx"), "A30"),
        "request": (samples("request.docx"), "A23"), "penalty": (samples("penalty.docx"), "A14a"), **dated,
    }


def draw_steps(out: Path, settle: Callable[[OpenWindow], None], language: str) -> list[Path]:
    """Draw them all; returns what was written."""
    made = []
    for name, (files, column) in shots().items():
        with TemporaryDirectory() as folder, window_office(Path(folder)) as office:
            item = _in_review(Walk(office.desk, office.people, lambda _line: None), files, column)
            with open_window(office, "reviewer", SIZE, language) as window:
                settle(window)
                window.main.show_item("review", item.id)
                settle(window)
                page: Any = window.main.page
                page.side.show_step("attribute")
                settle(window)
                path = out / f"step-attribute-{name}.png"
                window.gate.grab().save(str(path))
                made.append(path)
    return made


def _in_review(walk: Walk, files: tuple[IncomingFile, ...], column: str) -> Item:
    """Handed in with what the program proposes, claimed and begun."""
    drafter = walk.people.drafter.id
    item = enter_package(walk.desk, EnterPackage(drafter, drafter, files, Carrier.DRAFT_DOCUMENT, column=column))
    proposal = walk.view(item).parts[0].report.attribute
    attribute = proposal.proposal.attribute()
    if attribute is DisclosureAttribute.UNDETERMINED:
        attribute = DisclosureAttribute.PROACTIVE
    item = walk.propose(item, attribute, "按程序提示", proposal.basis)
    try:
        item = walk.submit(item)
    except CannotHandIn:  # the plan names an annex that is not among the samples: it is shown as drafted
        return item
    return walk.take_up(item)
