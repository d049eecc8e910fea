"""The post by SMTP keeps the contract, and each end of a session leads where it ought to."""

import ssl
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from activities.post import Envelope, Post, PostDoubtful, PostRefused, PostUnavailable
from activities.post_smtp import Pace, SMTPPost
from activities.sent_copies import SentCopies
from activities.smtp_connections import Connections
from activities.smtp_server import ServerAddress
from interfaces.running.own_certificate import make_certificates
from journal.clock import BRUSSELS
from journal.known_facts import known_facts
from journal.opening import Store, open_store
from journal.outgoing import Leaving, Outgoing
from journal.outgoing_gate import Gate
from tests.activities.a_mail_server import AMailServer, a_mail_server, after, only_once
from tests.activities.post_contract import ID, MAIL, TO, PostContract

pytestmark = pytest.mark.slow

AT_ONCE = Pace(patience=timedelta(milliseconds=200))
COPY = Envelope(sender=TO.sender, recipients=("provider@cabinet.test", "copy@network.test"))
MakePost = Callable[..., SMTPPost]


class Copies:
    """A mailbox of copies, as a test wants it."""

    def __init__(self, *, within: float = 600, holds: bool = False) -> None:
        self.within = timedelta(seconds=within)
        self.holds = holds

    def hold(self, message_id: str) -> bool:
        return self.holds


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    make_certificates(folder, datetime.now(BRUSSELS))
    return folder


@pytest.fixture
def server() -> Iterator[AMailServer]:
    with a_mail_server() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/store.db", facts=known_facts()) as opened:
        yield opened


def at(server: AMailServer, **changes: Any) -> ServerAddress:
    plain = ServerAddress(
        host="127.0.0.1", port=server.port, security="none", own_name="office.test", timeout=1
    )
    return ServerAddress(**plain.model_dump() | changes)


@pytest.fixture
def a_post(store: Store, server: AMailServer) -> Iterator[MakePost]:
    """Makes a post upon that store and server."""
    with ExitStack() as open_posts:

        def make(
            pace: Pace = AT_ONCE,
            copies: SentCopies | None = None,
            address: ServerAddress | None = None,
            lease: float = 30,
        ) -> SMTPPost:
            clock = store.backend.real_clock()
            made = SMTPPost(
                Outgoing(store.engine, clock, lease=timedelta(seconds=lease)),
                Gate(store.engine, clock),
                Connections(address or at(server)),
                pace,
                copies,
            )
            open_posts.callback(made.close)
            return made

        yield make


class TestSMTPPost(PostContract):
    @pytest.fixture
    def again(self, a_post: MakePost) -> Callable[[], Post]:
        return lambda: a_post(Pace())

    @pytest.fixture
    def post(self, again: Callable[[], Post]) -> Post:
        return again()


def state(post: SMTPPost) -> Leaving | None:
    entry = post.ledger.look(ID)
    return entry.state if entry else None


def test_a_mail_goes_to_whom_its_envelope_says_with_exactly_its_bytes(
    a_post: MakePost, server: AMailServer
) -> None:
    content = b"Subject: dots\r\n\r\n.\r\n..\r\n.a line\r\nend\r\n"
    a_post().deliver(ID, content, COPY)
    (taken,) = server.taken
    assert taken.sender == COPY.sender
    assert taken.recipients == list(COPY.recipients)
    assert taken.content == content


def test_a_letter_never_leaves_by_mail(a_post: MakePost) -> None:
    with pytest.raises(ValueError, match="a letter does not leave by mail"):
        a_post().deliver(ID, MAIL, None)


def test_a_thousand_mails_use_a_few_connections(a_post: MakePost, server: AMailServer) -> None:
    """Eight threads, as many as a worker has."""
    post = a_post()
    with ThreadPoolExecutor(8) as hands:
        list(hands.map(lambda n: post.deliver(f"<{n}@avenants.test>", MAIL, TO), range(100)))
    assert len(server.taken) == 100
    assert len(post.connections._waiting) <= 8


@pytest.mark.parametrize("moment", ["at_mail", "at_data", "at_end"])
def test_what_is_put_off_is_tried_again_and_left_once(
    a_post: MakePost, server: AMailServer, moment: str
) -> None:
    """4xx: the mail is neither lost nor doubled."""
    post = a_post()
    setattr(server, moment, "451 4.7.1 come back later")
    for _ in range(2):
        with pytest.raises(PostUnavailable, match=r"did not leave.*451 4\.7\.1"):
            post.deliver(ID, MAIL, TO)
        assert not post.delivered(ID)
    setattr(server, moment, None)
    post.deliver(ID, MAIL, TO)
    assert [taken.content for taken in server.taken] == [MAIL]


