"""What would change facts as they are written, or show others than are there.

Triggers, rules, policies, and whatever stands where one of our tables is looked for. None of them
is ours: we make tables and indexes alone.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from audit.seals.findings import Fault, Finding
from audit.views.known import VIEWS
from audit.views.view import SLOTS
from journal.tables import metadata

_OF_THE_RECORDER = ("stored_events", "notification_tracking")
_IN_A_FILE = """
    SELECT CASE type WHEN 'table' THEN 'virtual table' ELSE type END, name, 'on ' || tbl_name
    FROM sqlite_master
    WHERE type NOT IN ('table', 'index') OR type = 'table' AND sql LIKE 'CREATE VIRTUAL%'
"""
_OURS = """
    WITH ours AS (
        SELECT named, oid, relkind, relnamespace, relrowsecurity
        FROM unnest(CAST(:names AS text[])) AS named
        JOIN pg_class ON pg_class.oid = to_regclass(quote_ident(named))
    )
"""
_NO_TABLES = """
    SELECT CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
        WHEN 'f' THEN 'foreign table' ELSE 'relation' END, named, 'in the place of a table'
    FROM ours WHERE relkind <> 'r'
"""
_APART_FROM_THE_OTHERS = """
    SELECT 'table', nspname || '.' || named, 'found before ours'
    FROM ours JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname <> current_schema()
"""
_FOUND_BY_OTHERS = """
    SELECT 'table', nspname || '.' || named, 'found before ours by ' || rolname
    FROM ours
    JOIN pg_class AS other ON other.relname = named AND other.relkind IN ('r', 'v', 'm', 'f', 'p')
        AND other.oid <> ours.oid AND other.relnamespace <> ours.relnamespace
    JOIN pg_namespace ON pg_namespace.oid = other.relnamespace
    JOIN pg_roles ON has_table_privilege(pg_roles.oid, ours.oid, 'SELECT')
    WHERE nspname = rolname OR EXISTS (
        SELECT 1 FROM pg_db_role_setting, unnest(setconfig) AS said
        WHERE setrole IN (0, pg_roles.oid)
            AND setdatabase IN (
                0, (SELECT oid FROM pg_database WHERE datname = current_database())
            )
            AND split_part(said, '=', 1) = 'search_path'
            AND quote_ident(nspname) = ANY (
                string_to_array(replace(split_part(said, '=', 2), ' ', ''), ',')
            )
    )
"""
"""By those who work with our tables: in the schema that is called as they are, which comes first
unless it is said otherwise, or in one that is named in a path set for them."""
_TRIGGERS = """
    SELECT 'trigger', tgname, 'on ' || named
    FROM ours JOIN pg_trigger ON tgrelid = ours.oid WHERE NOT tgisinternal
"""
_RULES = """
    SELECT 'rule', rulename, 'on ' || named
    FROM ours JOIN pg_rewrite ON ev_class = ours.oid WHERE relkind = 'r'
"""
_ROW_SECURITY = "SELECT 'row security', named, 'hides rows' FROM ours WHERE relrowsecurity"
_POLICIES = """
    SELECT 'policy', polname, 'on ' || named FROM ours JOIN pg_policy ON polrelid = ours.oid
"""
_CHILDREN = """
    SELECT 'table', CAST(CAST(inhrelid AS regclass) AS text), 'its rows stand in ' || named
    FROM ours JOIN pg_inherits ON inhparent = ours.oid
"""
_IN_POSTGRESQL = tuple(
    _OURS + query
    for query in (
        _NO_TABLES,
        _APART_FROM_THE_OTHERS,
        _FOUND_BY_OTHERS,
        _TRIGGERS,
        _RULES,
        _ROW_SECURITY,
        _POLICIES,
        _CHILDREN,
    )
)


def strangers(connection: Connection) -> Iterator[Finding]:
    """Each of them, and where it is."""
    if connection.dialect.name == "sqlite":
        found = connection.execute(text(_IN_A_FILE)).all()
    else:
        names = {"names": sorted(_names())}
        found = [row for one in _IN_POSTGRESQL for row in connection.execute(text(one), names)]
    for kind, name, detail in sorted({(str(row[0]), str(row[1]), str(row[2])) for row in found}):
        yield Finding(fault=Fault.STRANGER, place=f"{kind} {name}", detail=detail)


def _names() -> set[str]:
    """The tables of a store, those of its read models too."""
    views = (name for view in VIEWS for slot in SLOTS for name in view.metadata(slot).tables)
    return {*_OF_THE_RECORDER, *metadata.tables, *views}
