"""The whole journal, stream by stream and page by page: nothing is left out, no stream is cut."""

from bisect import bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal import reading
from journal.envelope import Skimmed
from journal.reading import Reading
from journal.recorder import LAST, Row

SIZE = 5


class Looked(str):
    """A name that counts how often it is held against another."""

    __slots__ = ()
    times = 0

    def __eq__(self, other: object) -> bool:
        Looked.times += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


class Lying(Reading[Skimmed]):
    """Reads what lies in memory, as a database would give it."""

    def __init__(self, lengths: list[int]) -> None:
        self.rows: list[Row] = [
            (Looked(f"stream-{number:04}"), version, 0, "", b"")
            for number, length in enumerate(lengths)
            for version in range(1, length + 1)
        ]
        self._keys = [(str(name), version) for name, version, *_ in self.rows]

    def _after(self, name: str, version: int, until: int) -> list[Row]:
        first = bisect_right(self._keys, (str(name), version))
        return self.rows[first : first + SIZE]


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGE", SIZE)


@given(lengths=st.lists(st.integers(1, 3 * SIZE), max_size=12))
def test_every_fact_comes_once_and_no_stream_is_cut(lengths: list[int]) -> None:
    lying = Lying(lengths)
    pages = list(lying.whole_as_stored(LAST))

    assert [row for page in pages for row in page] == lying.rows
    names = [{str(row[0]) for row in page} for page in pages]
    assert sum(map(len, names)) == len(set().union(*names))


def test_a_stream_of_many_pages_takes_no_longer_for_a_fact_than_one_of_few() -> None:
    Looked.times = 0
    facts = sum(map(len, Lying([400 * SIZE]).whole_as_stored(LAST)))

    assert Looked.times <= 3 * facts
