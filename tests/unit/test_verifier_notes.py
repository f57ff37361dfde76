"""C2SP signed notes, checkpoints and cosignatures against published vectors, and what must be refused."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tlog_vectors as vectors
from reviewer_app.verifier import keys, notes
from reviewer_app.verifier.errors import KeyRefused, NoteRefused
from reviewer_app.verifier.keys import Algorithm, VerifierKey
from reviewer_app.verifier.notes import Checkpoint

SEED = bytes(range(32))
WITNESS_SEED = bytes(range(1, 33))
KEY = VerifierKey("reviewer.example/log", keys.public_of(SEED))
WITNESS = VerifierKey("auditor", keys.public_of(WITNESS_SEED), Algorithm.COSIGNATURE_V1)
CHECKPOINT = Checkpoint("reviewer.example/log", 8, vectors.ROOTS[7])
PETER = VerifierKey.parse(vectors.NOTE_KEY)
EXAMPLE = VerifierKey.parse(vectors.EXAMPLE_KEY)
PETERS_NOTE = f"{vectors.NOTE_TEXT}\n— PeterNeumann {vectors.NOTE_SIGNATURE}\n"


def checkpoint_note() -> str:
    return notes.sign_checkpoint(CHECKPOINT, KEY, lambda message: keys.sign(SEED, message))


def cosigned_note(time: int = 1_529_542_800) -> str:
    return notes.cosign(checkpoint_note(), WITNESS, time, lambda message: keys.sign(WITNESS_SEED, message))


@pytest.mark.parametrize(
    ("key", "text", "signature"),
    [
        (EXAMPLE, vectors.EXAMPLE_TEXT, vectors.EXAMPLE_SIGNATURE),
        (PETER, vectors.NOTE_TEXT, vectors.NOTE_SIGNATURE),
        (PETER, vectors.CHECKPOINT_TEXT, vectors.CHECKPOINT_SIGNATURE),
    ],
)
def test_vectors_verify(key: VerifierKey, text: str, signature: str) -> None:
    note = f"{text}\n— {key.name} {signature}\n"
    assert notes.verify(note, [key]) == (text, (notes.Signed(key),))
    assert base64.b64decode(signature)[:4] == key.id


def test_checkpoint_vector_is_our_tree() -> None:
    note = f"{vectors.CHECKPOINT_TEXT}\n— PeterNeumann {vectors.CHECKPOINT_SIGNATURE}\n"
    checkpoint = notes.open_checkpoint(note, [PETER]).checkpoint
    assert checkpoint == Checkpoint("PeterNeumann", 8, vectors.ROOTS[7])
    assert checkpoint.text() == vectors.CHECKPOINT_TEXT


@pytest.mark.parametrize("text", [vectors.NOTE_KEY, vectors.EXAMPLE_KEY, str(WITNESS)])
def test_a_key_has_one_spelling(text: str) -> None:
    assert str(VerifierKey.parse(text)) == text
    pieces = {text[start:end] for start in range(len(text)) for end in range(start, len(text) + 1)} - {text}
    raised = {text[:at] + chr(ord(text[at]) + 1) + text[at + 1 :] for at in range(len(text))}
    for wrong in pieces | raised | {text + "\n", " " + text, text.upper()}:
        with pytest.raises(KeyRefused):
            VerifierKey.parse(wrong)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u2003b", "a\nb", "a\x01"])
def test_a_key_name_holds_no_space_and_no_plus(name: str) -> None:
    with pytest.raises(KeyRefused):
        VerifierKey(name, bytes(32))


def test_sixteen_signatures_are_taken_and_a_hundred_and_one_refused() -> None:
    line = f"— PeterNeumann {vectors.NOTE_SIGNATURE}\n"
    others = [
        notes.Signature(f"other{number}", bytes(4), bytes(64)).line() for number in range(notes.MAX_SIGNATURES)
    ]
    for lines in ([line] * 16, [*others[:15], line], [*others[1:], line]):
        assert notes.verify(f"{vectors.NOTE_TEXT}\n{''.join(lines)}", [PETER])[1] == (notes.Signed(PETER),)
    for lines in ([line] * 101, [*others, line]):
        with pytest.raises(NoteRefused, match="more than 100"):
            notes.verify(f"{vectors.NOTE_TEXT}\n{''.join(lines)}", [PETER])


def test_only_known_keys_count() -> None:
    with pytest.raises(NoteRefused, match="no known key"):
        notes.verify(PETERS_NOTE, [EXAMPLE])
    with pytest.raises(NoteRefused, match="no known key"):
        notes.verify(PETERS_NOTE, [VerifierKey("PeterNeumann", PETER.public, Algorithm.COSIGNATURE_V1)])


def test_one_bad_signature_of_a_known_key_refuses_the_note() -> None:
    spoiled = notes.Signature(PETER.name, PETER.id, bytes(64)).line()
    with pytest.raises(NoteRefused, match="does not hold"):
        notes.verify(PETERS_NOTE + spoiled, [PETER])


@given(st.integers(0, len(PETERS_NOTE) - 1), st.integers(1, 127))
def test_a_changed_character_never_verifies_another_text(place: int, step: int) -> None:
    spoiled = PETERS_NOTE[:place] + chr((ord(PETERS_NOTE[place]) + step) % 0xD800) + PETERS_NOTE[place + 1 :]
    with pytest.raises(NoteRefused):
        notes.verify(spoiled, [PETER])


@pytest.mark.parametrize(
    "note",
    [
        "", "text", "text\n", "text\n\n", PETERS_NOTE[:-1], PETERS_NOTE + "\n", PETERS_NOTE.replace("\n", "\r\n"),
        PETERS_NOTE.replace("— ", "- "), PETERS_NOTE.replace("PeterNeumann ", "PeterNeumann  "),
        "text\n\n— a AAAA\n", "text\n\n— a AAAAAA==\n", "text\n\n— a b \n", "a\x00" + PETERS_NOTE,
        PETERS_NOTE.replace("AM=\n", "AN=\n"), "x" * 1_000_001,
    ],
)  # fmt: skip
def test_malformed_notes_are_refused(note: str) -> None:
    with pytest.raises(NoteRefused):
        notes.verify(note, [PETER])


@pytest.mark.parametrize("text", ["no newline", "", "bell\x07\n"])
def test_such_text_is_not_signed(text: str) -> None:
    with pytest.raises(NoteRefused):
        notes.sign(text, KEY, lambda message: message)


def test_text_may_hold_empty_lines() -> None:
    note = notes.sign("one\n\ntwo\n", KEY, lambda message: keys.sign(SEED, message))
    assert notes.verify(note, [KEY])[0] == "one\n\ntwo\n"


def test_checkpoint_round_trip() -> None:
    opened = notes.open_checkpoint(checkpoint_note(), [KEY])
    assert opened == notes.Opened(CHECKPOINT, (notes.Signed(KEY),))


@pytest.mark.parametrize(
    "text",
    [
        "a\n8\n", "a\n8\nAA==\n", "a\n08\n" + vectors.CHECKPOINT_TEXT.split("\n")[2] + "\n",
        "\n" + vectors.CHECKPOINT_TEXT.partition("\n")[2], vectors.CHECKPOINT_TEXT + "more\n",
        vectors.CHECKPOINT_TEXT[:-1],
        vectors.CHECKPOINT_TEXT.replace("\n8\n", "\n-8\n"), vectors.CHECKPOINT_TEXT.replace("\n8\n", "\n8 \n"),
        vectors.CHECKPOINT_TEXT.replace("Qyg=", "Qyh="), vectors.CHECKPOINT_TEXT.replace("\n8\n", "\n٨\n"),
    ],
)  # fmt: skip
def test_malformed_checkpoints_are_refused(text: str) -> None:
    with pytest.raises(NoteRefused):
        notes.parse_checkpoint(text)


def test_an_origin_of_two_lines_is_not_signed() -> None:
    with pytest.raises(NoteRefused):
        notes.sign_checkpoint(Checkpoint("a\n9", 8, bytes(32)), KEY, lambda message: keys.sign(SEED, message))


def test_cosignature_vouches_for_text_and_time() -> None:
    opened = notes.open_checkpoint(cosigned_note(), [KEY, WITNESS])
    assert opened.signed == (notes.Signed(KEY), notes.Signed(WITNESS, 1_529_542_800))
    message = f"cosignature/v1\ntime 1529542800\n{CHECKPOINT.text()}".encode()
    line = cosigned_note().splitlines()[-1]
    assert base64.b64decode(line.split(" ")[2])[12:] == keys.sign(WITNESS_SEED, message)


def test_a_cosignature_with_another_time_is_refused() -> None:
    note, (_, line) = checkpoint_note(), notes.split(cosigned_note())[1]
    for data in (bytes(8) + line.data[8:], line.data[:-1], line.data + b"\0", b"\x80" + line.data[1:]):
        with pytest.raises(NoteRefused):
            notes.verify(note + line._replace(data=data).line(), [KEY, WITNESS])


def test_cosigning_wants_a_checkpoint_and_a_cosigners_key() -> None:
    with pytest.raises(NoteRefused):
        notes.cosign(checkpoint_note(), KEY, 1, lambda message: message)
    with pytest.raises(NoteRefused):
        notes.cosign(PETERS_NOTE, WITNESS, 1, lambda message: message)


def test_the_short_code_holds_size_and_120_bits_of_the_root() -> None:
    size, *groups = CHECKPOINT.short_code.split("-")
    assert size == "8"
    assert base64.b32decode("".join(groups)) == vectors.ROOTS[7][:15]
