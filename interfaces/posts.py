"""The post that the settings want."""

from datetime import timedelta

from pydantic import ValidationError

from activities.post import Post
from activities.post_folder import FolderPost
from interfaces.settings import Settings, SettingsRefused
from journal.opening import Store
from journal.outgoing import Outgoing
from journal.outgoing_gate import Gate

_LEASE = 22
"""Times a server's patience: twice what a message and its last answer are given."""


def post_of(settings: Settings, store: Store) -> Post:
    """What carries e-mail away; raises SettingsRefused, or PostUnavailable for a folder."""
    if settings.mail_by == "folder":
        return FolderPost(settings.mail)
    # The library for mail takes long to import, and a command that only asks the gate has no use.
    from activities.post_smtp import SMTPPost  # noqa: PLC0415
    from activities.smtp_connections import Connections  # noqa: PLC0415

    clock = store.backend.real_clock()
    try:
        _, _, own_name = settings.office_address.rpartition("@")
        return SMTPPost(
            Outgoing(store.engine, clock, lease=timedelta(seconds=_LEASE * settings.smtp_timeout)),
            gate_of(store),
            Connections(settings.server(own_name or "localhost")),
            settings.pace(),
            settings.sent_mailbox(),
        )
    except ValidationError as error:
        why = "; ".join(problem["msg"] for problem in error.errors(include_input=False))
        raise SettingsRefused(f"The settings of the mail server make no sense: {why}.") from None


def gate_of(store: Store) -> Gate:
    """The gate of outgoing mail; it goes by real time, also where days are rehearsed."""
    return Gate(store.engine, store.backend.real_clock())
