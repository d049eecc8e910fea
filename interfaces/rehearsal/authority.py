"""A certificate authority for rehearsals and tests: directors, seal, timestamps, revocations.

Nothing that it signs means anything outside: its root is named so, and stands in no other list.
"""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.sign import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from activities.signatures.instants import TimeStamperOf, timestamps_with

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
YEAR = timedelta(days=365)
MONTH = timedelta(days=30)
EXPONENT = 65537
BITS = 2048


@dataclass(frozen=True)
class Holder:
    """Somebody with a key and a certificate, and the certificates above it up to the root."""

    certificate: x509.Certificate
    key: Key
    above: tuple[x509.Certificate, ...] = ()

    @property
    def name(self) -> str:
        """The common name."""
        return str(self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)

    @property
    def serial(self) -> str:
        """The certificate's serial number, as a file of mandates names it."""
        return f"{self.certificate.serial_number:x}"

    def signer(self) -> SimpleSigner:
        """Who signs a PDF with this key."""
        others = SimpleCertificateStore()
        others.register_multiple([readable(one) for one in self.above])
        return SimpleSigner(
            signing_cert=readable(self.certificate),
            signing_key=readable_key(self.key),
            cert_registry=others,
        )

    def pkcs12(self, password: str) -> bytes:
        """The key and its certificates as a PKCS#12 file."""
        return pkcs12.serialize_key_and_certificates(
            self.name.encode(),
            self.key,
            self.certificate,
            list(self.above),
            serialization.BestAvailableEncryption(password.encode()),
        )


@dataclass
class Authority:
    """A root, the authority below it that issues, and whom it revoked."""

    root: Holder
    issuing: Holder
    begins: datetime
    ends: datetime
    revoked: dict[int, datetime] = field(default_factory=dict[int, datetime])
    """By serial number."""
    asked_at: str | None = None
    """Where it answers whether a certificate was revoked, as its certificates say."""

    @classmethod
    def found(
        cls, name: str, begins: datetime, years: int = 12, asked_at: str | None = None
    ) -> "Authority":
        """An authority of that name that lasts so many years."""
        ends = begins + years * YEAR
        root_key, issuing_key = new_key(), new_key()
        root = Holder(
            certificate_of(f"{name} root", root_key, None, begins, ends, authority=True), root_key
        )
        usage = Usage(asked_at=asked_at)
        below = certificate_of(
            f"{name} issuing", issuing_key, root, begins, ends, authority=True, usage=usage
        )
        return cls(root, Holder(below, issuing_key), begins, ends, asked_at=asked_at)

    def issue(
        self,
        name: str,
        *,
        begins: datetime | None = None,
        ends: datetime | None = None,
        non_repudiation: bool = True,
    ) -> Holder:
        """A person's or an office's certificate, for signing, or else for showing who one is."""
        key = new_key()
        usage = Usage(non_repudiation=non_repudiation, asked_at=self.asked_at)
        certificate = certificate_of(
            name, key, self.issuing, begins or self.begins, ends or self.ends, usage=usage
        )
        return Holder(certificate, key, (self.issuing.certificate,))

    def timestamps(
        self,
        now: Callable[[], datetime],
        *,
        begins: datetime | None = None,
        ends: datetime | None = None,
    ) -> TimeStamperOf:
        """A timestamping authority on that clock."""
        return timestamps_of(self.timestamping(begins=begins, ends=ends), now)

    def timestamping(
        self, *, begins: datetime | None = None, ends: datetime | None = None
    ) -> Holder:
        """The key and the certificate of a timestamping authority."""
        # pyHanko's own timestamping authority signs with RSA only.
        key = rsa.generate_private_key(EXPONENT, BITS)
        certificate = certificate_of(
            "Rehearsal timestamps",
            key,
            self.root,
            begins or self.begins,
            ends or self.ends,
            usage=Usage(non_repudiation=False, timestamps=True, asked_at=self.asked_at),
        )
        return Holder(certificate, key)

    def revoke(self, holder: Holder, on: datetime) -> None:
        """From that instant on the certificate is no longer good."""
        self.revoked[holder.certificate.serial_number] = on

    def crls(self, at: datetime, until: datetime | None = None) -> tuple[bytes, ...]:
        """The lists of what was revoked by then: of the root and of the issuing authority.

        A month long they are the latest, unless `until` says otherwise.
        """
        return tuple(
            self._crl(issuer, at, until or at + MONTH) for issuer in (self.root, self.issuing)
        )

    def write(self, folder: Path, at: datetime, until: datetime, password: str) -> None:
        """Make the keys of INAMI, and put them, the root and the lists where settings find them."""
        for name in ("authorities", "revocations"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / "authorities" / "root.pem").write_bytes(
            self.root.certificate.public_bytes(serialization.Encoding.PEM)
        )
        for number, crl in enumerate(self.crls(at, until)):
            (folder / "revocations" / f"{number}.crl").write_bytes(crl)
        keys = {
            "seal": self.issue("INAMI, seal of a rehearsal"),
            "committee": self.issue("Insurance Committee of a rehearsal"),
            "timestamp": self.timestamping(),
        }
        for name, holder in keys.items():
            path = folder / f"{name}.p12"
            path.touch(mode=0o600)
            path.write_bytes(holder.pkcs12(password))
        (folder / "password").touch(mode=0o600)
        (folder / "password").write_text(password, "utf-8")

    @staticmethod
    def settings(folder: Path) -> dict[str, str]:
        """The settings by which what was written there is used."""
        found = {
            "authorities": str(folder / "authorities"),
            "revocations": str(folder / "revocations"),
            "mandates": str(folder / "mandates.toml"),
        }
        for name in ("seal", "committee", "timestamp"):
            found[f"{name}_key"] = str(folder / f"{name}.p12")
            found[f"{name}_password_file"] = str(folder / "password")
        return found

    @property
    def anchor(self) -> bytes:
        """The root's certificate, DER."""
        return self.root.certificate.public_bytes(serialization.Encoding.DER)

    def _crl(self, issuer: Holder, at: datetime, until: datetime) -> bytes:
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(issuer.certificate.subject)
            .last_update(at)
            .next_update(until)
            .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()),
                critical=False,
            )
        )
        for serial, on in self.revoked.items():
            if on <= at and issuer is self.issuing:
                builder = builder.add_revoked_certificate(
                    x509.RevokedCertificateBuilder()
                    .serial_number(serial)
                    .revocation_date(on)
                    .add_extension(x509.CRLReason(x509.ReasonFlags.key_compromise), critical=False)
                    .build()
                )
        signed = builder.sign(issuer.key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.DER)


