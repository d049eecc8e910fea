"""What every post promises: subclass `PostContract` and give it the fixtures `post` and `again`."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from activities.post import DifferentBytes, Envelope, Post, PostGivenUp

ID = "<2026-001.K00123.1.provider_avenant@avenants.test>"
TO = Envelope(sender="office@inami.test", recipients=("provider@cabinet.test",))
MAIL = b"Subject: a mail\r\n\r\nwith a body\r\n"


class PostContract:
    """`post` is an empty post, `again` opens the same one anew, as after a restart."""

    def test_a_message_that_was_never_handed_over_is_not_delivered(self, post: Post) -> None:
        assert not post.delivered(ID)

    def test_a_message_handed_over_is_delivered(self, post: Post) -> None:
        post.deliver(ID, MAIL, TO)
        assert post.delivered(ID)

    def test_the_same_message_again_is_harmless(self, post: Post) -> None:
        for _ in range(3):
            post.deliver(ID, MAIL, TO)
        assert post.delivered(ID)

    def test_other_bytes_under_the_same_message_id_are_refused(self, post: Post) -> None:
        post.deliver(ID, MAIL, TO)
        with pytest.raises(DifferentBytes, match=r"2026-001\.K00123.*new communication"):
            post.deliver(ID, MAIL + b"and a line more\r\n", TO)
        post.deliver(ID, MAIL, TO)

    def test_a_beginning_of_the_same_bytes_is_other_bytes(self, post: Post) -> None:
        post.deliver(ID, MAIL, TO)
        with pytest.raises(DifferentBytes):
            post.deliver(ID, MAIL[:-1], TO)

    def test_after_a_restart_it_still_knows_what_was_handed_over(
        self, post: Post, again: Callable[[], Post]
    ) -> None:
        post.deliver(ID, MAIL, TO)
        reopened = again()
        assert reopened.delivered(ID)
        reopened.deliver(ID, MAIL, TO)
        with pytest.raises(DifferentBytes):
            reopened.deliver(ID, b"other", TO)

    @pytest.mark.parametrize(
        "other",
        [
            "<2026-001.K00123.2.provider_avenant@avenants.test>",
            "<2026-001.K00123.1.reminder@avenants.test>",
            "<2026-001.k00123.1.provider_avenant@avenants.test>",
            "<2026-001.K00123.1.provider_avenant@other.test>",
            "<2026-001/K00123.1.provider_avenant@avenants.test>",
            "<2026-001-K00123.1.provider_avenant@avenants.test>",
            "<../../2026-001.K00123.1@avenants.test>",
            "<" + "x" * 700 + "@avenants.test>",
            "<é\r\nBcc: x@avenants.test>",
            "",
        ],
    )
    def test_messages_with_other_ids_do_not_meddle(self, post: Post, other: str) -> None:
        post.deliver(ID, MAIL, TO)
        assert not post.delivered(other)
        post.deliver(other, b"another mail", TO)
        assert post.delivered(other)
        post.deliver(ID, MAIL, TO)

    def test_bytes_are_bytes(self, post: Post) -> None:
        for number, content in enumerate([b"", b"\0\xff\r\n.\r\n", b"x" * 300_000]):
            message_id = f"<{number}@avenants.test>"
            post.deliver(message_id, content, TO)
            post.deliver(message_id, content, TO)
            with pytest.raises(DifferentBytes):
                post.deliver(message_id, content + b"!", TO)

    @pytest.mark.slow
    def test_many_hands_deliver_the_same_messages_at_once(
        self, post: Post, again: Callable[[], Post]
    ) -> None:
        """Every hand succeeds: the bytes are the same."""
        ids = [f"<{number}@avenants.test>" for number in range(40)]

        def carry(own: Post) -> None:
            for message_id in ids:
                own.deliver(message_id, message_id.encode(), TO)

        with ThreadPoolExecutor(8) as hands:
            list(hands.map(carry, [again() for _ in range(8)]))
        assert all(post.delivered(message_id) for message_id in ids)

    def test_what_was_given_up_never_leaves(self, post: Post, again: Callable[[], Post]) -> None:
        assert post.give_up(ID)
        for one in (post, again()):
            with pytest.raises(PostGivenUp):
                one.deliver(ID, MAIL, TO)
            assert not one.delivered(ID)
            assert one.give_up(ID), "it may be asked again"

    def test_what_was_handed_over_cannot_be_given_up(
        self, post: Post, again: Callable[[], Post]
    ) -> None:
        post.deliver(ID, MAIL, TO)
        assert not again().give_up(ID)
        assert post.delivered(ID)
        post.deliver(ID, MAIL, TO)

    def test_of_giving_up_and_handing_over_at_once_exactly_one_comes_first(
        self, post: Post, again: Callable[[], Post]
    ) -> None:
        def carry(given: tuple[Post, str]) -> bool:
            try:
                given[0].deliver(given[1], MAIL, TO)
            except PostGivenUp:
                return False
            return True

        with ThreadPoolExecutor(2) as hands:
            own, others = again(), again()
            for number in range(20):
                name = f"<{number}@avenants.test>"
                went, given_up = (
                    hands.submit(carry, (own, name)),
                    hands.submit(others.give_up, name),
                )
                assert went.result() is not given_up.result()
                assert post.delivered(name) is went.result()

    def test_of_two_contents_at_once_exactly_one_goes_out(
        self, post: Post, again: Callable[[], Post]
    ) -> None:
        """Whoever comes second is told so, every time."""

        def carry(given: tuple[Post, bytes]) -> bool:
            try:
                given[0].deliver(ID, given[1], TO)
            except DifferentBytes:
                return False
            return True

        with ThreadPoolExecutor(8) as hands:
            contents = [f"content {number}".encode() for number in range(8)]
            went = list(hands.map(carry, [(again(), content) for content in contents]))
        assert went.count(True) == 1
        post.deliver(ID, contents[went.index(True)], TO)
