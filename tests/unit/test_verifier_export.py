"""Verifying an export: what holds, and that everything that was tampered with is named."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from made_export import (
    ORIGIN,
    OTHER_SEED,
    PUBLIC_FILE,
    SIGNER_SEED,
    STATION,
    WITNESS,
    WITNESS_SEED,
    MadeExport,
    MadeLog,
    made_export,
    made_log,
    signed_card,
    signing,
)
from reviewer_app.domain.audit import AuditAction
from reviewer_app.verifier import dsse, export, keys, notes
from reviewer_app.verifier.errors import KeyRefused
from reviewer_app.verifier.export import verify_export
from reviewer_app.verifier.keyring import Keyring, PersonKey
from reviewer_app.verifier.keys import VerifierKey
from reviewer_app.verifier.leaf import Leaf
from reviewer_app.verifier.log_check import (
    COSIGN_ACTION,
    PAPER_ACTION,
    SIGNING_ACTIONS,
    TIMESTAMP_ACTION,
    Anchors,
    verify_log,
)
from reviewer_app.verifier.report import MAX_PROBLEMS, Code, VerifyReport


@pytest.fixture
def made(tmp_path: Path) -> MadeExport:
    return made_export(tmp_path)


def codes(report: VerifyReport) -> set[Code]:
    return {problem.code for problem in report.problems}


def anchored(made: MadeExport) -> Anchors:
    return Anchors(notes={"usb.note": made.anchor})


def test_a_whole_export_holds_and_tells_how_far(made: MadeExport) -> None:
    report = verify_export(made.folder)
    assert report.ok, report.problems
    counted = (report.entries, report.checkpoints, report.signoffs, report.receipts, report.packages)
    assert counted == (7, 2, 1, 1, 1)
    assert (report.anchored_size, report.signed_size, report.unanchored) == (0, 6, 7)
    assert report.root == made.log.frontier.root()


@pytest.mark.parametrize("way", ["note", "code", "small letters", "witness"])
def test_what_was_kept_elsewhere_anchors(made: MadeExport, way: str) -> None:
    code = notes.parse_checkpoint(notes.split(made.anchor)[0]).short_code
    anchors = {
        "note": anchored(made),
        "code": Anchors(codes=(code,)),
        "small letters": Anchors(codes=(code.lower(),)),
        "witness": Anchors(witnesses=(WITNESS,)),
    }[way]
    report = verify_export(made.folder, anchors, STATION)
    assert report.ok, report.problems
    assert (report.anchored_size, report.unanchored, report.signed_size) == (5, 2, 6)


def test_a_witness_that_only_the_export_names_anchors_nothing(made: MadeExport) -> None:
    stranger = VerifierKey("auditor.example", keys.public_of(OTHER_SEED), WITNESS.algorithm)
    assert verify_export(made.folder, Anchors(witnesses=(stranger,))).anchored_size == 0


def test_a_bad_cosignature_refuses_its_checkpoint(made: MadeExport) -> None:
    note = notes.cosign(made.anchor, WITNESS, 1, signing(OTHER_SEED))
    made.write("checkpoints/1.note", note)
    assert codes(verify_export(made.folder)) == {Code.CHECKPOINT_REFUSED}


def test_every_changed_byte_of_an_entry_is_seen(made: MadeExport) -> None:
    entries = made.folder / "entries.jsonl"
    whole = entries.read_bytes()
    for place in range(0, len(whole) - len(made.log.leaves[-1]) - 1, 7):
        entries.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        report = verify_export(made.folder, anchored(made))
        assert not report.ok
        assert report.anchored_size in {0, 5}


def test_a_cut_tail_is_seen_as_far_as_somebody_knew(made: MadeExport) -> None:
    made.write_entries(made.log.leaves[:4])
    found = codes(verify_export(made.folder, anchored(made)))
    assert found == {
        Code.CHECKPOINT_BEYOND, Code.ANCHOR_BEYOND, Code.RECEIPT_CONTRADICTED, Code.SIGNOFF_NOT_LOGGED,
        Code.PACKAGE_UNSIGNED,
    }  # fmt: skip
    made.write_entries(made.log.leaves[:6])
    assert verify_export(made.folder, anchored(made)).ok  # the seventh entry was vouched for by nobody


def remade(made: MadeExport) -> MadeLog:
    """The attacker has the station key and makes the whole log anew, with another person passing the item."""
    log = MadeLog()
    for raw in made.log.leaves:
        old = Leaf.parse(raw)
        actor = "u9" if old.action == "user:item:pass" else old.actor
        log.append(Leaf(old.seq, old.at, actor, old.action, old.cmd, old.item, old.changes, old.refs).encode())
    return log


def test_a_log_made_anew_with_the_stolen_station_key_contradicts_only_what_was_kept_elsewhere(made: MadeExport) -> None:
    log = remade(made)
    made.write_entries(log.leaves)
    made.write("checkpoints/1.note", log.checkpoint())
    (made.folder / "checkpoints/2.note").unlink()
    made.write("receipts/i1.tlog-proof", log.receipt(4, log.checkpoint()))
    assert verify_export(made.folder).ok  # one PC cannot prove more: docs/security.md
    report = verify_export(made.folder, anchored(made))
    assert [(one.code, one.where) for one in report.problems] == [(Code.ANCHOR_CONTRADICTED, "usb.note")]
    assert report.anchored_size == 0
    code = notes.parse_checkpoint(notes.split(made.anchor)[0]).short_code
    assert codes(verify_export(made.folder, Anchors(codes=(code,)))) == {Code.ANCHOR_CONTRADICTED}


def test_a_receipt_in_a_citizens_hand_contradicts_a_remade_log(made: MadeExport) -> None:
    log = remade(made)
    made.write_entries(log.leaves)
    (made.folder / "checkpoints/1.note").unlink()
    (made.folder / "checkpoints/2.note").unlink()
    assert codes(verify_export(made.folder)) == {Code.RECEIPT_CONTRADICTED}


def test_another_station_key_is_refused_when_the_right_one_is_known(made: MadeExport) -> None:
    other = VerifierKey(ORIGIN, keys.public_of(OTHER_SEED))
    made.write("keys.json", Keyring(ORIGIN, (other,), (), made.keyring.persons).encode())
    for name in ("1", "2"):
        made.write(f"checkpoints/{name}.note", made.log.checkpoint(OTHER_SEED))
    (made.folder / "receipts/i1.tlog-proof").unlink()
    assert verify_export(made.folder).ok
    assert codes(verify_export(made.folder, log_key=STATION)) == {Code.KEYS_REFUSED, Code.CHECKPOINT_REFUSED}
    assert codes(verify_export(made.folder, anchored(made))) == {Code.ANCHOR_REFUSED}


def test_a_checkpoint_of_another_log_is_refused(made: MadeExport) -> None:
    made.write("keys.json", Keyring("elsewhere", (STATION,), (WITNESS,)).encode())
    found = codes(verify_export(made.folder))
    assert found == {Code.CHECKPOINT_REFUSED, Code.RECEIPT_REFUSED}


def test_a_cosignature_alone_makes_no_checkpoint(made: MadeExport) -> None:
    text = notes.split(made.anchor)[0]
    line = notes.split(notes.cosign(made.anchor, WITNESS, 1, signing(WITNESS_SEED)))[1][1].line()
    made.write("checkpoints/1.note", f"{text}\n{line}")
    assert codes(verify_export(made.folder)) == {Code.CHECKPOINT_REFUSED}


SIGNOFF_CASES: dict[str, tuple[Callable[[MadeExport], object], set[Code]]] = {
    "gone": (lambda made: (made.folder / "signoffs/s1.dsse").unlink(), {Code.SIGNOFF_MISSING, Code.PACKAGE_UNSIGNED}),
    "another": (
        lambda made: made.write("signoffs/s1.dsse", signed_card("i2")),
        {Code.SIGNOFF_NOT_LOGGED, Code.SIGNOFF_MISSING, Code.PACKAGE_UNSIGNED},
    ),
    "one too many": (lambda made: made.write("signoffs/s2.dsse", signed_card("i2")), {Code.SIGNOFF_NOT_LOGGED}),
    "no envelope": (lambda made: made.write("signoffs/s2.dsse", b"\xff"), {Code.FILE_UNREADABLE}),
}


@pytest.mark.parametrize("case", SIGNOFF_CASES)
def test_sign_offs_are_neither_lost_nor_added(made: MadeExport, case: str) -> None:
    spoil, expected = SIGNOFF_CASES[case]
    spoil(made)
    assert codes(verify_export(made.folder)) == expected


def with_signature(made: MadeExport, envelope: bytes, actor: str, item: str | None = "i1") -> set[Code]:
    """A further sign-off, properly logged, but not what it should be."""
    made.log.act("user:item:sign", actor=actor, item=item, signoff=dsse.digest(envelope))
    made.write_entries()
    made.write("signoffs/s2.dsse", envelope)
    return codes(verify_export(made.folder))


def test_somebody_elses_signature_does_not_count(made: MadeExport) -> None:
    assert with_signature(made, signed_card("i1", OTHER_SEED), "signatory") == {Code.SIGNOFF_REFUSED}


def test_the_signer_is_who_acted(made: MadeExport) -> None:
    assert with_signature(made, signed_card("i2"), "u2", "i2") == {Code.SIGNOFF_NOT_THE_ACTOR}


@pytest.mark.parametrize("actor", ["u2", "signatory"])
def test_one_signature_is_one_act(made: MadeExport, actor: str) -> None:
    assert with_signature(made, signed_card("i1"), actor) == {Code.SIGNOFF_REUSED}


@pytest.mark.parametrize("item", ["i2", None])
def test_the_signature_is_about_the_item(made: MadeExport, item: str | None) -> None:
    assert with_signature(made, signed_card("i3"), "signatory", item) == {Code.SIGNOFF_OTHER_ITEM}


def test_the_signing_entries_are_those_the_program_writes() -> None:
    # A paper sign-off is evidence, never an electronic signature.
    electronic = {AuditAction.ITEM_SIGN, AuditAction.ITEM_SIGN_AMENDED, AuditAction.ITEM_CONFIRM_AMENDED}
    assert {action.value for action in electronic} == SIGNING_ACTIONS
    assert AuditAction.ITEM_SIGN_PAPER.value == PAPER_ACTION
    assert (AuditAction.LOG_COSIGN.value, AuditAction.LOG_TIMESTAMP.value) == (COSIGN_ACTION, TIMESTAMP_ACTION)
    others = set(AuditAction) - electronic - {
        AuditAction.ITEM_SIGN_PAPER, AuditAction.ITEM_REFUSE, AuditAction.LOG_COSIGN
    }  # fmt: skip
    assert not [action for action in others if "sign" in action.value]


def test_a_key_that_the_log_does_not_know_signs_nothing(made: MadeExport) -> None:
    envelope = signed_card("i1", OTHER_SEED, "u7")
    ring = Keyring(ORIGIN, (STATION,), (WITNESS,), (PersonKey("u7", keys.public_of(OTHER_SEED)),))
    made.write("keys.json", ring.encode())
    assert with_signature(made, envelope, "u7") == {Code.PERSON_KEY_NOT_LOGGED}


def test_a_sign_entry_without_a_signature_is_named(made: MadeExport) -> None:
    seq = made.log.act("user:item:sign", actor="signatory", item="i1", signoff="s9")
    made.write_entries()
    report = verify_export(made.folder)
    assert [(one.code, one.where) for one in report.problems] == [(Code.SIGNATURE_ABSENT, f"#{seq}")]


def test_a_new_key_signs_from_its_entry_on_and_the_old_one_no_longer(made: MadeExport) -> None:
    new = keys.public_of(OTHER_SEED).hex()
    made.log.act("user:person:key", user="signatory", person_key=new)
    assert with_signature(made, signed_card("i3", OTHER_SEED), "signatory", "i3") == set()
    made.write("signoffs/s3.dsse", (made.folder / "signoffs/s2.dsse").read_bytes())
    assert with_signature(made, signed_card("i4", SIGNER_SEED), "signatory", "i4") == {Code.SIGNOFF_REFUSED}


def test_a_retired_key_signs_no_longer(made: MadeExport) -> None:
    made.log.act("user:person:key", user="signatory", key="k1", retired=1)
    assert with_signature(made, signed_card("i3"), "signatory", "i3") == {Code.PERSON_KEY_NOT_LOGGED}


def test_files_that_only_paper_covers_are_told_apart(made: MadeExport) -> None:
    paper = made.write(f"packages/{sha256(b'paper').hexdigest()}.txt", b"paper")
    made.write(f"packages/{sha256(b'x').hexdigest()}.txt", b"y")
    assert codes(verify_export(made.folder)) == {Code.PACKAGE_UNSIGNED, Code.PACKAGE_CHANGED}
    made.log.act("user:item:sign_paper", item="i2", id="s2")
    made.write_entries()
    report = verify_export(made.folder)
    assert codes(report) == {Code.PACKAGE_CHANGED}
    assert report.on_paper == ((f"packages/{paper.name}", None),)


def test_a_file_that_the_entry_of_a_paper_signature_names_is_tied_to_it_and_others_are_not(made: MadeExport) -> None:
    paper, other = sha256(b"paper").hexdigest(), sha256(b"other").hexdigest()
    seq = made.log.act("user:item:sign_paper", item="i2", id="s2", public=(paper,))
    made.write_entries()
    made.write(f"packages/{paper}.txt", b"paper")
    report = verify_export(made.folder)
    assert (report.ok, report.on_paper) == (True, ((f"packages/{paper}.txt", seq),))
    made.write(f"packages/{other}.txt", b"other")
    assert verify_export(made.folder).problems == ((Code.PACKAGE_UNSIGNED, f"packages/{other}.txt", ""),)


def test_published_files_are_what_was_signed(made: MadeExport) -> None:
    name = f"packages/{sha256(PUBLIC_FILE).hexdigest()}.txt"
    made.write(name, PUBLIC_FILE + b"!")
    made.write(f"packages/{sha256(b'unsigned').hexdigest()}", b"unsigned")
    report = verify_export(made.folder)
    assert codes(report) == {Code.PACKAGE_CHANGED, Code.PACKAGE_UNSIGNED}
    assert report.packages == 2


@pytest.mark.parametrize("public", [None, [], [1], [{}], [{"parts": 3}], [{"parts": [None]}]])
def test_a_card_of_another_shape_signs_no_file(made: MadeExport, public: object) -> None:
    envelope = dsse.sign({"item": "i1", "public": public}, "signatory", signing(SIGNER_SEED))
    assert with_signature(made, envelope, "signatory") == set()


@pytest.mark.parametrize("name", ["entries.jsonl", "keys.json"])
def test_a_missing_file_is_named(made: MadeExport, name: str) -> None:
    (made.folder / name).unlink()
    report = verify_export(made.folder)
    assert (Code.FILE_MISSING, name, "") in report.problems


def test_an_empty_folder_does_not_hold(tmp_path: Path) -> None:
    report = verify_export(tmp_path)
    assert codes(report) == {Code.FILE_MISSING}
    assert (report.entries, report.unanchored) == (0, 0)


def test_a_last_line_without_newline_is_cut_off(made: MadeExport) -> None:
    path = made.folder / "entries.jsonl"
    path.write_bytes(path.read_bytes()[:-1])
    assert codes(verify_export(made.folder)) == {Code.LOG_CUT_SHORT}


def test_endless_lines_and_files_are_not_read(made: MadeExport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MAX_FILE", 10)
    monkeypatch.setattr(export, "MAX_LINE", 10)
    found = codes(verify_export(made.folder))
    assert found == {Code.LOG_CUT_SHORT, Code.FILE_MISSING, Code.FILE_UNREADABLE, Code.PACKAGE_UNSIGNED}


def test_links_and_other_files_are_left_alone(made: MadeExport) -> None:
    made.write("signoffs/readme.txt", "x")
    (made.folder / "signoffs/link.dsse").symlink_to(made.folder / "keys.json")
    (made.folder / "packages/folder").mkdir()
    assert verify_export(made.folder).ok


@pytest.mark.parametrize("text", ["", "c2sp.org/tlog-proof@v1\n"])
def test_a_broken_receipt_is_refused(made: MadeExport, text: str) -> None:
    made.write("receipts/x.tlog-proof", text)
    assert codes(verify_export(made.folder)) == {Code.RECEIPT_REFUSED}


@pytest.mark.parametrize("code", ["", "5", "x-AAAA", "-AAAA"])
def test_a_code_that_is_none_is_refused(made: MadeExport, code: str) -> None:
    assert codes(verify_export(made.folder, Anchors(codes=(code,)))) == {Code.ANCHOR_REFUSED}


def test_problems_are_counted_beyond_what_is_listed() -> None:
    verdict = verify_log([b"x"] * (MAX_PROBLEMS + 5), {}, Keyring(ORIGIN, (STATION,)))
    assert (len(verdict.problems), verdict.further) == (MAX_PROBLEMS, 5)
    assert verdict.history.size == MAX_PROBLEMS + 5


def test_one_spoiled_entry_does_not_hide_the_next() -> None:
    log, _ = made_log()
    leaves = [log.leaves[0], b"{}", *log.leaves[2:4], log.leaves[3]]
    verdict = verify_log(leaves, {}, Keyring(ORIGIN, (STATION,)))
    assert [(one.code, one.where) for one in verdict.problems] == [
        (Code.ENTRY_REFUSED, "#1"),
        (Code.HISTORY_REFUSED, "#4"),
    ]


def test_the_empty_log_has_a_checkpoint_too() -> None:
    verdict = verify_log([], {"0": MadeLog().checkpoint()}, Keyring(ORIGIN, (STATION,)), sizes=[0])
    assert not verdict.problems
    assert verdict.roots[0] == verdict.root == sha256(b"").digest()


def test_the_key_file_has_one_form() -> None:
    ring = Keyring(ORIGIN, (STATION,), (WITNESS,), (PersonKey("u1", keys.public_of(SIGNER_SEED)),))
    raw = ring.encode()
    assert Keyring.parse(raw) == ring
    read = json.loads(raw)
    for change in (
        {"v": 2}, {"more": 1}, {"log": [str(WITNESS)]}, {"witnesses": [str(STATION)]}, {"log": ["x"]}, {"log": 1},
        {"persons": [{"user": "u1", "key": "00"}]}, {"persons": [{"user": "u1"}]}, {"persons": [1]}, {"origin": 1},
    ):  # fmt: skip
        with pytest.raises(KeyRefused):
            Keyring.parse(json.dumps(read | change, sort_keys=True, separators=(",", ":")).encode())
    for spoiled in (b"", b"[]", raw + b"\n", raw.replace(b'"v":1', b'"v": 1')):
        with pytest.raises(KeyRefused):
            Keyring.parse(spoiled)
