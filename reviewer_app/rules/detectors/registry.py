"""Which detector a rule file may name, and the detectors of a rule set, built once."""

from functools import lru_cache
from typing import Final

from reviewer_app.rules.detectors.address import Address
from reviewer_app.rules.detectors.bank_account import BankAccount
from reviewer_app.rules.detectors.birth_date import BirthDate
from reviewer_app.rules.detectors.candidate import Detector
from reviewer_app.rules.detectors.credit_code import CreditCode
from reviewer_app.rules.detectors.disability import DisabilityCertificate
from reviewer_app.rules.detectors.email import Email
from reviewer_app.rules.detectors.id_number import IdNumber
from reviewer_app.rules.detectors.labelled import Labelled
from reviewer_app.rules.detectors.landline import Landline
from reviewer_app.rules.detectors.mobile import Mobile
from reviewer_app.rules.detectors.names_by_cue import NamesByCue
from reviewer_app.rules.detectors.names_by_grammar import NamesByGrammar
from reviewer_app.rules.detectors.names_by_header import NamesByHeader
from reviewer_app.rules.detectors.names_by_model import NamesByModel
from reviewer_app.rules.detectors.network import Network
from reviewer_app.rules.detectors.odd_number import OddNumber
from reviewer_app.rules.detectors.plate import Plate
from reviewer_app.rules.detectors.titled_surname import TitledSurname
from reviewer_app.rules.detectors.weak_mask import WeakMask
from reviewer_app.rules.schema import Rule, RuleSet

DETECTORS: Final[dict[str, type[Detector]]] = {
    "address": Address,
    "bank_account": BankAccount,
    "birth_date": BirthDate,
    "credit_code": CreditCode,
    "disability": DisabilityCertificate,
    "email": Email,
    "id_number": IdNumber,
    "labelled": Labelled,
    "landline": Landline,
    "mobile": Mobile,
    "names_by_cue": NamesByCue,
    "names_by_grammar": NamesByGrammar,
    "names_by_header": NamesByHeader,
    "names_by_model": NamesByModel,
    "network": Network,
    "odd_number": OddNumber,
    "plate": Plate,
    "titled_surname": TitledSurname,
    "weak_mask": WeakMask,
}
"""Detectors that scan text. Rules derived from other findings name one of `engine.DERIVED` instead."""


@lru_cache(maxsize=4)
def detectors_of(rules: RuleSet) -> tuple[tuple[Rule, Detector], ...]:
    """The detectors of a rule set (compared by identity); patterns compile when first used."""
    known = (rule for rule in rules.rules if rule.detector in DETECTORS)
    return tuple((rule, DETECTORS[rule.detector](rule, rules.lexicons)) for rule in known)
