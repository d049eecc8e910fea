"""The master key is changed at the terminal, and the record says who did it and why."""

from pathlib import Path

import pytest

from domain.access import KeysRewrapped, MasterKind
from interfaces.settings import SettingsRefused, load_settings
from journal.keys.keyring import Keyring
from journal.keys.master_token import MasterKeyToken
from tests.interfaces.cli_office import CELL, SECOND, Office, feed, run

pytestmark = pytest.mark.slow

CHANGE = ("rewrap-keys", "--reason", "yearly change", "--by", CELL)
PERSON = ("whois-seen", "K00001", "--by", SECOND, "--format", "json")


@pytest.fixture
def changing(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A new master key is named, and the present one as the previous one."""
    monkeypatch.setenv("AVENANT_MASTER_KEY", str(office.folder / "new.key"))
    monkeypatch.setenv("AVENANT_MASTER_KEY_PREVIOUS", str(office.folder / "avenants.master.key"))
    return office


def changes(office: Office) -> list[KeysRewrapped]:
    with office.opened() as (store, _):
        return [one.fact for one in feed(store) if isinstance(one.fact, KeysRewrapped)]


def test_the_master_key_changes_and_the_old_one_may_be_destroyed(
    changing: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = run(*PERSON).json["held"]
    done = run(*CHANGE)
    assert done.code == 0
    assert "AVENANT_MASTER_KEY_PREVIOUS" in done.err
    [fact] = changes(changing)
    assert (fact.by, fact.reason, fact.master) == (CELL, "yearly change", MasterKind.FILE)
    assert (fact.keys > 40, fact.lost) == (True, 0)
    (changing.folder / "avenants.master.key").unlink()
    monkeypatch.delenv("AVENANT_MASTER_KEY_PREVIOUS")
    assert run(*PERSON).json["held"] == held
    assert run("verify", "--format", "json").json["findings"] == []
    told = run("trail", f"person:{CELL}", "--fact", "keys-rewrapped")
    assert "wrapped under another master key" in " ".join(told.out.split())


def test_stopped_before_the_end_it_stands_in_the_record_once(
    changing: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from journal.keys import rewrapping

    with monkeypatch.context() as broken:

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        broken.setattr(rewrapping, "_ended", killed)
        assert run(*CHANGE).code == 130
    assert run(*CHANGE).code == 0
    again = run(*CHANGE)
    assert (again.code, "nothing was changed" in again.err) == (0, True)
    assert len(changes(changing)) == 1


def test_who_may_not_or_gives_no_reason_changes_nothing(changing: Office) -> None:
    coordinator = changing.coordinator("K00001")
    assert run("rewrap-keys", "--reason", "x", "--by", coordinator).code == 1
    assert run("rewrap-keys", "--reason", " ", "--by", CELL).code == 1
    assert not (changing.folder / "new.key").exists()
    assert changes(changing) == []


def test_a_key_that_no_master_key_opens_is_named_for_a_person_to_look_at(
    changing: Office,
) -> None:
    with changing.opened() as (store, _):
        party = store.registers.convention("K00001").party
        ring: Keyring = store.keys.ring
        with ring.engine.begin() as connection:
            connection.exec_driver_sql(
                "UPDATE person_keys SET wrapped = x'00' WHERE id = ?", (party,)
            )
    done = run(*CHANGE)
    assert done.code == 3
    assert party in done.err


def test_the_settings_of_a_key_on_a_token_read_like_those_of_the_seal(tmp_path: Path) -> None:
    pin = tmp_path / "pin"
    pin.write_text("1234\n")
    settings = load_settings(
        {
            "AVENANT_MASTER_KEY": "pkcs11:token=inami;object=master?module-path=/a.so",
            "AVENANT_MASTER_KEY_PASSWORD_FILE": str(pin),
        }
    )
    assert isinstance(settings.keys.master, MasterKeyToken)
    assert settings.keys.previous is None
    assert "1234" not in repr(settings)


def test_a_key_itself_or_half_an_address_is_no_setting(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("ab" * 32)
    for variables, said in (
        ({"AVENANT_MASTER_KEY_FILE": str(key)}, "write its path"),
        ({"AVENANT_MASTER_KEY": "pkcs11:token=inami"}, "module-path"),
    ):
        with pytest.raises(SettingsRefused, match=said) as caught:
            load_settings(variables)
        assert "abab" not in str(caught.value)
