"""INAMI numbers: what the check digits let through, and what they catch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers import inami_check_digits, inami_key, inami_number

bases = st.integers(100_000, 999_999).map(str)


@given(bases, st.sampled_from([97, 89]), st.sampled_from(["", "801"]))
def test_a_number_with_either_kind_of_check_digits_is_taken(
    base: str, modulus: int, qualification: str
) -> None:
    number = base + inami_check_digits(base, modulus) + qualification
    assert inami_number(number) == number


@given(bases, st.integers(0, 5), st.integers(1, 9))
def test_one_wrong_digit_never_passes_for_the_older_check_digits_of_the_right_one(
    base: str, place: int, added: int
) -> None:
    wrong = base[:place] + str((int(base[place]) + added) % 10) + base[place + 1 :]
    assert inami_check_digits(wrong) != inami_check_digits(base)


def test_separators_are_left_out_and_eight_digits_identify_the_holder() -> None:
    assert inami_number("6/00017-25.901") == "60001725901"
    assert inami_key("60001725901") == "60001725"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("60001726", "check digits"),
        ("6000172590", "10 digits"),
        ("6000I725", "no digits"),
        ("", "no digits"),
        ("٦٠٠٠١٧٢٥", "no digits"),
    ],
)
def test_what_is_no_inami_number_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        inami_number(text)
