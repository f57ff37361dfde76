"""Co-signatures and timestamps held against the log, with nothing but the verifying core."""

from hashlib import sha256
from pathlib import Path

import pytest

from made_export import OTHER_SEED, SIGNER_SEED, WITNESS, MadeExport, made_export, signing
from reviewer_app.verifier import cli, keys, notes
from reviewer_app.verifier.claims import Anchors
from reviewer_app.verifier.export import verify_export
from reviewer_app.verifier.keyring import Keyring
from reviewer_app.verifier.keys import Algorithm, VerifierKey
from reviewer_app.verifier.report import Code

TIME = 1_529_543_000


@pytest.fixture
def made(tmp_path: Path) -> MadeExport:
    return made_export(tmp_path / "export")


def cosigned(made: MadeExport, seed: bytes, actor: str = "signatory") -> VerifierKey:
    """A co-signature by a person's key, entered in the log as the program does."""
    key = VerifierKey(f"{made.keyring.origin}/{actor}", keys.public_of(seed), Algorithm.COSIGNATURE_V1)
    note = made.log.checkpoint()
    line = notes.cosign(note, key, TIME, signing(seed)).removeprefix(note)
    made.log.act("user:log:cosign", actor=actor, size=9, cosignature=sha256(line.encode()).hexdigest())
    made.write_entries()
    made.write("checkpoints/3.note", note + line)
    ring = Keyring(made.keyring.origin, made.keyring.log, (WITNESS, key), made.keyring.persons)
    made.write("keys.json", ring.encode())
    return key


def codes(made: MadeExport, anchors: Anchors | None = None) -> set[Code]:
    return {problem.code for problem in verify_export(made.folder, anchors).problems}


def test_a_witness_of_elsewhere_needs_no_entry(made: MadeExport) -> None:
    (found,) = verify_export(made.folder).cosigned
    assert found == (5, "auditor.example", TIME, False)
    (found,) = verify_export(made.folder, Anchors(witnesses=(WITNESS,))).cosigned
    assert found.trusted


def test_a_person_cosigns_with_the_key_the_log_has_for_him(made: MadeExport) -> None:
    key = cosigned(made, SIGNER_SEED)
    report = verify_export(made.folder, Anchors(witnesses=(key,)))
    assert (report.ok, report.anchored_size) == (True, 7)
    assert [(one.size, one.witness) for one in report.cosigned] == [(5, WITNESS.name), (7, key.name)]


def test_another_key_in_his_name_is_named(made: MadeExport) -> None:
    cosigned(made, OTHER_SEED)
    assert codes(made) == {Code.COSIGNATURE_NOT_THE_ACTOR}


def test_one_that_is_gone_is_missed(made: MadeExport) -> None:
    cosigned(made, SIGNER_SEED)
    (made.folder / "checkpoints/3.note").unlink()
    assert codes(made) == {Code.COSIGNATURE_MISSING}


def test_a_timestamp_is_the_one_the_log_has(made: MadeExport, capsys: pytest.CaptureFixture[str]) -> None:
    made.log.act("system:log:timestamp", actor="system", size=5, timestamp=sha256(b"answer").hexdigest())
    made.write_entries()
    assert codes(made) == {Code.TIMESTAMP_MISSING}
    made.write("timestamps/5.tsr", b"answer")
    report = verify_export(made.folder)
    text = notes.split(made.anchor)[0]
    assert (report.ok, report.timestamps) == (True, (("timestamps/5.tsr", 5, sha256(text.encode()).hexdigest()),))
    assert cli.main(["verify", str(made.folder)]) == 0
    assert f"openssl ts -verify -in timestamps/5.tsr -digest {report.timestamps[0].digest}" in capsys.readouterr().out
    made.write("timestamps/6.tsr", b"another")
    assert codes(made) == {Code.TIMESTAMP_NOT_LOGGED}
