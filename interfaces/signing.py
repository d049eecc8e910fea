"""From the settings to what signatures need: keys, timestamps, whom the office believes."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper

from activities.signatures.countersigning import Committee
from activities.signatures.fetching import with_answers
from activities.signatures.instants import timestamps_with
from activities.signatures.keys import KeyFile, from_file, key_source
from activities.signatures.mandates import read_mandates
from activities.signatures.receiving import Examiner
from activities.signatures.sealing import Seal, make_seal
from activities.signatures.troubles import SigningTrouble, Trouble
from activities.signatures.trust import Trust, read_trust
from interfaces.settings import Settings

TSA_SECONDS = 20
"""How long a timestamping authority may take to answer."""


class MeansMissing(SigningTrouble):
    """A setting is missing without which nothing can be signed; the message says which one."""


def seal_of(settings: Settings, now: Callable[[], datetime]) -> Seal:
    """What makes a network avenant ready to leave; raises KeyRefused."""
    return make_seal(settings, now)


def trust_of(settings: Settings) -> Trust:
    """Whom the office believes; raises TrustRefused."""
    return read_trust(settings.authorities, settings.revocations)


def examiner_of(settings: Settings) -> Examiner:
    """What copies are examined with; raises TrustRefused and MandatesRefused."""
    return Examiner(
        trust=trust_of(settings),
        mandates=read_mandates(settings.mandates),
        ask=partial(with_answers, seconds=settings.revocations_seconds)
        if settings.revocations_online
        else None,
    )


def committee_of(settings: Settings, now: Callable[[], datetime]) -> Committee:
    """With what the Committee signs; raises MeansMissing, KeyRefused and TrustRefused."""
    if settings.committee_key is None:
        raise MeansMissing(Trouble.NO_COMMITTEE_KEY)
    return Committee(
        key=key_source(settings.committee_key, settings.committee_password),
        timestamps=timestamping_of(settings, now),
        trust=trust_of(settings),
    )


def timestamping_of(settings: Settings, now: Callable[[], datetime]) -> TimeStamper:
    """Who says when; a key of one's own is for rehearsals. Raises MeansMissing and KeyRefused."""
    if settings.timestamp_key is not None:
        source = KeyFile(path=Path(settings.timestamp_key), password=settings.timestamp_password)
        return timestamps_with(from_file(source), now)
    if settings.timestamp_url is None:
        raise MeansMissing(Trouble.NO_TIMESTAMPS)
    return HTTPTimeStamper(settings.timestamp_url, timeout=TSA_SECONDS)