def test_an_addressee_who_is_put_off_is_tried_again(a_post: MakePost, server: AMailServer) -> None:
    post = a_post()
    server.at_rcpt["provider@cabinet.test"] = "450 4.2.1 greylisted"
    with pytest.raises(PostUnavailable, match=r"450 4\.2\.1"):
        post.deliver(ID, MAIL, COPY)
    assert (server.taken, server.begun) == ([], 0)
    server.at_rcpt.clear()
    post.deliver(ID, MAIL, COPY)
    assert len(server.taken) == 1


def test_an_addressee_whom_the_server_does_not_have_is_refused_for_good(
    a_post: MakePost, server: AMailServer
) -> None:
    """The reason has the codes and none of the server's words, in which people are named."""
    post = a_post()
    server.at_rcpt["provider@cabinet.test"] = "550 5.1.1 <provider@cabinet.test> M. Dupont left us"
    for _ in range(2):
        with pytest.raises(PostRefused) as refused:
            post.deliver(ID, MAIL, COPY)
        assert refused.value.reason == "550 5.1.1 (there is no such mailbox)"
    with pytest.raises(PostRefused):
        post.delivered(ID)
    assert (server.taken, server.begun) == ([], 0), "copies do not get what the addressee does not"


@pytest.mark.parametrize("moment", ["at_data", "at_end"])
def test_a_message_that_the_server_does_not_want_is_refused_for_good(
    a_post: MakePost, server: AMailServer, moment: str
) -> None:
    post = a_post()
    setattr(server, moment, "554 5.7.1 looks like an advertisement")
    with pytest.raises(PostRefused, match=r"554 5\.7\.1 \(the server does not want it\)"):
        post.deliver(ID, MAIL, TO)
    setattr(server, moment, None)
    with pytest.raises(PostRefused):
        post.deliver(ID, MAIL, TO)
    assert server.taken == []


def test_a_copy_that_is_refused_keeps_nothing_from_the_addressee(
    a_post: MakePost, server: AMailServer
) -> None:
    server.at_rcpt["copy@network.test"] = "550 5.1.1 no"
    a_post().deliver(ID, MAIL, COPY)
    assert [taken.recipients for taken in server.taken] == [["provider@cabinet.test"]]


def test_an_office_that_may_not_send_voids_nobody_s_avenant(
    a_post: MakePost, server: AMailServer
) -> None:
    """A 5xx at MAIL is said of the sender: no addressee is to blame, and a person mends it."""
    server.at_mail = "550 5.7.1 sender not allowed"
    with pytest.raises(PostUnavailable, match="does not let this office send: 550"):
        a_post().deliver(ID, MAIL, TO)


def test_a_message_that_is_too_long_for_the_server_is_refused_for_good(
    a_post: MakePost, server: AMailServer
) -> None:
    server.at_mail = "552 5.3.4 too long"
    with pytest.raises(PostRefused, match="the message is too long"):
        a_post().deliver(ID, MAIL, TO)


def test_a_connection_cut_in_the_middle_of_the_message_is_no_doubt(
    a_post: MakePost, server: AMailServer
) -> None:
    """Without the final dot no server takes anything (RFC 5321 4.1.1.4)."""
    post = a_post()
    server.cuts_in_the_middle = True
    with pytest.raises(PostUnavailable, match="the connection broke"):
        post.deliver(ID, MAIL + b"x" * 8_000_000, TO)
    server.cuts_in_the_middle = False
    post.deliver(ID, MAIL, TO)
    assert len(server.taken) == 1


@pytest.mark.parametrize("end", ["take and hang up", "hang up", "999 what?"])
def test_a_connection_cut_after_the_message_asks_a_person_and_nothing_leaves_again(
    a_post: MakePost, server: AMailServer, end: str
) -> None:
    post = a_post()
    server.at_end = end
    for _ in range(2):
        with pytest.raises(PostDoubtful, match="may have left or not"):
            post.deliver(ID, MAIL, TO)
    with pytest.raises(PostDoubtful):
        post.delivered(ID)
    assert state(post) is Leaving.DOUBTFUL
    assert server.begun == 1


