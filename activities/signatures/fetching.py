"""Asking authorities whether a certificate was revoked (OCSP, CRL), where the office wants it.

Only authorities that the office believes are asked: the addresses stand in certificates that they
themselves, or authorities below them, have signed. So whoever made a signature cannot name whom
the office turns to, and learns nothing. What they answer is believed where they signed it.
"""

# pyHanko and asn1crypto come without types: what they give is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportMissingTypeArgument=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import aiohttp
import structlog
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.fetchers.api import FetchLimits

from activities.signatures.instants import run
from activities.signatures.trust import LARGEST_FILE, Trust, certificate, ders_of

MOST_REQUESTS = 24
"""For one copy: three certificates of each of three signatures and their timestamps have fewer."""
MOST_CERTIFICATES = 64
"""Of a copy, that are looked at."""
SECONDS_IN_ALL = 45
"""For everything that is asked about one copy."""

log = structlog.get_logger(__name__)


class Issued(NamedTuple):
    """A certificate, and that of the authority that signed it, both DER."""

    certificate: bytes
    issuer: bytes


class Refused(aiohttp.ClientError):
    """An answer that is not taken: too large, or no answer at all."""


def with_answers(trust: Trust, certificates: Iterable[bytes], seconds: int) -> Trust:
    """The same, with what the authorities answer about these certificates, each asked so long.

    Who does not answer is left out, and never raises: then nobody can tell, and a person looks.
    """
    asked = issued_by_believed(trust, list(certificates)[:MOST_CERTIFICATES])
    if not asked:
        return trust
    try:
        crls, ocsps = run(asyncio.wait_for(_ask(asked, seconds), SECONDS_IN_ALL))
    except Exception as error:  # noqa: BLE001 - whatever a network does, a person looks
        log.warning("revocations_not_answered", certificates=len(asked), why=type(error).__name__)
        return trust
    return trust.model_copy(update={"crls": (*trust.crls, *crls), "ocsps": (*trust.ocsps, *ocsps)})


def issued_by_believed(trust: Trust, certificates: list[bytes]) -> list[Issued]:
    """Those of the certificates that lead to an authority that is believed, link by link.

    An anchor itself is asked about by nobody: it is believed because the office says so.
    """
    found: dict[bytes, Issued] = {}
    anchors = _readable(trust.anchors)
    below = _readable([*trust.others, *certificates])
    believed = dict(anchors)
    while True:
        new = {
            der: Issued(der, issuer)
            for der, one in below.items()
            if der not in believed and der not in found
            for issuer in _issuer_of(one, believed)
        }
        if not new:
            break
        found |= new
        believed |= {der: below[der] for der in new if _is_authority(below[der])}
    wanted = set(certificates)
    for one in reversed(found.values()):
        if one.certificate in wanted:
            wanted.add(one.issuer)
    return [one for one in found.values() if one.certificate in wanted]


def _readable(ders: Iterable[bytes]) -> dict[bytes, x509.Certificate]:
    found: dict[bytes, x509.Certificate] = {}
    for der in ders:
        try:
            found[der] = x509.load_der_x509_certificate(der)
        except ValueError:
            continue
    return found


def _issuer_of(one: x509.Certificate, believed: dict[bytes, x509.Certificate]) -> Iterator[bytes]:
    for der, authority in believed.items():
        try:
            one.verify_directly_issued_by(authority)
        except Exception:  # noqa: BLE001, S112 - hostile certificates fail in any way
            continue
        yield der
        return


def _is_authority(one: x509.Certificate) -> bool:
    try:
        return bool(one.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return False


# -- asking ---------------------------------------------------------------------------------------


async def _ask(asked: list[Issued], seconds: int) -> tuple[list[bytes], list[bytes]]:
    """The lists and the answers that came, DER."""
    limits = FetchLimits(max_requests=MOST_REQUESTS, max_cert_requests=0)
    timeout = aiohttp.ClientTimeout(total=seconds)
    plain = aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())
    async with plain as session:
        bounded: Any = Bounded(session)
        fetchers = AIOHttpFetcherBackend(bounded, seconds, limits=limits).get_fetchers()
        await asyncio.gather(*(_ask_about(fetchers, one) for one in asked))
        crls = [found.dump() for found in fetchers.crl_fetcher.fetched_crls()]
        ocsps = [found.dump() for found in fetchers.ocsp_fetcher.fetched_responses()]
    log.info("revocations_fetched", certificates=len(asked), lists=len(crls), answers=len(ocsps))
    return sorted(crls), sorted(ocsps)


async def _ask_about(fetchers: Any, one: Issued) -> None:
    """One certificate: its authority's own server, and where that does not answer its list."""
    about: asn1_x509.Certificate = certificate(one.certificate)
    try:
        await fetchers.ocsp_fetcher.fetch(about, AuthorityWithCert(certificate(one.issuer)))
    except Exception as error:  # noqa: BLE001 - no answer is no answer
        log.debug("no_ocsp_answer", why=type(error).__name__)
    else:
        return
    try:
        await fetchers.crl_fetcher.fetch(about)
    except Exception as error:  # noqa: BLE001 - no answer is no answer
        log.warning("no_revocations", why=type(error).__name__)


class Bounded:
    """What pyHanko's fetchers ask with: no redirection, no cookies, and answers of a sane size."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        """Ask with this session."""
        self._session = session

    @asynccontextmanager
    async def get(self, url: str, **given: Any) -> "AsyncGenerator[Answer]":
        """The answer to a question without words."""
        async with self._session.get(url, allow_redirects=False, **given) as response:
            yield await answer_of(response)

    @asynccontextmanager
    async def post(self, url: str, **given: Any) -> "AsyncGenerator[Answer]":
        """The answer to a question."""
        async with self._session.post(url, allow_redirects=False, **given) as response:
            yield await answer_of(response)


class Answer(NamedTuple):
    """What came back, whole."""

    content: bytes
    headers: Any

    async def read(self) -> bytes:
        """The bytes; a list in PEM as its DER."""
        return ders_of(self.content)[0]


async def answer_of(response: aiohttp.ClientResponse) -> Answer:
    """The answer, read up to what a list may have; raises Refused."""
    if response.status != 200:  # noqa: PLR2004 - HTTP's own word for yes
        raise Refused(f"the authority answered {response.status}")
    content = bytearray()
    async for piece in response.content.iter_chunked(65536):
        content += piece
        if len(content) > LARGEST_FILE:
            raise Refused(f"more than {LARGEST_FILE} bytes")
    return Answer(bytes(content), response.headers)
