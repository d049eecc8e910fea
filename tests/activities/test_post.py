"""The posts that exist keep the contract, and files survive what happens to machines."""

import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from activities.post import DifferentBytes, Post, PostUnavailable
from activities.post_folder import FolderPost, PostingList
from tests.activities.post_contract import ID, MAIL, TO, PostContract
from tests.activities.remembered_post import RememberedPost

# Delivers numbered mails for ever and says each number once it was promised.
CARRIER = """
import sys
from pathlib import Path
from activities.post_folder import FolderPost

post = FolderPost(Path(sys.argv[1]))
for number in range(100_000):
    post.deliver(f"<{number}@avenants.test>", b"%d " % number * 20_000, None)
    print(number, flush=True)
"""


class TestFolderPost(PostContract):
    @pytest.fixture
    def again(self, tmp_path: Path) -> Callable[[], Post]:
        return lambda: FolderPost(tmp_path / "mail")

    @pytest.fixture
    def post(self, again: Callable[[], Post]) -> Post:
        return again()


class TestPostingList(PostContract):
    @pytest.fixture
    def again(self, tmp_path: Path) -> Callable[[], Post]:
        return lambda: PostingList(tmp_path / "letters", "namur")

    @pytest.fixture
    def post(self, again: Callable[[], Post]) -> Post:
        return again()


class TestRememberedPost(PostContract):
    @pytest.fixture
    def post(self) -> Post:
        return RememberedPost()

    @pytest.fixture
    def again(self, post: Post) -> Callable[[], Post]:
        return lambda: post


def mails(folder: Path) -> list[Path]:
    """Every `.eml` below the folder."""
    return sorted(folder.rglob("*.eml"))


def test_a_mail_is_one_readable_eml_file_with_exactly_its_bytes(tmp_path: Path) -> None:
    post = FolderPost(tmp_path)
    post.deliver(ID, MAIL, TO)
    post.deliver(ID, MAIL, TO)
    (mail,) = mails(tmp_path)
    assert mail.read_bytes() == MAIL
    assert mail.name.startswith("2026-001.K00123.1.provider_avenant-")
    assert mail.stat().st_mode & 0o007 == 0, "personal data is not for everybody on the machine"


def test_a_letter_lies_ready_to_print_in_the_folder_of_its_network(tmp_path: Path) -> None:
    PostingList(tmp_path, "namur").deliver(ID, b"%PDF-1.7 of a letter", None)
    (letter,) = (tmp_path / "namur").glob("*.pdf")
    assert letter.read_bytes() == b"%PDF-1.7 of a letter"


@pytest.mark.slow
def test_mails_spread_over_subfolders(tmp_path: Path) -> None:
    """A hundred thousand mails are some four hundred in each of 256 folders."""
    post = FolderPost(tmp_path)
    places = [post.place(f"<{number}@avenants.test>") for number in range(100_000)]
    assert len(set(places)) == 100_000
    folders = [place.parent for place in places]
    assert len(set(folders)) == 256
    assert max(map(folders.count, list(set(folders))[:16])) < 550


def test_no_message_id_leads_out_of_the_folder(tmp_path: Path) -> None:
    post = FolderPost(tmp_path)
    for evil in ["<../../../etc/passwd@x>", "/etc/passwd", "<..@x>", "<.unfinished/x@y>", "\0"]:
        place = post.place(evil)
        assert place.resolve().is_relative_to(tmp_path)
        assert place.suffix == ".eml"


def test_other_bytes_leave_the_first_mail_as_it_was(tmp_path: Path) -> None:
    post = FolderPost(tmp_path)
    post.deliver(ID, MAIL, TO)
    with pytest.raises(DifferentBytes):
        post.deliver(ID, b"other", TO)
    (mail,) = mails(tmp_path)
    assert mail.read_bytes() == MAIL


@pytest.mark.slow
def test_kill_9_leaves_whole_mails_only_and_all_that_were_promised(tmp_path: Path) -> None:
    """Carriers are killed at ten moments; then one more finds its way through what they left."""
    for moment in range(10):
        carriers = [
            subprocess.Popen(
                [sys.executable, "-c", CARRIER, str(tmp_path)], stdout=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        for carrier in carriers:
            assert carrier.stdout is not None
            carrier.stdout.readline()
        time.sleep(0.003 * moment)
        promised: set[int] = set()
        for carrier in carriers:
            carrier.send_signal(signal.SIGKILL)
            said, _ = carrier.communicate()
            promised |= {int(number) for number in re.findall(r"(\d+)\n", said)}
        post = FolderPost(tmp_path)
        for mail in mails(tmp_path):
            number = int(mail.name.partition("-")[0])
            assert mail.read_bytes() == b"%d " % number * 20_000
        assert all(post.delivered(f"<{number}@avenants.test>") for number in promised)


def test_what_a_killed_process_left_unfinished_is_cleared_after_an_hour(tmp_path: Path) -> None:
    """What another process may still be writing is left alone."""
    FolderPost(tmp_path)
    old, young = (tmp_path / ".unfinished" / name for name in ("old", "young"))
    old.write_bytes(b"half a m")
    young.write_bytes(b"half a m")
    long_ago = young.stat().st_mtime - 4000
    os.utime(old, (long_ago, long_ago))
    FolderPost(tmp_path)
    assert (old.exists(), young.exists()) == (False, True)


def test_a_disk_that_fills_up_in_the_middle_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    """The limit on file size of a process fails a write half-way, as a full disk does."""
    post = FolderPost(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(PostUnavailable, match=r"free some space; it will be tried again"):
            post.deliver(ID, MAIL * 1000, TO)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not post.delivered(ID)
    post.deliver(ID, MAIL * 1000, TO)


def test_a_folder_without_rights_is_named_with_the_remedy(tmp_path: Path) -> None:
    """Tried as an account without rights, since root may write anywhere."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    code = (
        "import os, sys; from pathlib import Path\n"
        "from activities.post import PostUnavailable\n"
        "from activities.post_folder import FolderPost\n"
        "os.getuid() or os.setuid(65534)\n"
        "try: FolderPost(Path(sys.argv[1]))\n"
        "except PostUnavailable as error: print(error)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(closed / "mail")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(closed / "mail") in ran.stdout, ran.stderr
    assert "let the account that runs the worker write there" in ran.stdout


def test_a_file_where_the_folder_should_be_is_named_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("I was here first")
    with pytest.raises(PostUnavailable, match=r"mail.*look what lies at that place"):
        FolderPost(tmp_path / "mail")
