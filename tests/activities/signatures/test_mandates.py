"""Who may sign for a network, and as what."""

from pathlib import Path

import pytest

from activities.signatures.mandates import (
    Mandate,
    MandatesRefused,
    NetworkMandates,
    Signatory,
    read_mandates,
)
from domain.facts import Capacity, CopyFault, CopyVerdict
from interfaces.rehearsal.authority import Holder
from tests.activities.signatures.office import TestOffice, an_office

pytestmark = pytest.mark.slow

ANNE = Signatory(names=("Anne Exemple",), serial="0a1b2c")


@pytest.mark.parametrize("name", ["Anne Exemple", "ANNE  EXEMPLE", "Anne Exemple (Signature)"])
def test_a_name_is_the_name_whatever_its_case_and_spaces(name: str) -> None:
    assert Mandate(names=(name,)).covers(ANNE)


@pytest.mark.parametrize("name", ["Anne Exempl\u00e9", "Anne", "Exemple Anne"])
def test_another_name_is_another_person(name: str) -> None:
    assert not Mandate(names=(name,)).covers(ANNE)


def test_an_accent_is_one_however_it_is_written() -> None:
    composed = Signatory(names=("Zo\u00e9 Exemple",), serial="1")
    assert Mandate(names=("Zoe\u0301 Exemple",)).covers(composed)


@pytest.mark.parametrize("serial", ["0A1B2C", "0a:1b:2c", "a1b2c", "00 0a 1b 2c"])
def test_a_serial_number_is_the_number_however_it_is_written(serial: str) -> None:
    assert Mandate(serials=(serial,)).covers(ANNE)
    assert not Mandate(serials=("0a1b2d",)).covers(ANNE)


def test_nothing_said_of_a_capacity_is_for_a_person_and_another_name_is_wrong() -> None:
    said = NetworkMandates(b4=Mandate(names=("Bert Voorbeeld",)))
    assert said.fault(Capacity.B4, ANNE) is CopyFault.WRONG_SIGNER
    assert said.fault(Capacity.INVOICING, ANNE) is CopyFault.UNCONFIRMED_SIGNER


def test_a_mandate_that_names_nobody_covers_nobody() -> None:
    assert not Mandate().covers(Signatory(names=("",), serial=""))
    assert not Mandate().covers(ANNE)


def test_the_file_is_read_by_network(tmp_path: Path) -> None:
    path = tmp_path / "mandates.toml"
    path.write_text('[namur.b4]\nnames = ["Anne Exemple"]\nserials = ["0a1b"]\n', "utf-8")
    found = read_mandates(path)
    assert found["namur"].b4 == Mandate(names=("Anne Exemple",), serials=("0a1b",))
    assert found["namur"].invoicing is None
    assert read_mandates(None) == {}


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("namur = 3", "namur"),
        ("[namur.b4]\nnmes = []", "namur.b4.nmes"),
        ('[namur.b4]\nserials = ["no number"]', "namur.b4.serials.0"),
        ("[namur", "no TOML"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_with_the_place(
    tmp_path: Path, said: str, word: str
) -> None:
    path = tmp_path / "mandates.toml"
    path.write_text(said, "utf-8")
    with pytest.raises(MandatesRefused, match=word):
        read_mandates(path)
    with pytest.raises(MandatesRefused, match="cannot be read"):
        read_mandates(tmp_path / "nowhere.toml")


# -- on copies ---------------------------------------------------------------------------------


def by(holder: Holder) -> Mandate:
    return Mandate(names=(holder.name,))


@pytest.mark.slow
def test_one_director_may_sign_in_two_capacities() -> None:
    office = an_office()
    sent = office.sealed()
    copy = office.signed(office.signed(sent), field="INVOICING")
    both = NetworkMandates(b4=by(office.director), invoicing=by(office.director))
    found = office.examine(sent, copy, mandates=both)
    assert found.verdict is CopyVerdict.ACCEPTED
    one = NetworkMandates(b4=by(office.director), invoicing=by(office.other_director))
    assert office.examine(sent, copy, mandates=one).faults == (CopyFault.WRONG_SIGNER,)


@pytest.mark.slow
def test_one_hospital_may_answer_for_two_networks_each_with_its_own_document() -> None:
    office = an_office()
    adult, child = office.sealed("Adults"), office.sealed("Children")
    both = NetworkMandates(b4=by(office.director), invoicing=by(office.director))
    for sent, other in ((adult, child), (child, adult)):
        copy = office.signed(office.signed(sent), field="INVOICING")
        assert office.examine(sent, copy, mandates=both).verdict is CopyVerdict.ACCEPTED
        found = office.examine(other, copy, mandates=both)
        assert found.verdict is CopyVerdict.PERSON_LOOKS
        assert found.faults == (CopyFault.NOT_THE_DOCUMENT,)


@pytest.mark.slow
def test_partly_signed_it_waits_and_signed_by_the_other_it_is_accepted() -> None:
    office = an_office()
    sent = office.sealed()
    once = office.signed(sent)
    found = office.examine(sent, once)
    assert found.verdict is CopyVerdict.PARTLY_SIGNED
    assert found.capacities == (Capacity.B4,)
    twice = office.signed(once, by=office.other_director, field="INVOICING")
    assert office.examine(sent, twice).verdict is CopyVerdict.ACCEPTED


@pytest.mark.slow
def test_the_wrong_person_is_refused_and_somebody_unknown_is_for_a_person() -> None:
    office = an_office()
    sent = office.sealed()
    stranger = office.authority.issue("Somebody Else")
    copy = office.signed(sent, by=stranger)
    assert refused(office, sent, copy) == (CopyFault.WRONG_SIGNER,)
    found = office.examine(sent, office.signed_by_both(sent), mandates=NetworkMandates())
    assert found.verdict is CopyVerdict.PERSON_LOOKS
    assert found.faults == (CopyFault.UNCONFIRMED_SIGNER,)


@pytest.mark.slow
def test_nobody_of_a_network_signs_for_the_committee() -> None:
    office = an_office()
    sent = office.sealed()
    copy = office.signed(office.signed_by_both(sent), field="COMMITTEE")
    assert refused(office, sent, copy) == (CopyFault.WRONG_SIGNER,)


@pytest.mark.slow
def test_a_certificate_that_only_shows_who_one_is_signs_nothing() -> None:
    office = an_office()
    sent = office.sealed()
    card = office.authority.issue(office.director.name, non_repudiation=False)
    assert CopyFault.NOT_FOR_SIGNING in refused(office, sent, office.signed(sent, by=card))


def refused(office: TestOffice, sent: bytes, copy: bytes) -> tuple[CopyFault, ...]:
    found = office.examine(sent, copy)
    assert found.verdict is CopyVerdict.REFUSED
    return found.faults
