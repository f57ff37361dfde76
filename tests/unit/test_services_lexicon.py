"""The office's own list of words: previewed, bad rows named, imported as an edition, then judged by."""

from datetime import date

import pytest

from review_office import ReviewOffice, fresh_office, lacking
from reviewer_app.documents.forms.workbook import write
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, NotPermitted, StaleDecision
from reviewer_app.domain.lexicon import LexiconEntry, LexiconGroup
from reviewer_app.ports.forms import Sheet
from reviewer_app.services.lexicon import (
    ImportLexicon,
    LexiconPreview,
    import_lexicon,
    lexicon_workbook,
    office_lexicon,
    preview_lexicon,
)
from reviewer_app.services.part_names import IncomingFile

HEAD = "类别,错误写法,规范写法,职务,说明,例外,来源,起用日期,停用日期"
ROWS = (
    "易错词,截止现在,截至现在,,,,办公室,,",
    "易错词,座落,坐落,,土地登记用“坐落”,座落式,办公室,,",
    "领导,,沈青禾,党组书记、局长,,,任免通知,2018-01-01,2020年12月31日",
    "机构规范名称,虎岗区国土局,虎岗区自然资源局,,,,,2019/1/10,",
)


def file(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *rows)).encode()


@pytest.fixture
def office() -> ReviewOffice:
    return fresh_office()


def preview(office: ReviewOffice, *rows: str, head: str = HEAD) -> LexiconPreview:
    return preview_lexicon(office.desk, office.administrator.id, "词表.csv", file(*rows, head=head))


def imported(office: ReviewOffice, *rows: str) -> LexiconPreview:
    shown = preview(office, *rows)
    import_lexicon(office.desk, ImportLexicon(office.administrator.id, shown))
    return shown


def test_rows_become_entries(office: ReviewOffice) -> None:
    found = preview(office, *ROWS)
    assert found.bad == ()
    assert found.added == found.entries == (
        LexiconEntry(LexiconGroup.WORD, "截止现在", "截至现在", "办公室"),
        LexiconEntry(LexiconGroup.WORD, "座落", "坐落", "办公室", note="土地登记用“坐落”", unless=("座落式",)),
        LexiconEntry(LexiconGroup.LEADER, "", "沈青禾", "任免通知", post="党组书记、局长",
                     valid_from=date(2018, 1, 1), valid_until=date(2020, 12, 31)),
        LexiconEntry(LexiconGroup.ORGAN, "虎岗区国土局", "虎岗区自然资源局", "house", valid_from=date(2019, 1, 10)),
    )
    assert office.all("lexicon_editions") == ()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("错词,甲乙,丙丁,,,,,,", "group"),
        ("易错词,,丙丁,,,,,,", "empty"),
        ("领导,,沈青禾,,,,,,", "empty"),
        ("易错词,甲,乙,,,,,,", "length"),
        ("易错词,甲乙,甲乙,,,,,,", "same"),
        ("易错词,截止目前为止,截止目前,,,,,,", "same"),
        ("易错词,截止现在,截至现在,,,,办公室,,", "twice"),
        ("易错词,甲乙,丙丁,,,,,2018-13-01,", "date"),
        ("易错词,甲乙,丙丁,,,,,2019-01-01,2018-01-01", "date"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_read(office: ReviewOffice, row: str, why: str) -> None:
    found = preview(office, ROWS[0], row)
    assert [(one.row, one.why) for one in found.bad] == [(3, why)]
    assert len(found.entries) == 1


def test_a_file_without_known_columns_is_one_bad_row(office: ReviewOffice) -> None:
    found = preview(office, "一,二", head="甲,乙")
    assert [one.why for one in found.bad] == ["no_columns"]
    with pytest.raises(DecisionIncomplete) as refused:
        import_lexicon(office.desk, ImportLexicon(office.administrator.id, found))
    assert lacking(refused.value) == {"lexicon_changes"}


def test_an_import_is_an_edition_with_an_entry_and_replaces_only_its_groups(office: ReviewOffice) -> None:
    imported(office, *ROWS)
    assert office.entries()[-1].action is AuditAction.LEXICON_IMPORT
    assert dict(office.entries()[-1].refs)["entries"] == len(ROWS)
    second = preview(office, "易错词,截止现在,截至现在,,,,办公室,,", "易错词,既使,即使,,,,办公室,,")
    assert [one.wrong for one in second.added] == ["既使"]
    assert [one.wrong for one in second.removed] == ["座落"]
    assert second.kept == 3
    import_lexicon(office.desk, ImportLexicon(office.administrator.id, second))
    view = office_lexicon(office.desk, office.administrator.id)
    assert view.current is not None
    assert [one.right for one in view.current.entries] == ["截至现在", "即使", "沈青禾", "虎岗区自然资源局"]
    assert len(view.editions) == 2
    assert "截止现在" not in str(office.entries())


def test_of_two_imports_at_a_time_one_is_told(office: ReviewOffice) -> None:
    imported(office, ROWS[0])
    first, second = preview(office, *ROWS), preview(office, *ROWS[:2])
    import_lexicon(office.desk, ImportLexicon(office.administrator.id, first))
    with pytest.raises(StaleDecision):
        import_lexicon(office.desk, ImportLexicon(office.administrator.id, second))
    assert len(office.all("lexicon_editions")) == 2


def test_only_the_administrator_manages_it(office: ReviewOffice) -> None:
    shown = preview(office, *ROWS)
    for actor in (office.reviewer.id, office.drafter.id):
        with pytest.raises(NotPermitted):
            preview_lexicon(office.desk, actor, "词表.csv", file(*ROWS))
        with pytest.raises(NotPermitted):
            import_lexicon(office.desk, ImportLexicon(actor, shown))


def test_the_list_written_out_is_read_back_the_same(office: ReviewOffice) -> None:
    shown = imported(office, *ROWS)
    data = write((office_sheet(office),))
    again = preview_lexicon(office.desk, office.administrator.id, "词表.xlsx", data)
    assert (again.added, again.removed, again.bad, again.kept) == ((), (), (), len(shown.entries))


def office_sheet(office: ReviewOffice) -> Sheet:
    written: list[Sheet] = []
    forms = office.desk.forms

    class Kept:
        def workbook(self, sheets: tuple[Sheet, ...]) -> bytes:
            written.extend(sheets)
            return b""

    object.__setattr__(office.desk, "forms", Kept())
    lexicon_workbook(office.desk, office.administrator.id)
    object.__setattr__(office.desk, "forms", forms)
    return written[0]


def test_what_was_imported_is_judged_by(office: ReviewOffice) -> None:
    imported(office, *ROWS)
    text = "关于召开会议的通知\n各镇：\n截止现在，局长沈青禾、副局长沈青禾已到会。\n虎岗区自然资源局\n2019年6月21日\n"
    view = office.view(office.enter((IncomingFile("通知.txt", text.encode()),)))
    found = {(one.rule, one.value) for one in view.parts[0].report.findings if one.rule.startswith("wording.")}
    assert found == {("wording.lexicon_word", "截止现在"), ("wording.lexicon_leader", "副局长沈青禾")}
