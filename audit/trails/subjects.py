"""From what somebody calls it to what a trail is about."""

from collections.abc import Callable, Mapping

from audit.trails import named_in_facts as by_index
from audit.trails import whole_streams as by_stream
from audit.trails.about import Kind, Subject, UnknownSubject
from audit.views import marks
from audit.views.marks import Mark
from journal.opening import Store


def subject(store: Store, text: str, *, whole: bool = False) -> Subject:
    """What is called so; a word for its kind and a colon before it leave no doubt.

    A network is its own convention, its post, its budget and what circulars told it; a circular is
    what was done with it as such. With `whole` they are everything that happened to their avenants
    too. Raises UnknownSubject.
    """
    word, colon, rest = text.strip().partition(":")
    kinds = [kind for kind in KINDS if kind == word.lower()] if colon else []
    named = rest.strip() if kinds else text.strip()
    for kind in kinds or KINDS:
        found = FINDERS[kind](store, named) if named else None
        if found is not None:
            return everything_below(found) if whole else found
    raise UnknownSubject(text)


def everything_below(found: Subject) -> Subject:
    """A network or a circular with all that happened under it; others are whole already."""
    below = {Kind.NETWORK: marks.Kind.NETWORK, Kind.CIRCULAR: marks.Kind.CIRCULAR}
    if found.kind not in below:
        return found
    return Subject(found.kind, found.key, indexed=(Mark(below[found.kind], found.key),))


FINDERS: Mapping[Kind, Callable[[Store, str], Subject | None]] = {
    Kind.AVENANT: by_stream.avenant,
    Kind.CONVENTION: by_stream.convention,
    Kind.CIRCULAR: by_stream.circular,
    Kind.NETWORK: by_stream.network,
    Kind.MAILBOX: by_stream.mailbox,
    Kind.MODEL: by_stream.model,
    Kind.PERSON: by_index.person,
    Kind.PROVIDER: by_stream.provider,
    Kind.DOCUMENT: by_index.document,
    Kind.MESSAGE: by_index.message,
}

KINDS = tuple(FINDERS)
"""In the order in which they are tried."""

__all__ = ["Kind", "Subject", "UnknownSubject", "subject"]
