"""Receipts hold by themselves, and against the log."""

from made_export import ORIGIN, STATION, made_log
from reviewer_app.verifier.keyring import Keyring
from reviewer_app.verifier.log_check import verify_log
from reviewer_app.verifier.receipts import Receipt, check_receipts, read_receipts
from reviewer_app.verifier.report import Code, Problem, Problems

RING = Keyring(ORIGIN, (STATION,))


def test_only_receipts_that_hold_by_themselves_are_taken() -> None:
    log, _ = made_log()
    problems = Problems()
    good = log.receipt(3, log.checkpoint())
    texts = {"good": good, "moved": good.replace("index 3", "index 2"), "none": "x"}
    assert read_receipts(texts, RING, problems) == [Receipt("good", 5, log.frontier.root())]
    assert [(one.code, one.where) for one in problems.found] == [
        (Code.RECEIPT_REFUSED, "moved"),
        (Code.RECEIPT_REFUSED, "none"),
    ]


def test_a_receipt_of_another_history_contradicts_the_log() -> None:
    log, _ = made_log()
    verdict = verify_log(log.leaves, {}, RING, sizes=[5])
    problems = Problems()
    check_receipts([Receipt("same", 5, log.frontier.root()), Receipt("other", 5, bytes(32))], verdict, problems)
    assert problems.found == [Problem(Code.RECEIPT_CONTRADICTED, "other", "5")]