def test_a_server_that_never_answers_leaves_a_doubt(a_post: MakePost, server: AMailServer) -> None:
    server.at_end = after(5, "250 OK")
    post = a_post(address=at(server, timeout=0.05))
    with pytest.raises(PostDoubtful):
        post.deliver(ID, MAIL, TO)


def test_a_copy_that_was_filed_proves_that_it_left(a_post: MakePost, server: AMailServer) -> None:
    server.at_end = "take and hang up"
    post = a_post(copies=Copies(holds=True))
    post.deliver(ID, MAIL, TO)
    assert post.delivered(ID)
    assert len(server.taken) == server.begun == 1


def test_a_copy_that_may_still_be_filed_is_waited_for(
    a_post: MakePost, server: AMailServer
) -> None:
    server.at_end = "take and hang up"
    copies = Copies()
    post = a_post(copies=copies)
    for _ in range(2):
        with pytest.raises(PostUnavailable, match="looked at again"):
            post.deliver(ID, MAIL, TO)
    with pytest.raises(PostUnavailable):
        post.delivered(ID)
    copies.holds = True
    assert post.delivered(ID)
    assert server.begun == 1


def test_what_surely_did_not_leave_leaves_again_with_identical_bytes(
    a_post: MakePost, server: AMailServer
) -> None:
    server.at_end = only_once("hang up")
    a_post(copies=Copies(within=0)).deliver(ID, MAIL, TO)
    assert [taken.content for taken in server.taken] == [MAIL]
    assert server.begun == 2


def test_a_mailbox_of_copies_that_does_not_answer_decides_nothing(
    a_post: MakePost, server: AMailServer
) -> None:
    class Silent(Copies):
        def hold(self, message_id: str) -> bool:
            raise PostUnavailable("the mailbox of sent copies cannot be asked")

    server.at_end = "take and hang up"
    post = a_post(copies=Silent())
    with pytest.raises(PostUnavailable, match="cannot be asked"):
        post.deliver(ID, MAIL, TO)
    assert state(post) is Leaving.DATA


def test_a_message_that_another_worker_is_sending_is_left_to_it(
    a_post: MakePost, server: AMailServer
) -> None:
    post = a_post()
    other = post.ledger.claim(ID, "0" * 64, None)
    with pytest.raises(PostUnavailable, match="by another worker"):
        post.delivered(ID)
    post.ledger.settle(other, Leaving.ACCEPTED, "250")
    assert post.delivered(ID)
    assert server.begun == 0


def test_a_worker_that_was_killed_leaves_a_doubt_once_its_time_is_over(
    a_post: MakePost, server: AMailServer
) -> None:
    post = a_post(lease=0.1)
    post.ledger.claim(ID, "0" * 64, None)
    with pytest.raises(PostDoubtful):
        post.delivered(ID)
    assert server.begun == 0


def test_a_connection_that_the_server_closed_meanwhile_is_made_anew(
    a_post: MakePost, server: AMailServer
) -> None:
    post = a_post()
    post.deliver("<1@avenants.test>", MAIL, TO)
    server.at_mail = only_once("421 4.4.2 idle for too long")
    post.deliver("<2@avenants.test>", MAIL, TO)
    assert len(server.taken) == 2


def test_no_server_at_all_is_named_with_its_place(a_post: MakePost, server: AMailServer) -> None:
    post = a_post(address=at(server, port=1))
    with pytest.raises(PostUnavailable, match=r"127\.0\.0\.1:1 takes nothing now.*tried again"):
        post.deliver(ID, MAIL, TO)
    assert not post.delivered(ID)


def test_turns_are_waited_for_and_those_far_off_come_later(
    a_post: MakePost, server: AMailServer
) -> None:
    post = a_post(Pace(per_minute=600, patience=timedelta(seconds=0.35)))
    began = time.monotonic()
    for number in range(4):
        post.deliver(f"<{number}@avenants.test>", MAIL, TO)
    assert time.monotonic() - began > 0.29
    slow = a_post(Pace(per_minute=1, patience=timedelta(seconds=0.35)))
    slow.deliver("<5@avenants.test>", MAIL, TO)
    with pytest.raises(PostUnavailable, match="1 mails a minute leave already"):
        slow.deliver("<6@avenants.test>", MAIL, TO)


