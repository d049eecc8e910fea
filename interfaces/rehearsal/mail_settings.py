"""The settings of a rehearsal whose mail goes through real servers."""

import json
from pathlib import Path

from domain.circular import Circular
from interfaces.rehearsal.post_office import PostOffice
from interfaces.running.mail_servers import PASSWORD

HOST = "127.0.0.1"


def by_real_mail(post_office: PostOffice, circular: Circular, folder: Path) -> dict[str, str]:
    """The variables of every process: mail leaves by SMTP, and each network's mailbox is read."""
    servers = post_office.servers
    addresses = {
        network.id: servers.mailbox(n) for n, network in enumerate(circular.networks, start=1)
    }
    post_office.replies = addresses
    mailboxes = [
        mailbox(network, address, servers.ports.imap, [network])
        for network, address in addresses.items()
    ]
    mailboxes.append(mailbox("inami-office", servers.office, servers.ports.imap, "inami"))
    settings = folder / "mailboxes.json"
    settings.write_text(json.dumps(mailboxes, indent=1) + "\n", encoding="utf-8")
    return {
        "AVENANT_OFFICE_ADDRESS": servers.office,
        "AVENANT_OFFICE_REPLIES": servers.office,
        "AVENANT_MAIL_BY": "smtp",
        "AVENANT_SMTP_HOST": HOST,
        "AVENANT_SMTP_PORT": str(servers.ports.smtp),
        "AVENANT_SMTP_SECURITY": "none",
        "AVENANT_SMTP_PER_MINUTE": "0",
        "AVENANT_SENT_HOST": HOST,
        "AVENANT_SENT_PORT": str(servers.ports.imap),
        "AVENANT_SENT_SECURITY": "none",
        "AVENANT_SENT_USER": servers.sent,
        "AVENANT_SENT_PASSWORD": PASSWORD,
        "AVENANT_MAILBOXES_FILE": str(settings),
    }


def mailbox(id_: str, user: str, port: int, networks: list[str] | str) -> dict[str, object]:
    """One `[[mailboxes]]`."""
    return {
        "id": id_[:32],
        "host": HOST,
        "port": port,
        "security": "none",
        "user": user,
        "password": PASSWORD,
        "networks": networks,
    }
