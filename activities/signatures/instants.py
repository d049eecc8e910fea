"""Signing at the instant of the engine's one clock, which in a rehearsal is not the machine's."""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import CertificateStore, SimpleCertificateStore

T = TypeVar("T")


class SignerAt(PdfSigner):
    """Signs as pyHanko does, and states this instant as the time of signing."""

    instant: datetime

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - as pyHanko calls it
    ) -> PdfSigningSession:
        """The session of one signature, at the instant that was given."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.instant
        return session

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        """Nothing: a document that says it is PDF 2.0 is no PDF/A-2 any more."""


class TimeStamperOf(DummyTimeStamper):
    """A timestamping authority with its own key and a clock that is given: rehearsals and tests.

    It takes an RSA key.
    """

    def __init__(
        self,
        certificate: asn1_x509.Certificate,
        key: asn1_keys.PrivateKeyInfo,
        others: CertificateStore,
        now: Callable[[], datetime],
    ) -> None:
        """Timestamps with that key whatever it is asked to, at what `now` says."""
        super().__init__(certificate, key, certs_to_embed=others)
        self._now = now

    def request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The answer to a request, dated by the clock that was given."""
        self.fixed_dt = self._now().replace(microsecond=0)
        return super().request_tsa_response(req)


def timestamps_with(key: SimpleSigner, now: Callable[[], datetime]) -> TimeStamperOf:
    """Timestamps with a key of one's own, on that clock."""
    others = SimpleCertificateStore()
    others.register_multiple(list(key.cert_registry))
    certificate = key.signing_cert
    if certificate is None:
        raise ValueError("the key for timestamps has no certificate")
    return TimeStamperOf(certificate, key.signing_key, others, now)


def run(work: Coroutine[Any, Any, T]) -> T:
    """The result of pyHanko's asynchronous work, whether or not a loop runs in this thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()
