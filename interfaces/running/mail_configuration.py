"""What a private postfix and dovecot are told: loopback only, and no mail leaves the machine."""

from pathlib import Path
from typing import NamedTuple

MAILBOXES = 400
"""That exist from the beginning, box1 to box400: a table that grows is not read at once."""
DOMAIN = "inami.test"
"""Whose mailboxes the servers have; a stranger's there is refused at once (5.1.1)."""
BOUNCING = "bounces.test"
"""Mail there is taken, and a report that nobody has this mailbox comes back (5.1.1)."""
DISCARDED = "discarded.test"
"""Mail there is taken and thrown away, for measurements."""
OFFICE, SENT, MAIL_USER = "avenants", "sent", "nobody"


class Ports(NamedTuple):
    """Where the servers listen on 127.0.0.1."""

    smtp: int
    """Open to the machine; STARTTLS is offered."""
    submission: int
    """STARTTLS and authentication are required."""
    smtps: int
    """TLS from the first byte; authentication is required."""
    imap: int
    """STARTTLS is offered."""
    imaps: int
    """TLS from the first byte."""


def main_cf(folder: Path, *, user: tuple[int, int]) -> str:
    """Postfix's parameters; `user` is the number of the mailboxes' owner and of its group."""
    tls = folder / "tls"
    return f"""\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log/postfix.log
maillog_file_prefixes = {folder}/log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
myhostname = mail.{DOMAIN}
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
smtp_dns_support_level = disabled
default_transport = error:5.1.2 mail leaves this machine for nowhere
transport_maps = inline:{{
  {{ {BOUNCING} = virtual: }}, {{ {DISCARDED} = discard: }} }}
relay_domains = {BOUNCING}, {DISCARDED}
recipient_delimiter = +
virtual_mailbox_domains = {DOMAIN}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/conf/mailboxes
virtual_minimum_uid = 1
virtual_uid_maps = static:{user[0]}
virtual_gid_maps = static:{user[1]}
sender_bcc_maps = regexp:{folder}/conf/copies
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_tls_cert_file = {tls}/server.pem
smtpd_tls_key_file = {tls}/server.key
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = {folder}/run/auth
smtpd_sasl_security_options = noanonymous
smtpd_tls_auth_only = yes
in_flow_delay = 0
delay_warning_time = 0h
message_size_limit = 104857600
virtual_mailbox_limit = 0
mailbox_size_limit = 0
smtputf8_enable = no
"""


def master_cf(ports: Ports) -> str:
    """Postfix's services, none in a chroot, since their files lie in one private folder."""
    strict = (
        "  -o smtpd_sasl_auth_enable=yes\n"
        "  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject\n"
        "  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject\n"
    )
    return f"""\
127.0.0.1:{ports.smtp} inet n - n - - smtpd
127.0.0.1:{ports.submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
{strict}127.0.0.1:{ports.smtps} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
{strict}pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


def mailboxes() -> str:
    """The table of mailboxes: whose they are, and the folder of each."""
    names = (OFFICE, SENT, *(f"box{number}" for number in range(1, MAILBOXES + 1)))
    return "".join(f"{name}@{DOMAIN} {DOMAIN}/{name}/Maildir/\n" for name in names)


def copies() -> str:
    """Of all that the office sends, a copy is filed."""
    return f"/^{OFFICE}(\\+.*)?@{DOMAIN}$/ {SENT}@{DOMAIN}\n"


def dovecot_conf(folder: Path, ports: Ports, *, user: tuple[int, int], password: str) -> str:
    """Dovecot's settings: every mailbox has one password, and lies where postfix puts its mail."""
    tls = folder / "tls"
    return f"""\
base_dir = {folder}/run/dovecot
state_dir = {folder}/run/dovecot-state
log_path = {folder}/log/dovecot.log
instance_name = avenants-{ports.imap}
listen = 127.0.0.1
protocols = imap
ssl = yes
ssl_cert = <{tls}/server.pem
ssl_key = <{tls}/server.key
disable_plaintext_auth = no
mail_location = maildir:~/Maildir
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 100
maildir_stat_dirs = yes
auth_failure_delay = 0
auth_cache_size = 0
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user[0]} gid={user[1]} home={folder}/mail/%d/%n
}}
service imap-login {{
  inet_listener imap {{
    port = {ports.imap}
  }}
  inet_listener imaps {{
    port = {ports.imaps}
  }}
}}
service auth {{
  unix_listener {folder}/run/auth {{
    mode = 0666
  }}
}}
namespace inbox {{
  inbox = yes
}}
"""
