"""The guard of every window test sees SQL that a page runs in the window's thread, and nothing else."""

import pytest

import source_tree
from reviewer_app.ports.read_models import ItemFilter
from ui.actions.front import Front
from ui.jobs import JobRunner
from ui.text import Words
from window_office import window_office


@pytest.fixture
def front(tmp_path, qapp):
    with window_office(tmp_path) as office:
        jobs = JobRunner()
        yield Front(office.desk, office.reads, jobs, Words(), qapp)
        jobs.close()


def test_a_page_that_reads_by_itself_is_caught(front, no_sql_in_the_windows_thread):
    source = compile("found = reads.items(where)", str(source_tree.ROOT / "ui" / "pages" / "made_up.py"), "exec")
    exec(source, {"reads": front.reads, "where": ItemFilter()})  # noqa: S102 - a made-up page of the window
    assert set(no_sql_in_the_windows_thread.found) == {"ui/pages/made_up.py:1"}
    no_sql_in_the_windows_thread.found.clear()


def test_a_job_and_a_test_may_read(front, qtbot, no_sql_in_the_windows_thread):
    got = []
    front.ask(front, lambda: front.reads.items(ItemFilter()), got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got[0].rows == front.reads.items(ItemFilter()).rows
    assert no_sql_in_the_windows_thread.found == []