def test_mail_stops_by_itself_when_an_unusual_share_bounces(
    a_post: MakePost, server: AMailServer
) -> None:
    post = a_post(Pace(stop_share=0.5, stop_least=3))
    server.at_rcpt["provider@cabinet.test"] = "550 5.1.1 no"
    for number in range(3):
        with pytest.raises(PostRefused):
            post.deliver(f"<{number}@avenants.test>", MAIL, TO)
    server.at_rcpt.clear()
    for _ in range(2):
        with pytest.raises(PostUnavailable, match=r"3 of 3 mails bounced.*avenants resume-mail"):
            post.deliver(ID, MAIL, TO)
    assert server.taken == []
    post.gate.resume("inami.cell")
    post.deliver(ID, MAIL, TO)
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    "evil",
    [
        "a@cabinet.test>\r\nRCPT TO:<b@elsewhere.test",
        "a@cabinet.test,b@elsewhere.test",
        "a@cabinet.test b@elsewhere.test",
        "<a@cabinet.test>,<b@elsewhere.test>",
        '"a@cabinet.test"@elsewhere.test',
        "a@cabinet.test> NOTIFY=NEVER",
        "nobody",
    ],
)
def test_an_address_in_which_another_hides_is_written_to_nobody(
    a_post: MakePost, server: AMailServer, evil: str
) -> None:
    for number, envelope in enumerate(
        (
            Envelope(sender=TO.sender, recipients=(evil,)),
            Envelope(sender=TO.sender, recipients=("provider@cabinet.test", evil)),
            Envelope(sender=evil, recipients=TO.recipients),
        )
    ):
        with pytest.raises(PostRefused, match=r"553 5\.1\.3") as refused:
            a_post().deliver(f"<{number}@avenants.test>", MAIL, envelope)
        assert "elsewhere" not in str(refused.value)
    assert server.taken == []


# ------------------------------------------------------------------------------- secured sessions


def server_context(certificates: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificates / "server.pem", certificates / "server.key")
    return context


def test_a_secured_session_with_a_password(a_post: MakePost, certificates: Path) -> None:
    ours = server_context(certificates)
    known = {"host": "localhost", "ca_file": certificates / "ca.pem", "user": "office"}
    with a_mail_server(starttls=ours, password="secret") as server:
        wanted = at(server, security="starttls", password=SecretStr("secret"), **known)
        a_post(address=wanted).deliver("<1@avenants.test>", MAIL, TO)
        assert len(server.taken) == 1
        wrong = at(server, security="starttls", password=SecretStr("guess"), **known)
        with pytest.raises(PostUnavailable, match="user and password: see AVENANT_SMTP_USER"):
            a_post(address=wrong).deliver(ID, MAIL, TO)
    with a_mail_server(tls=ours) as server:
        wanted = at(server, security="tls", **known | {"user": None})
        a_post(address=wanted).deliver("<2@avenants.test>", MAIL, TO)
        assert len(server.taken) == 1


def test_a_server_that_offers_no_starttls_gets_no_mail(
    a_post: MakePost, server: AMailServer
) -> None:
    post = a_post(address=at(server, security="starttls"))
    with pytest.raises(PostUnavailable, match="does not offer what AVENANT_SMTP_SECURITY=starttls"):
        post.deliver(ID, MAIL, TO)
    assert server.taken == []


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize(
    ("fault", "host"), [("unknown authority", "127.0.0.1"), ("another name", "127.0.0.2")]
)
def test_a_certificate_that_does_not_hold_gets_no_mail(
    a_post: MakePost, certificates: Path, security: str, fault: str, host: str
) -> None:
    ours = server_context(certificates)
    with a_mail_server(**{security: ours}, host=host) as server:  # pyright: ignore[reportArgumentType]
        trusted = None if fault == "unknown authority" else certificates / "ca.pem"
        post = a_post(address=at(server, host=host, security=security, ca_file=trusted))
        with pytest.raises(PostUnavailable, match="its certificate does not hold"):
            post.deliver(ID, MAIL, TO)
        assert server.taken == []


def test_mail_in_the_clear_stays_on_this_machine() -> None:
    common: dict[str, Any] = {"port": 25, "own_name": "office.test"}
    for host in ("127.0.0.1", "::1", "localhost"):
        ServerAddress(host=host, security="none", **common)
    for host in ("mail.example", "10.0.0.1", "localhost.example"):
        with pytest.raises(ValidationError, match="is another machine"):
            ServerAddress(host=host, security="none", **common)


def test_a_user_without_password_is_a_mistake() -> None:
    with pytest.raises(ValidationError, match="go together"):
        ServerAddress(host="mail.example", port=25, security="tls", own_name="o.test", user="u")