@dataclass(frozen=True)
class Usage:
    """For what a certificate that is no authority's may be used."""

    non_repudiation: bool = True
    timestamps: bool = False
    asked_at: str | None = None
    """Where the authority answers about it: `/ocsp` and `/crl/ISSUER` below that address."""


def new_key() -> ec.EllipticCurvePrivateKey:
    """A key that is made at once."""
    return ec.generate_private_key(ec.SECP256R1())


def certificate_of(
    name: str,
    key: Key,
    issuer: Holder | None,
    begins: datetime,
    ends: datetime,
    *,
    authority: bool = False,
    usage: Usage = Usage(),
) -> x509.Certificate:
    """The certificate of a key; without an issuer the key vouches for itself."""
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "BE"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Rehearsal, of no value"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    signing_key = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(serial_of(name, key))
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(key_usage(authority, usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()),
            critical=False,
        )
    )
    if usage.timestamps:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
    if usage.asked_at is not None:
        builder = with_addresses(builder, usage.asked_at, issuer)
    return builder.sign(signing_key, hashes.SHA256())


def with_addresses(
    builder: x509.CertificateBuilder, asked_at: str, issuer: Holder | None
) -> x509.CertificateBuilder:
    """The certificate with the addresses at which its authority answers."""
    by = issuer.serial if issuer else "self"
    ocsp = x509.AccessDescription(
        AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(f"{asked_at}/ocsp")
    )
    crl = x509.DistributionPoint(
        [x509.UniformResourceIdentifier(f"{asked_at}/crl/{by}")], None, None, None
    )
    builder = builder.add_extension(x509.AuthorityInformationAccess([ocsp]), critical=False)
    return builder.add_extension(x509.CRLDistributionPoints([crl]), critical=False)


def key_usage(authority: bool, usage: Usage) -> x509.KeyUsage:  # noqa: FBT001 - a certificate's word
    """What the certificate may be used for."""
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority and usage.non_repudiation,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def serial_of(name: str, key: Key) -> int:
    """A serial number of its own for each name and key."""
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return int.from_bytes(hashlib.sha256(name.encode() + public).digest()[:15], "big") | 1


def timestamps_of(holder: Holder, now: Callable[[], datetime]) -> TimeStamperOf:
    """Timestamps with that key, on that clock."""
    return timestamps_with(holder.signer(), now)


def readable(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """A certificate as pyHanko reads it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def readable_key(key: Key) -> asn1_keys.PrivateKeyInfo:
    """A key as pyHanko reads it."""
    return asn1_keys.PrivateKeyInfo.load(
        key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
