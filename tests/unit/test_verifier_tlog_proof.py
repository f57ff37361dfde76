"""Receipts in C2SP tlog-proof form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.verifier import keys, notes, tlog_proof
from reviewer_app.verifier.errors import NoteRefused, ProofRefused, VerifyError
from reviewer_app.verifier.tlog_proof import TlogProof
from tlog_vectors import INCLUSION, LEAVES, ROOTS

SEED = bytes(range(32))
KEY = keys.VerifierKey("log", keys.public_of(SEED))
NOTE = notes.sign_checkpoint(notes.Checkpoint("log", 8, ROOTS[7]), KEY, lambda message: keys.sign(SEED, message))
PROOF = TlogProof(5, INCLUSION[5, 8], NOTE, LEAVES[5])
TEXT = PROOF.text()


def test_form() -> None:
    lines = TEXT.split("\n")
    assert lines[:3] == ["c2sp.org/tlog-proof@v1", "extra QEFCQw==", "index 5"]
    assert lines[6] == ""
    assert TEXT.endswith("\n\n" + NOTE)


@pytest.mark.parametrize("extra", [None, b"", LEAVES[5]])
def test_round_trip(extra: bytes | None) -> None:
    proof = TlogProof(5, INCLUSION[5, 8], NOTE, extra)
    assert tlog_proof.parse(proof.text()) == proof


def test_shows_the_leaf_it_carries() -> None:
    shown = tlog_proof.verify(PROOF, [KEY])
    assert (shown.index, shown.leaf, shown.opened.checkpoint.size) == (5, LEAVES[5], 8)


def test_refuses_another_leaf_key_index_or_nothing() -> None:
    with pytest.raises(ProofRefused):
        tlog_proof.verify(PROOF, [KEY], LEAVES[4])
    with pytest.raises(ProofRefused):
        tlog_proof.verify(TlogProof(5, PROOF.hashes, NOTE), [KEY])
    with pytest.raises(ProofRefused):
        tlog_proof.verify(TlogProof(4, PROOF.hashes, NOTE, LEAVES[5]), [KEY])
    with pytest.raises(ProofRefused):
        tlog_proof.verify(TlogProof(8, PROOF.hashes, NOTE, LEAVES[5]), [KEY])
    with pytest.raises(NoteRefused):
        tlog_proof.verify(PROOF, [keys.VerifierKey("log", keys.public_of(bytes(32)))])


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 127))
def test_a_changed_character_is_refused(place: int, step: int) -> None:
    spoiled = TEXT[:place] + chr((ord(TEXT[place]) + step) % 0xD800) + TEXT[place + 1 :]
    with pytest.raises(VerifyError):
        tlog_proof.verify(tlog_proof.parse(spoiled), [KEY])


@pytest.mark.parametrize(
    "text",
    [
        "", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\n\n" + NOTE, TEXT.replace("@v1", "@v2"),
        TEXT.replace("index 5", "index 05"), TEXT.replace("index 5", "index -1"), TEXT.replace("index 5", "index  5"),
        TEXT.replace("extra QEFCQw==", "extra QEFCQw"), TEXT.replace("extra ", "extras "),
        TEXT.replace("index 5\n", ""),
        TEXT.replace("index 5\n", "index 5\nAAAA\n"), TEXT.replace("index 5\n", "index 5\n" + 64 * ("A" * 43 + "=\n")),
        TEXT.replace("\n", "\r\n"),
    ],
)  # fmt: skip
def test_malformed_proofs_are_refused(text: str) -> None:
    with pytest.raises(ProofRefused):
        tlog_proof.parse(text)
