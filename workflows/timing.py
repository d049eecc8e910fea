"""How long a step may take, and what is tried again: the only place where that is said."""

from datetime import timedelta

from temporalio.common import RetryPolicy

STEP = timedelta(minutes=2)
"""One step of one avenant: a few reads, a document, a mail, a fact."""

PAGES = timedelta(hours=12)
"""A step that goes through thousands of avenants."""

PAGE = timedelta(minutes=2)
"""Between two heartbeats of such a step; a killed worker is noticed after that."""

USELESS_TO_REPEAT = (
    "NotInTheJournal",
    "DifferentBytes",
    "FieldMissing",
    "TextFault",
    "NoSuchText",
    "NoUsableAddress",
    "NotFrozen",
    "AmendsNothing",
    "MapperDeserialisationError",
    "ValidationError",
)
"""Errors that the same step will meet again; a person must mend the cause, then reset."""

PATIENT = RetryPolicy(
    initial_interval=timedelta(seconds=1),
    backoff_coefficient=2.0,
    maximum_interval=timedelta(minutes=5),
    non_retryable_error_types=USELESS_TO_REPEAT,
)
"""For everything that comes back by itself: a database, a disk, a mail server."""
