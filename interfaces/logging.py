"""How every process logs: constant event names with keys, on stderr, JSON off a terminal.

A log is never the audit trail, and no name, address or number of a person stands in it.
"""

import logging
import sys
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from interfaces.settings import Settings

QUIET = ("asyncio", "urllib3", "sqlalchemy", "eventsourcing")
"""Libraries that are heard only when something is wrong."""


def configure_logging(settings: Settings, stream: TextIO | None = None) -> None:
    """Send structlog and the standard library's logging the same way; may be called again.

    Workflow loggers of Temporal stay replay-safe: they are the library's own and only rendered
    here.
    """
    out = stream or sys.stderr
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_shared(),
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_renderers(settings, out),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It warns that nothing is fetched from the network, which is what we want.
    logging.getLogger("pyhanko").setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        _without_temporal_details,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _renderers(settings: Settings, out: TextIO) -> list[Processor]:
    match settings.log_format, out.isatty():
        case ("console", _) | ("auto", True):
            return [structlog.dev.ConsoleRenderer(colors=out.isatty())]
        case _:
            return [
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(sort_keys=False, ensure_ascii=False),
            ]


def _without_temporal_details(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Keep the workflow's id and drop the rest of what Temporal adds to each line."""
    for key in ("temporal_workflow", "temporal_activity"):
        details = event.pop(key, None)
        if isinstance(details, dict) and "workflow_id" in details:
            event["workflow"] = details["workflow_id"]
    return event
