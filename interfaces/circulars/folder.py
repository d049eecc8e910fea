"""Reading a circular's folder: the circular it holds, or everything that is wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from domain.amendment import Amendment, AvenantModel
from domain.budget import COLUMNS, Addition, Column, NetworkBudget, cap_on
from domain.circular import Circular, Heading, Policies, Reminders, year_of
from domain.templates import DocumentSource, Template
from domain.values import slug
from interfaces.circulars import additions as adding
from interfaces.circulars import budgets as budgeting
from interfaces.circulars.addressees import Networks, read_networks
from interfaces.circulars.conflicts import StandingLaw, look_at_conflicts
from interfaces.circulars.documents import read_documents
from interfaces.circulars.files import MANIFEST_LIMIT, TABLE_LIMIT, Folder, Place
from interfaces.circulars.manifest import (
    AdditionsTable,
    BudgetsTable,
    DocumentsTable,
    InForce,
    NetworksTable,
    TextsTable,
)
from interfaces.circulars.problems import MANIFEST, CircularCheck, Findings
from interfaces.circulars.tables import Tables, read_tables
from interfaces.circulars.texts import read_texts, wanted_texts

_NO_CAP = BudgetsTable.model_construct(running_costs_cap=())


@dataclass(frozen=True, slots=True)
class _Money:
    """What the three tables of money gave."""

    additions: tuple[Addition, ...]
    budgets: tuple[NetworkBudget, ...]


def read_circular(path: Path, law: StandingLaw | None = None) -> CircularCheck:
    """The circular of a folder and every problem of it, in the order of files and lines.

    Its operations are tried on the `law` as it stands; where that holds no text of a model, on the
    text in the folder `models` beside this one. Nothing is launched, nothing else outside the
    folder is read, and no problem hides another.
    """
    findings = Findings()
    if not path.is_dir():
        findings.error(MANIFEST, 1, f"{path} is no folder", "name the folder of a circular")
        return CircularCheck(None, findings.in_order())
    folder = Folder(path, findings)
    looks_amending = folder.has("additions.csv") or folder.has("budgets.csv")
    manifest = folder.text(MANIFEST, MANIFEST_LIMIT, Place())
    tables = read_tables(manifest, findings, looks_amending=looks_amending)
    _compare_days(tables, findings)
    _no_budget_of_providers(tables, findings)
    if tables.amending:
        standing = (law or StandingLaw()).or_beside(path.absolute(), findings)
        look_at_conflicts(tables, standing, findings)
    networks = _networks(folder, tables)
    money = _money(folder, tables, networks) if tables.amending else None
    texts = _texts(folder, tables)
    documents = _documents(folder, tables) if tables.amending else ()
    problems = findings.in_order()
    unfinished = CircularCheck(None, problems)
    if unfinished.errors:
        return unfinished
    return CircularCheck(_circular(tables, networks, money, texts, documents), problems)


def _circular(
    tables: Tables,
    networks: Networks | None,
    money: _Money | None,
    texts: tuple[Template, ...],
    documents: tuple[DocumentSource, ...],
) -> Circular:
    """The circular of a folder without errors."""
    heading = tables.get(Heading)
    if heading is None:
        raise AssertionError("a heading that does not hold is written down as an error")
    said = {name: getattr(heading, name) for name in Heading.model_fields}
    return Circular(
        **said,
        policies=tables.get(Policies, "policies") or Policies(),
        reminders=tables.get(Reminders, "reminders") or Reminders(),
        networks=tuple(networks.listed.values()) if networks else (),
        amendment=_amendment(tables, money) if money is not None else None,
        templates=texts,
        documents=documents,
    )


def _amendment(tables: Tables, money: _Money) -> Amendment:
    begins = tables.get(InForce, "amendment")
    network = tables.get(AvenantModel, "amendment", "network")
    provider = tables.get(AvenantModel, "amendment", "provider")
    adds = tables.get(AdditionsTable, "additions")
    yearly = tables.get(BudgetsTable, "budgets")
    if not (begins and network and provider and adds and yearly):
        raise AssertionError("a table that does not hold is written down as an error")
    return Amendment(
        entry_into_force=begins.entry_into_force,
        network=network,
        provider=provider,
        additions=money.additions,
        announced=adds.announced,
        later=adds.later,
        budgets=money.budgets,
        budgets_are_specimen=yearly.specimen,
        running_costs_caps=yearly.running_costs_cap,
        training_year=yearly.training_year,
    )


def _texts(folder: Folder, tables: Tables) -> tuple[Template, ...]:
    heading = tables.get(Heading)
    wanted = wanted_texts(
        amending=tables.amending,
        passed_on=heading is not None and heading.asks_to_pass_on,
    )
    name = (tables.get(TextsTable, "texts") or TextsTable()).folder
    return read_texts(folder, name, _named(tables, "texts", "folder"), wanted)


def _documents(folder: Folder, tables: Tables) -> tuple[DocumentSource, ...]:
    name = (tables.get(DocumentsTable, "documents") or DocumentsTable()).folder
    return read_documents(folder, name, _named(tables, "documents", "folder"))


def _networks(folder: Folder, tables: Tables) -> Networks | None:
    """To whom the circular speaks; None when its table cannot be used or is not there."""
    if not tables.amending and not tables.lines.knows(("networks",)):
        return None
    table = tables.get(NetworksTable, "networks") or NetworksTable()
    text = folder.text(table.file, TABLE_LIMIT, _named(tables, "networks", "file"))
    if text is None:
        return None
    return read_networks(table.file, text, folder.findings)


def _money(folder: Folder, tables: Tables, networks: Networks | None) -> _Money:
    additions = _additions(folder, tables, networks)
    return _Money(additions, _budgets(folder, tables, networks, additions))


def _additions(folder: Folder, tables: Tables, networks: Networks | None) -> tuple[Addition, ...]:
    findings = folder.findings
    table = tables.get(AdditionsTable, "additions") or AdditionsTable()
    text = folder.text(table.file, TABLE_LIMIT, _named(tables, "additions", "file"))
    if text is None:
        return ()
    before = len(findings.found)
    printed = adding.read_additions(table.file, text, networks, findings)
    if networks is not None:
        adding.find_gaps(printed, networks, table.file, findings)
    every_row_holds = len(findings.found) == before
    _name_networks(table.as_printed, networks, _named(tables, "additions", "as_printed"), findings)
    adding.look_at_rounding(printed, table.as_printed, findings)
    if table.announced is not None and every_row_holds:
        lines: dict[Column, int] = {
            column: tables.lines.of(("additions", "announced", column)) for column in COLUMNS
        }
        adding.look_at_sums(printed, table.announced, lines, findings)
    return tuple(one.addition for one in printed.rows)


def _budgets(
    folder: Folder,
    tables: Tables,
    networks: Networks | None,
    additions: tuple[Addition, ...],
) -> tuple[NetworkBudget, ...]:
    findings = folder.findings
    table = tables.get(BudgetsTable, "budgets") or _NO_CAP
    text = folder.text(table.file, TABLE_LIMIT, _named(tables, "budgets", "file"))
    if text is None:
        return ()
    printed = budgeting.read_budgets(table.file, text, networks, findings)
    prisons = table.prison_conventions
    _name_networks(prisons, networks, _named(tables, "budgets", "prison_conventions"), findings)
    if networks is not None:
        budgeting.find_gaps(printed, networks, table.file, findings)
        if tables.get(BudgetsTable, "budgets") is not None:
            allowed = frozenset(map(slug, prisons))
            budgeting.look_at_lines(printed, networks, allowed, findings)
    budgets = budgeting.assemble(printed)
    begins = tables.get(InForce, "amendment")
    cap = cap_on(table.running_costs_cap, begins.entry_into_force) if begins is not None else None
    if cap is None and begins is not None and table.running_costs_cap:
        line = tables.lines.of(("budgets", "running_costs_cap"))
        said = "no cap on running costs is in force when both avenants are"
        findings.error(MANIFEST, line, said, "add the cap of that day, with its source")
    by_network = {addition.network: addition for addition in additions}
    budgeting.look_at_amounts(printed, budgets, by_network, cap, findings)
    return budgets


def _named(tables: Tables, *key: str) -> Place:
    """Where `circular.toml` names a file."""
    return Place(MANIFEST, tables.lines.of(key))


def _name_networks(
    names: Iterable[str],
    networks: Networks | None,
    named: Place,
    findings: Findings,
) -> None:
    """Write down every name in `circular.toml` that is no network of the circular."""
    for name in names:
        if networks is not None and slug(name) not in networks.named:
            said = f"unknown network: {name}"
            findings.error(named.file, named.line, said, "correct the name")


def _no_budget_of_providers(tables: Tables, findings: Findings) -> None:
    """Write down a provider's article that would print a budget: only networks have one."""
    model = tables.get(AvenantModel, "amendment", "provider")
    for number, article in enumerate(model.articles if model is not None else ()):
        if article.prints_budget:
            line = tables.lines.of(("amendment", "provider", "articles", number, "prints_budget"))
            said = "the avenant of a provider prints no budget: only a network has one"
            findings.error(MANIFEST, line, said, "give the new text of the article")


