"""A killed window loses at most two seconds of typing: a process of its own types, and is killed without warning."""

import subprocess
import sys
import time

import pytest

import source_tree
from reviewer_app.adapters.drafts import FileDrafts

TYPIST = """
import sys, time
from pathlib import Path
from types import SimpleNamespace
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from reviewer_app.adapters.drafts import FileDrafts
from ui.actions.autosaver import Autosaver
from ui.jobs import JobRunner

application = QCoreApplication([])
desk = SimpleNamespace(drafts=FileDrafts(Path(sys.argv[1])))
front = SimpleNamespace(desk=desk, actor="A", jobs=JobRunner(), complain=print)
saver = Autosaver(front, "paste", application)
timer = QTimer(application)
timer.setInterval(20)

def key():
    saver.note(str(time.time()))
    print(time.time(), flush=True)

timer.timeout.connect(key)
timer.start()
application.exec()
"""
LOST_SECONDS = 2.0
TYPED_LINES = 120


@pytest.mark.skipif(sys.platform == "win32", reason="kill without warning is POSIX")
def test_a_killed_window_loses_less_than_two_seconds(tmp_path):
    typist = subprocess.Popen([sys.executable, "-c", TYPIST, str(tmp_path)], stdout=subprocess.PIPE, text=True,
                              cwd=source_tree.ROOT)
    last = 0.0
    try:
        assert typist.stdout is not None
        for _ in range(TYPED_LINES):
            last = float(typist.stdout.readline())
    finally:
        typist.kill()
        typist.wait()
        typist.stdout.close()
    kept = FileDrafts(tmp_path).load("paste-A")
    assert kept is not None
    assert last - float(kept) < LOST_SECONDS
    assert float(kept) <= time.time()
