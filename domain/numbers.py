"""INAMI numbers: eight digits that identify, and three more that tell the qualification."""

import re

BASE_DIGITS = 6
KEY_DIGITS = 8
FULL_DIGITS = 11
_MODULI = (97, 89)


def inami_check_digits(base: str, modulus: int = 97) -> str:
    """The two check digits of a six-digit base: the modulus less the remainder of the base.

    Source: the structure of the INAMI identification numbers of care providers and
    institutions; 97 is the older modulus and 89 the newer one.
    """
    return f"{modulus - int(base) % modulus:02d}"


def inami_number(text: str) -> str:
    """The digits of an INAMI number written with or without separators: 8 of them, or 11.

    Raises ValueError, saying what is wrong, when there are other characters, another count of
    digits, or check digits that neither modulus gives.
    """
    digits = re.sub(r"[ ./-]", "", text)
    if not re.fullmatch(r"[0-9]+", digits):
        raise ValueError("has characters that are no digits")
    if len(digits) not in {KEY_DIGITS, FULL_DIGITS}:
        raise ValueError(f"has {len(digits)} digits instead of {KEY_DIGITS} or {FULL_DIGITS}")
    base, check = digits[:BASE_DIGITS], digits[BASE_DIGITS:KEY_DIGITS]
    if check not in {inami_check_digits(base, modulus) for modulus in _MODULI}:
        raise ValueError("has check digits that do not fit")
    return digits


def inami_key(number: str) -> str:
    """The eight digits that identify a holder, whatever the qualification that follows them."""
    return number[:KEY_DIGITS]
