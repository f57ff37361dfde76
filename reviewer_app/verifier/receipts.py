"""Receipts against the log: what was shown to somebody must still be what the log says."""

from collections.abc import Mapping
from typing import NamedTuple

from . import tlog_proof
from .claims import open_note
from .errors import VerifyError
from .keyring import Keyring
from .log_check import LogVerdict
from .report import Code, Problems


class Receipt(NamedTuple):
    """A receipt that holds in itself: it shows an entry in the tree (size, root)."""

    where: str
    size: int
    root: bytes


def read_receipts(texts: Mapping[str, str], keyring: Keyring, problems: Problems) -> list[Receipt]:
    """Verify each receipt by itself: its proof, and the station's signature on its checkpoint."""
    receipts: list[Receipt] = []
    for where, text in texts.items():
        try:
            proof = tlog_proof.parse(text)
            checkpoint, _ = open_note(proof.note, keyring)
            tlog_proof.verify(proof, keyring.log)
        except VerifyError as refused:
            problems.add(Code.RECEIPT_REFUSED, where, refused)
        else:
            receipts.append(Receipt(where, checkpoint.size, checkpoint.root))
    return receipts


def check_receipts(receipts: list[Receipt], verdict: LogVerdict, problems: Problems) -> None:
    """Hold each receipt's tree against the log's own root at that size; equal roots mean the entry is there."""
    for receipt in receipts:
        if verdict.roots.get(receipt.size) != receipt.root:
            problems.add(Code.RECEIPT_CONTRADICTED, receipt.where, receipt.size)
