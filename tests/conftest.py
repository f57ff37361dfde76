"""What holds for every test: a home of its own, no unexpected log line, nothing left running behind it.

Warnings are errors already (pyproject.toml). A test that means a log line says so:
`@pytest.mark.expects_log("reviewer_app.documents")` allows records of that logger and those below it.
"""

import logging
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import one_dialect

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

# No deadline: two cores are shared, and how long an example takes proves nothing. Everyday runs are the same
# each time, so half of the examples will do; `make test-all` draws fresh ones, and twice as many.
FRESH = "REVIEWER_TEST_RANDOM" in os.environ
settings.register_profile(
    "house",
    deadline=None,
    derandomize=not FRESH,
    max_examples=100 if FRESH else 50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

JOIN_SECONDS = 10
"""How long a thread that was told to end may take; a thread that was not told fails the test."""


MEMORY = Path("/dev/shm")  # noqa: S108 - only where it is, and pytest makes a folder of its own in it
ROOM = 6 << 30
"""Bytes of free memory from which on the tests' files may lie there; a whole run writes about one gigabyte."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "expects_log(logger): warnings of this logger are part of the test")
    _write_to_memory()


@pytest.hookimpl(optionalhook=True)  # asked by xdist alone
def pytest_testnodedown(node: Any, error: object) -> None:
    """A crashed test process ends the run: xdist waits for ever when it replaces one under `--dist loadgroup`.

    (pytest-xdist issue 1327; with `--max-worker-restart=0` as well, where the last tests were handed out already.)
    """
    if error and error != "keyboard-interrupt":
        running = node.config.pluginmanager.getplugin("dsession").sched.remove_node(node)
        pytest.exit(f"test process {node.gateway.id} died while running {running}", returncode=1)


def _write_to_memory() -> None:
    """Scratch files lie in memory where there is plenty: thousands of commits each wait for a disk otherwise.

    The program syncs all the same; what a disk keeps is proven by the recorded writes of tests/db/test_powercut.py.
    """
    if MEMORY.is_dir() and min(shutil.disk_usage(MEMORY).free, _free_memory()) >= ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
        os.environ.setdefault("TMPDIR", str(MEMORY))


def _free_memory() -> int:
    return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture(scope="session", autouse=True)
def statements_compiled_once() -> Iterator[None]:
    """A program compiles a statement once, for its one store; the tests open hundreds of stores in a process."""
    with pytest.MonkeyPatch.context() as patch:
        one_dialect.share(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nobody's real home, settings or caches are read or written."""
    home = tmp_path_factory.mktemp("home")
    kinds = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for kind in kinds:
            patch.setenv(kind, str(home / kind.lower()))
        yield home


class _Record(logging.Handler):
    """Keeps every record from WARNING upwards."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log is a failure unless the test expects it."""
    expected = tuple(str(mark.args[0]) for mark in request.node.iter_markers("expects_log"))
    handler = _Record()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    lines = [
        f"{record.name}: {record.getMessage()}"
        for record in handler.records
        if not any(record.name == name or record.name.startswith(name + ".") for name in expected)
    ]
    assert not lines, f"unexpected log lines: {lines}"


def _threads() -> set[threading.Thread]:
    # A dummy is a foreign thread (Qt's pool) seen once by Python; it belongs to Qt and cannot be joined.
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


@pytest.fixture(autouse=True)
def no_leftover_thread() -> Iterator[None]:
    """A thread that the test started has ended when the test ends."""
    before = _threads()
    yield
    started = _threads() - before
    for thread in started:
        thread.join(JOIN_SECONDS)
    alive = [thread.name for thread in started if thread.is_alive()]
    assert not alive, f"threads left running: {alive}"


def _children() -> set[int]:
    """Living child processes of this process (Linux; elsewhere the check sees none)."""
    found: set[int] = set()
    for listing in Path("/proc/self/task").glob("*/children"):
        try:
            found.update(int(pid) for pid in listing.read_text("ascii").split())
        except OSError:  # the thread ended meanwhile
            continue
    return {pid for pid in found if _lives(pid)}


def _lives(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


_first_seen: dict[int, str] = {}


@pytest.fixture(autouse=True)
def note_new_processes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Remember which test a child process first appeared in; a shared fixture may keep it for a while."""
    yield
    for pid in _children():
        _first_seen.setdefault(pid, request.node.nodeid)


@pytest.fixture(scope="session", autouse=True)
def no_leftover_process() -> Iterator[None]:
    """Every process that the tests started is gone at the end."""
    before = _children()
    yield
    left = {pid: _first_seen.get(pid, "?") for pid in _children() - before}
    assert not left, f"processes left running: {left}"
