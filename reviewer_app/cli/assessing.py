"""What check, text, explain and redact share: the desk, the toolbox, the context, and the refusal of marked files."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

from reviewer_app.cli.sources import Source, Unreadable, reading
from reviewer_app.cli.status import ExitStatus
from reviewer_app.domain.document import Document
from reviewer_app.domain.keeps import OwnValues
from reviewer_app.domain.report import CheckReport, NamesMode
from reviewer_app.ports.documents import DocumentDesk
from reviewer_app.rules.context import Context
from reviewer_app.settings import default_home, load_settings, load_words

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
Assess: TypeAlias = Callable[[Document], CheckReport]
Command: TypeAlias = Callable[..., ExitStatus]


@contextmanager
def open_desk(*, names: bool = True) -> Iterator[DocumentDesk]:
    """The reader of documents; its workers are gone when the block ends, however it ends. `names`: with the model."""
    from reviewer_app.bootstrap.tools import document_desk

    with closing(document_desk(names=names)) as desk:
        yield desk


@contextmanager
def assessed(paths: Sequence[Path], context: Context) -> Iterator[Iterator[tuple[Source, CheckReport] | Unreadable]]:
    """Read and assess every file in order; the rules are loaded while the first file is being read."""
    with open_desk(names=context.names is not NamesMode.OFF) as desk, reading(paths, desk) as files:
        from reviewer_app.cli.path_masks import PathMasks  # with the rules

        assess = assessor(context)
        paths_say = PathMasks(assess)
        named = (replace(one, named=paths_say.findings(one.path)) for one in files)
        yield (one if isinstance(one, Unreadable) else (one, assess(one.read.document)) for one in named)


def assessor(context: Context) -> Assess:
    """The check of one document under the shipped rules."""
    from reviewer_app.rules.assess import assess, load_toolbox

    toolbox = load_toolbox()
    return lambda document: assess(document, toolbox, context)


def context_of(
    home: Path | None,
    *,
    act_date: date | None = None,
    column: str | None = None,
    names: NamesMode = NamesMode.RULES,
    keeps: bool = False,
) -> Context:
    """What the checks may know beside the document: the words of the office in `home` (where people keep it, if None).

    A `home` that is named adds the office's phone book, and asked its keep list.
    """
    own = own_of(home, keeps=keeps)
    return Context(
        today=datetime.now(OFFICE_ZONE).date(),
        act_date=act_date,
        column=column,
        names=names,
        office_phones=own.phones,
        keeps=own.keeps,
        lexicon=load_words(home or default_home()),
    )


def with_context(make: Callable[..., Context]) -> Callable[[Command], Command]:
    """A command that is given the `context` of its checks, made by `make` of the options that are its parameters."""
    wanted = frozenset(signature(make).parameters)

    def dressed(command: Command) -> Command:
        @wraps(command)
        def given_options(**options: object) -> ExitStatus:
            context = make(**{name: options.pop(name) for name in wanted})
            return command(context=context, **options)

        return given_options

    return dressed


def own_of(home: Path | None, *, keeps: bool) -> OwnValues:
    """What the office in `home` has told of itself; its database is opened for the keep list only."""
    phones = load_settings(home).office_phones
    if not keeps:
        return OwnValues(phones)
    from reviewer_app.bootstrap.office import open_office
    from reviewer_app.services.keep_list import kept_in_force

    with open_office(home or default_home()) as office:
        return OwnValues(phones, kept_in_force(office.desk))
