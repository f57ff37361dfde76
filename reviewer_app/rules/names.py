"""The surnames of two characters, for whoever must cut a name without a rule set at hand."""

from functools import cache
from importlib.resources import files


@cache
def compound_surnames() -> frozenset[str]:
    """复姓 of resources/lexicons/compound_surnames.txt."""
    lines = files("resources").joinpath("lexicons", "compound_surnames.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
