"""Who says what the root was, and where the log first departs from it."""

import pytest

from made_export import ORIGIN, OTHER_SEED, STATION, WITNESS, WITNESS_SEED, MadeLog, signing
from reviewer_app.verifier import notes
from reviewer_app.verifier.claims import Anchors, Claim, agrees, changed_within, claims_of, open_note
from reviewer_app.verifier.errors import NoteRefused
from reviewer_app.verifier.keyring import Keyring
from reviewer_app.verifier.merkle import EMPTY_ROOT
from reviewer_app.verifier.report import Code, Problem, Problems

RING = Keyring(ORIGIN, (STATION,), (WITNESS,))
NOTE = MadeLog().checkpoint()
COSIGNED = notes.cosign(NOTE, WITNESS, 1, signing(WITNESS_SEED))


def test_a_claim_is_an_anchor_by_who_kept_it_or_who_cosigned_it() -> None:
    problems = Problems()
    anchors = Anchors({"usb": NOTE}, ("0-AAAA",), (WITNESS,))
    checkpoints = {"plain": NOTE, "cosigned": COSIGNED, "stranger": MadeLog().checkpoint(OTHER_SEED)}
    claims = claims_of(checkpoints, RING, anchors, problems)
    kept = {claim.where: claim.anchor for claim in claims}
    assert kept == {"plain": False, "cosigned": True, "usb": True, "0-AAAA": True}
    assert [(one.code, one.where) for one in problems.found] == [(Code.CHECKPOINT_REFUSED, "stranger")]


def test_a_note_opens_only_under_its_own_origin() -> None:
    assert open_note(COSIGNED, RING, (WITNESS,)) == (notes.Checkpoint(ORIGIN, 0, EMPTY_ROOT), True)
    assert open_note(COSIGNED, RING)[1] is False
    with pytest.raises(NoteRefused, match="another log"):
        open_note(NOTE, Keyring("elsewhere", (STATION,)))


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (Claim("c", 0, EMPTY_ROOT, "", anchor=False), None),
        (Claim("c", 0, b"x" * 32, "", anchor=False), Code.CHECKPOINT_CONTRADICTED),
        (Claim("c", 0, None, "0-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", anchor=True), Code.ANCHOR_CONTRADICTED),
        (Claim("c", 5, EMPTY_ROOT, "", anchor=True), Code.ANCHOR_BEYOND),
        (Claim("c", 5, EMPTY_ROOT, "", anchor=False), Code.CHECKPOINT_BEYOND),
    ],
)
def test_a_claim_agrees_or_is_noted(claim: Claim, expected: Code | None) -> None:
    problems = Problems()
    assert agrees(claim, {0: EMPTY_ROOT}, problems) is (expected is None)
    assert problems.found == ([Problem(expected, "c", str(claim.size))] if expected else [])


@pytest.mark.parametrize(
    ("bad", "good", "within"),
    [(set(), {5}, None), ({8}, {3, 5}, (6, 8)), ({8, 20}, {3, 12}, (4, 8)), ({8}, set(), (1, 8))],
)
def test_where_the_log_first_departs(bad: set[int], good: set[int], within: tuple[int, int] | None) -> None:
    assert changed_within(bad, good) == within
