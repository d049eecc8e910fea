"""The keys with which INAMI seals: in a file, or on a token that never gives them away."""

import os
import shutil
import subprocess
import warnings
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pypdf import PdfReader

from activities.signatures.keys import KeyFile, KeyRefused, KeyToken, key_source, signer_of
from activities.signatures.sealing import BOXES, SEAL_FIELD, make_seal
from domain.values import Language
from interfaces.rehearsal.authority import Holder
from interfaces.settings import Settings
from tests.activities.signatures.office import SENT_AT, a_pdf, an_office

pytestmark = pytest.mark.slow

LIBRARIES = (
    Path("/usr/lib/softhsm/libsofthsm2.so"),
    Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
)


def a_file(folder: Path, password: str = "secret") -> Path:
    path = folder / "seal.p12"
    path.write_bytes(an_office().seal.pkcs12(password))
    return path


def sealed(key: str | None, password: str | None) -> bytes:
    secret = None if password is None else SecretStr(password)
    settings = Settings(seal_key=key, seal_password=secret)
    return make_seal(settings, lambda: SENT_AT)(a_pdf(), Language.NL)


def must_be_sealed(pdf: bytes) -> None:
    reader = PdfFileReader(BytesIO(pdf))
    seal = reader.embedded_signatures[0]
    seal.compute_integrity_info()
    assert seal.field_name == SEAL_FIELD
    assert seal.docmdp_level is MDPPerm.FILL_FORMS
    assert seal.self_reported_timestamp == SENT_AT, "the engine's clock, not the machine's"
    assert seal.summarise_integrity_info()["docmdp_ok"]


def test_a_seal_from_a_file_lets_nothing_but_signing_happen(tmp_path: Path) -> None:
    must_be_sealed(sealed(str(a_file(tmp_path)), "secret"))


def test_the_three_fields_stand_on_the_last_page_and_say_what_they_are(tmp_path: Path) -> None:
    pdf = sealed(str(a_file(tmp_path)), "secret")
    last: Any = PdfReader(BytesIO(pdf)).pages[-1]
    fields: dict[str, Any] = {
        str(field["/T"]): field for field in (one.get_object() for one in last["/Annots"])
    }
    placed = set(fields)
    assert placed >= {"B4", "INVOICING", "COMMITTEE"}
    for field, box in BOXES.items():
        assert [int(n) for n in fields[field]["/Rect"]] == list(box)
        assert str(fields[field]["/TU"]).startswith("Handtekening")
        assert "/V" not in fields[field]


def test_a_sealed_document_still_says_that_it_is_an_archive_s(tmp_path: Path) -> None:
    """PDF/A-2 is PDF 1.7: a seal that raised the version would make it another kind of file."""
    pdf = sealed(str(a_file(tmp_path)), "secret")
    assert pdf.startswith(a_pdf())
    root = PdfFileReader(BytesIO(pdf)).root
    assert root.get("/Version") is None
    metadata = root["/Metadata"].data
    assert b'pdfaid:part="2"' in metadata
    assert b'pdfuaid:part="1"' in metadata


