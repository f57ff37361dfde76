"""Why the verifying core refuses something. Messages hold names of fields, sizes and positions, never values."""


class VerifyError(ValueError):
    """Something does not hold or is not in its one permitted form."""


class JsonRefused(VerifyError):
    """Not RFC 8785 JSON, or a value that RFC 8785 (as we use it: no floats) cannot carry."""


class LeafRefused(VerifyError):
    """Not a leaf in its one permitted byte form."""


class ProofRefused(VerifyError):
    """A Merkle proof that does not hold, or is asked for what a tree of that size does not have."""


class KeyRefused(VerifyError):
    """A verifier key that is not in the C2SP signed-note form."""


class NoteRefused(VerifyError):
    """A signed note, checkpoint or cosignature that is malformed or not signed by a known key."""


class EnvelopeRefused(VerifyError):
    """A DSSE envelope that is malformed, of another type, or not signed by the person it names."""


class ReplayRefused(VerifyError):
    """The log tells a history that cannot have happened (order, time, a row changed before it existed)."""