def _compare_days(tables: Tables, findings: Findings) -> None:
    """Write down days that each are possible and together are not."""
    heading, begins = tables.get(Heading), tables.get(InForce, "amendment")
    if heading is not None and year_of(heading.reference) != heading.date.year:
        said = f"{heading.reference} is dated {heading.date}, another year than it names"
        line = tables.lines.of(("date",))
        findings.warning(MANIFEST, line, said, "correct the date, if it is wrong")
    for kind in ("network", "provider"):
        model = tables.get(AvenantModel, "amendment", kind)
        approved = model.convention_date if model is not None else None
        line = tables.lines.of(("amendment", kind, "convention_date"))
        for other, what in (
            (heading and heading.date, "dated"),
            (begins and begins.entry_into_force, "in force"),
        ):
            if approved is not None and other is not None and other < approved:
                said = f"the circular is {what} {other}, before the convention of {approved}"
                findings.error(MANIFEST, line, said, "correct whichever day is wrong")
    adds = tables.get(AdditionsTable, "additions")
    for number, later in enumerate(adds.later if adds is not None else ()):
        if begins is not None and later.start <= begins.entry_into_force:
            said = f"{later.column} changes on {later.start}, not after the entry into force"
            line = tables.lines.of(("additions", "later", number, "start"))
            findings.error(MANIFEST, line, said, "correct whichever day is wrong")