@pytest.mark.parametrize("with_key", [True, False])
def test_every_field_has_its_place_in_the_structure_of_the_document(
    tmp_path: Path,
    with_key: bool,  # noqa: FBT001 - pytest gives it by name
) -> None:
    """PDF/UA-1, 7.18: each annotation in a form of its own, found from both sides, and named."""
    key = (str(a_file(tmp_path)), "secret") if with_key else (None, None)
    reader = PdfReader(BytesIO(sealed(*key)))
    last: Any = reader.pages[-1]
    tree: Any = reader.root_object["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    found = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert last["/Tabs"] == "/S"
    assert len(last["/Annots"]) == (4 if with_key else 3)
    for annotation in last["/Annots"]:
        widget = annotation.get_object()
        form = found[widget["/StructParent"]].get_object()
        assert form["/S"] == "/Form"
        assert form["/K"]["/Type"] == "/OBJR"
        assert form["/K"].raw_get("/Obj").idnum == annotation.idnum
        assert form["/P"]["/S"] == "/Document"
        assert any(child.idnum == form.indirect_reference.idnum for child in form["/P"]["/K"])
        assert widget["/TU"]
    assert tree["/ParentTreeNextKey"] == max(found) + 1 == len(found)


def test_without_a_key_there_are_the_fields_alone() -> None:
    reader = PdfFileReader(BytesIO(sealed(None, None)))
    assert {str(name) for name, _, _ in enumerate_sig_fields(reader)} == {f.value for f in BOXES}
    assert reader.embedded_signatures == []


def test_a_wrong_password_a_missing_file_and_a_half_address_are_named(tmp_path: Path) -> None:
    path = a_file(tmp_path)
    for key, password, word in (
        (str(path), "mistaken", "its password is another"),
        (str(tmp_path / "nowhere.p12"), "secret", "cannot be read"),
        ("pkcs11:token=inami", "1234", "module-path"),
        ("pkcs11:token=inami;object=seal?module-path=/nowhere.so", "1234", "does not answer"),
    ):
        with pytest.raises(KeyRefused, match=word) as refused:
            sealed(key, password)
        assert str(password) not in str(refused.value) or password == "secret"


def test_an_address_of_a_token_is_read_as_it_is_written() -> None:
    said = "pkcs11:token=INAMI%20seals;object=seal?module-path=/usr/lib/token.so"
    assert key_source(said, SecretStr("1")) == KeyToken(
        library=Path("/usr/lib/token.so"), token="INAMI seals", label="seal", pin=SecretStr("1")
    )
    assert key_source("/etc/seal.p12", None) == KeyFile(path=Path("/etc/seal.p12"))


def test_a_token_seals_and_countersigns_without_giving_its_key_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = next((path for path in LIBRARIES if path.is_file()), None)
    if library is None or shutil.which("softhsm2-util") is None:
        warnings.warn(
            "NOT TESTED: softhsm2 is not installed here, so no key on a PKCS#11 token sealed "
            "anything; on Debian: apt-get install softhsm2",
            stacklevel=1,
        )
        return
    a_token(tmp_path, library, monkeypatch, an_office().seal)
    address = f"pkcs11:token=inami;object=seal?module-path={library}"
    must_be_sealed(sealed(address, "1234"))
    must_be_sealed(sealed(address, "1234"))
    with pytest.raises(KeyRefused, match="does not answer"):
        sealed(address, "9999")
    with pytest.raises(KeyRefused, match="no key with its certificate"):
        sealed(address.replace("object=seal", "object=other"), "1234")
    with signer_of(key_source(address, SecretStr("1234"))) as signer:
        certificate = signer.signing_cert
    assert certificate is not None
    assert certificate.not_valid_before < datetime.now(UTC)


def a_token(folder: Path, library: Path, monkeypatch: pytest.MonkeyPatch, holder: Holder) -> None:
    """A token of software with that key and its certificate under the label `seal`."""
    from cryptography.hazmat.primitives import serialization
    from pkcs11 import Attribute, CertificateType, ObjectClass, lib
    from pkcs11.util.ec import decode_ec_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    tokens = folder / "tokens"
    tokens.mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {tokens}\n", "utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
    subprocess.run(
        [
            *("softhsm2-util", "--init-token", "--free", "--label", "inami"),
            *("--so-pin", "4321", "--pin", "1234"),
        ],
        env=dict(os.environ),
        check=True,
        capture_output=True,
    )
    key = holder.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    certificate = holder.certificate.public_bytes(serialization.Encoding.DER)
    with lib(str(library)).get_token(token_label="inami").open(user_pin="1234", rw=True) as session:
        session.create_object(
            decode_ec_private_key(key)
            | {Attribute.TOKEN: True, Attribute.LABEL: "seal", Attribute.SIGN: True}
        )
        session.create_object(
            decode_x509_certificate(certificate)
            | {
                Attribute.TOKEN: True,
                Attribute.LABEL: "seal",
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
            }
        )
