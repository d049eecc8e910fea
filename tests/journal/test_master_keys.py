"""A master key keeps one promise, whether it lies in a file or on a token."""

import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pkcs11
import pytest

from journal.errors import KeysMissing
from journal.keys.master import MasterKey, MasterKeyFile, NotThisMaster
from journal.keys.master_token import MasterKeyToken
from journal.keys.place import KeysPlace
from journal.keys.token import NoTokenAddress, TokenAddress
from journal.opening import open_store
from tests.journal.orchard import orchard
from tests.journal.test_people import INES, MONDAY
from tests.journal.tokens import LIBRARY, PIN, a_token

ROOT, ABOUT = bytes(range(64)), b"of this key store"
Named = Callable[[str], MasterKey]

if LIBRARY is None:
    warnings.warn(
        "NOT TESTED: softhsm2 is not installed here, so no master key on a PKCS#11 token opened "
        "anything; on Debian: apt-get install softhsm2",
        stacklevel=1,
    )


@pytest.fixture
def token(tmp_path: Path) -> Iterator[TokenAddress]:
    with a_token(tmp_path / "hsm") as address:
        yield address


ON_A_TOKEN = [pytest.param("token", marks=pytest.mark.slow)] if LIBRARY else []


@pytest.fixture(params=["file", *ON_A_TOKEN])
def named(request: pytest.FixtureRequest, tmp_path: Path) -> Named:
    """Master keys of a kind by their names; none is made yet."""
    if request.param == "file":
        return lambda name: MasterKeyFile(tmp_path / name)
    address = request.getfixturevalue("token")
    return lambda name: MasterKeyToken(replace(address, label=name), PIN)


def test_what_it_wraps_it_unwraps_for_the_same_key_store_alone(named: Named) -> None:
    named("one").make()
    wrapped = named("one").wrap(ROOT, ABOUT)
    assert ROOT not in wrapped
    assert named("one").unwrap(wrapped, ABOUT) == ROOT
    with pytest.raises(NotThisMaster, match="one is not the one"):
        named("one").unwrap(wrapped, b"of another key store")


def test_what_another_one_wrapped_or_somebody_changed_is_refused(named: Named) -> None:
    for name in ("one", "two"):
        named(name).make()
    wrapped = named("one").wrap(ROOT, ABOUT)
    with pytest.raises(NotThisMaster):
        named("two").unwrap(wrapped, ABOUT)
    for changed in (wrapped[:-1], wrapped[:-1] + bytes([wrapped[-1] ^ 1]), b"", wrapped[1:]):
        with pytest.raises(NotThisMaster):
            named("one").unwrap(changed, ABOUT)


def test_made_a_second_time_it_is_the_same_one(named: Named) -> None:
    named("one").make()
    wrapped = named("one").wrap(ROOT, ABOUT)
    named("one").make()
    assert named("one").unwrap(wrapped, ABOUT) == ROOT


def test_one_that_is_not_there_is_named_with_what_to_do(named: Named) -> None:
    for call in (named("one").wrap, named("one").unwrap):
        with pytest.raises(KeysMissing, match=r"master key .*one .*AVENANT_MASTER_KEY") as caught:
            call(ROOT, ABOUT)
        assert not isinstance(caught.value, NotThisMaster)


def test_a_store_opens_with_it_and_not_with_another(named: Named, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"

    def place(name: str) -> KeysPlace:
        return KeysPlace(f"sqlite:///{tmp_path}/keys.db", named(name))

    with open_store(url, facts=orchard(), keys=place("one")) as store:
        store.people.put("p-1", INES, MONDAY, "inami.cell")
    with open_store(url, facts=orchard(), keys=place("one")) as store:
        assert store.people.get("p-1") == INES
    named("two").make()
    for other in ("two", "three"):
        with (
            open_store(url, facts=orchard(), keys=place(other)) as store,
            pytest.raises(KeysMissing, match=other),
        ):
            store.people.get("p-1")


if LIBRARY is not None:

    def test_a_key_on_a_token_never_leaves_it(token: TokenAddress) -> None:
        MasterKeyToken(token, PIN).make()
        with (
            pkcs11.lib(str(token.library))
            .get_token(token_label=token.token)
            .open(user_pin=PIN) as session
        ):
            key = session.get_key(label=token.label)
            assert not key[pkcs11.Attribute.EXTRACTABLE]
            assert key[pkcs11.Attribute.NEVER_EXTRACTABLE]
            assert key[pkcs11.Attribute.ALWAYS_SENSITIVE]
            with pytest.raises(pkcs11.AttributeSensitive):
                key[pkcs11.Attribute.VALUE]

    @pytest.mark.parametrize(
        ("change", "pin", "said"),
        [
            ({}, "9999", r"another PIN.*AVENANT_MASTER_KEY_PASSWORD_FILE"),
            ({}, None, r"without its PIN.*AVENANT_MASTER_KEY_PASSWORD"),
            ({"token": "other"}, PIN, r"knows no token other\. Plug it in"),
            ({"label": "other"}, PIN, "has no AES key of that label"),
            ({"library": Path("/nowhere.so")}, PIN, "/nowhere.so cannot be loaded"),
        ],
    )
    def test_what_is_wrong_with_a_token_is_said_and_its_pin_never(
        token: TokenAddress, change: dict[str, str], pin: str | None, said: str
    ) -> None:
        MasterKeyToken(token, PIN).make()
        wrapped = MasterKeyToken(token, PIN).wrap(ROOT, ABOUT)
        with pytest.raises(KeysMissing, match=said) as caught:
            MasterKeyToken(replace(token, **change), pin).unwrap(wrapped, ABOUT)
        assert str(pin) not in str(caught.value)
        assert MasterKeyToken(token, PIN).unwrap(wrapped, ABOUT) == ROOT, "the right one still does"

    def test_threads_that_need_a_token_at_once_wait_for_each_other(token: TokenAddress) -> None:
        MasterKeyToken(token, PIN).make()
        wrapped = MasterKeyToken(token, PIN).wrap(ROOT, ABOUT)
        with ThreadPoolExecutor(4) as pool:
            opened = pool.map(
                lambda _: MasterKeyToken(token, PIN).unwrap(wrapped, ABOUT), range(12)
            )
            assert set(opened) == {ROOT}


@pytest.mark.parametrize(
    "said",
    [
        "pkcs11:",
        "pkcs11:token=inami;object=master",
        "pkcs11:token=inami?module-path=/a.so",
        "pkcs11:token=inami;object=master?module-path=/a.so&pin-value=1234",
        "/a/file",
    ],
)
def test_half_an_address_or_one_with_a_pin_is_refused(said: str) -> None:
    with pytest.raises(NoTokenAddress) as caught:
        TokenAddress.read(said)
    assert "1234" not in str(caught.value)
