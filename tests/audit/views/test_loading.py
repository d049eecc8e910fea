"""Rows that are loaded by the driver are those that were given, on both databases."""

from itertools import count
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    cast,
    select,
)

from audit.views.loading import VALUES, add, load
from journal.tables import key_column_type, writing
from tests.audit.office import Office

pytestmark = pytest.mark.slow

ODD = [
    "",
    "a\tb",
    "a\nb",
    "a\r\nb",
    r"\N",
    "\\",
    r"\.",
    "é ’ 💌",
    "NULL",
    '{"a":"b\\n"}',
    "{a,b}",
    "'",
]
"""Texts that one of the two ways might take for something else."""


def test_every_text_every_day_and_nothing_come_as_they_were_given(office: Office) -> None:
    table = Table(
        "odd",
        MetaData(),
        Column("number", BigInteger, primary_key=True),
        Column("text", String),
        Column("plain", String),
        Column("day", Date),
        Column("bytes", LargeBinary),
    )
    texts = [*ODD, None] * (2 * VALUES // len(ODD))
    days = ["2027-03-03", None]
    rows = [
        (number, text, "plain", days[number % 2], bytes([number % 256, 0, 92, 10]))
        for number, text in enumerate(texts)
    ]
    with writing(office.store.engine) as connection:
        table.create(connection)
        load(connection, table, rows)
        load(connection, table, [])
        asked = select(table.c.number, table.c.text, table.c.plain, cast(table.c.day, String))
        found = connection.execute(asked.add_columns(table.c.bytes).order_by("number")).all()
    assert [tuple(row) for row in found] == rows


@pytest.mark.parametrize("rows", [1, VALUES // 3, 2 * VALUES])
def test_what_is_added_is_added_to_what_is_there(office: Office, rows: int) -> None:
    table = Table(
        "numbers",
        MetaData(),
        Column("what", key_column_type(), primary_key=True),
        Column("day", Date, primary_key=True),
        Column("number", Integer, nullable=False),
    )
    odd = count()
    keys: list[Any] = [(f"{next(odd):05}{ODD[n % len(ODD)]}", "2027-03-03") for n in range(rows)]
    with writing(office.store.engine) as connection:
        table.create(connection)
        add(connection, table, [(*key, 1) for key in keys[::2]])
        add(connection, table, [(*key, n) for n, key in enumerate(keys)])
        asked = select(table.c.what, cast(table.c.day, String), table.c.number)
        found = [tuple(row) for row in connection.execute(asked.order_by(table.c.what))]
    assert found == [(*key, n + (n % 2 == 0)) for n, key in enumerate(keys)]
