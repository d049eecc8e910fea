"""Reading `networks.csv`: to whom a circular speaks."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.circular import Addressee
from domain.values import Language, NetworkKind
from interfaces.circulars.problems import Findings
from interfaces.circulars.rows import Row, once, read_rows

COLUMNS = ("network", "kind", "languages", "name_from")


@dataclass(frozen=True, slots=True)
class Networks:
    """The networks of a circular; one whose row is ill-formed is named all the same."""

    listed: Mapping[str, Addressee]
    named: frozenset[str]

    def kind_of(self, network: str) -> NetworkKind | None:
        """The kind of a network, where its row holds."""
        return self.listed[network].kind if network in self.listed else None


def read_networks(file: str, text: str, findings: Findings) -> Networks:
    """The networks of a table, in its order; ill-formed rows are written down."""
    rows = tuple(once(read_rows(file, text, COLUMNS, findings), (), findings))
    if not rows:
        findings.error(file, 1, "the table names no network", "add one row for each")
    read = (_addressee(row, findings) for row in rows)
    listed = {network.id: network for network in read if network is not None}
    return Networks(listed, frozenset(row.network for row in rows))


def _addressee(row: Row, findings: Findings) -> Addressee | None:
    kinds = {kind.value: kind for kind in NetworkKind}
    spoken = {language.value: language for language in Language}
    kind, name_from = kinds.get(row.cells["kind"]), row.cells["name_from"]
    languages = row.cells["languages"].split()
    name = row.cells["network"]
    if kind is None:
        said = f"{name} has no kind called {row.cells['kind']!r}"
        findings.error(row.file, row.line, said, f"write one of: {', '.join(kinds)}")
    unknown = [language for language in languages if language not in spoken]
    if unknown or not languages or len(set(languages)) != len(languages):
        said = f"the languages of {name} are ill-formed: {row.cells['languages']!r}"
        findings.error(row.file, row.line, said, "write each once, as in: fr nl")
    if not name_from:
        said = f"{name} does not say where its name comes from"
        findings.error(row.file, row.line, said, "write circular, or the source")
    if kind is None or unknown or not languages or not name_from:
        return None
    known = tuple(dict.fromkeys(spoken[language] for language in languages))
    return Addressee(id=row.network, name=name, kind=kind, languages=known, name_from=name_from)


def is_known(row: Row, networks: Networks, findings: Findings) -> bool:
    """Whether a row names one of the circular's networks; another name is written down."""
    if row.network in networks.named:
        return True
    name = row.cells["network"]
    remedy = "correct the name, or add the network to networks.csv"
    findings.error(row.file, row.line, f"unknown network: {name}", remedy)
    return False
