"""Which key was a person's when, and which files a card names. The whole check is in test_verifier_export."""

from hashlib import sha256

import pytest

from made_export import ORIGIN, PUBLIC_FILE, SIGNER_SEED, STATION, made_log
from reviewer_app.verifier import keys
from reviewer_app.verifier.keyring import Keyring, PersonKey
from reviewer_app.verifier.log_check import verify_log
from reviewer_app.verifier.report import Code, Problem, Problems
from reviewer_app.verifier.signoffs import check_person_keys, check_signoffs, key_at, public_files

RING = Keyring(ORIGIN, (STATION,))
OLD, NEW = keys.public_of(SIGNER_SEED).hex(), "ab" * 32


def test_a_key_holds_from_its_entry_until_the_next_or_its_retirement() -> None:
    log, _ = made_log()  # entry 1 names the old key
    log.act("user:person:key", user="signatory", person_key=NEW)  # 5
    log.act("user:person:key", user="signatory", retired=1)  # 6
    verdict = verify_log(log.leaves, {}, RING)
    assert [key_at(verdict, "signatory", seq) for seq in range(7)] == [None, OLD, OLD, OLD, OLD, NEW, None]
    assert key_at(verdict, "somebody", 6) is None


def test_keys_of_the_key_file_must_have_been_logged() -> None:
    log, _ = made_log()
    problems = Problems()
    persons = (PersonKey("signatory", bytes.fromhex(OLD)), PersonKey("signatory", bytes.fromhex(NEW)))
    check_person_keys(Keyring(ORIGIN, (STATION,), (), persons), verify_log(log.leaves, {}, RING), problems)
    assert problems.found == [Problem(Code.PERSON_KEY_NOT_LOGGED, "keys.json: signatory")]


def test_a_whole_sign_off_yields_its_public_files() -> None:
    log, envelope = made_log()
    problems = Problems()
    found = check_signoffs({"s1": envelope.decode()}, verify_log(log.leaves, {}, RING), problems)
    assert found == {sha256(PUBLIC_FILE).hexdigest()}
    assert not problems.found


@pytest.mark.parametrize(
    ("payload", "files"),
    [({}, set()), ({"public": "x"}, set()), ({"public": [{"parts": ["a", 1]}, 2, {"parts": ["b"]}]}, {"a", "b"})],
)
def test_only_named_parts_count(payload: dict[str, object], files: set[str]) -> None:
    assert public_files(payload) == files
