"""Reading the text of a model convention: the text it holds, or what is wrong with its file."""

from pathlib import Path

from domain.model_text import ModelText
from domain.values import AvenantKind
from interfaces.circulars.files import MANIFEST_LIMIT, Folder, Place
from interfaces.circulars.problems import Findings, Problem
from interfaces.circulars.tables import read_table


class TextFaulty(Exception):
    """The file holds no text of a model; carries every problem of it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(map(str, problems)))


def read_model_text(path: Path) -> ModelText:
    """The text of a TOML file such as `circulars/models/provider.toml`; raises `TextFaulty`."""
    findings = Findings()
    content = Folder(path.parent, findings).text(path.name, MANIFEST_LIMIT, Place(path.name))
    text = read_table(ModelText, content, path.name, findings) if content is not None else None
    if text is None:
        raise TextFaulty(findings.in_order())
    return text


def model_texts_in(folder: Path) -> dict[AvenantKind, ModelText]:
    """The base texts of a folder, one for each model that has one; raises `TextFaulty`."""
    found = {kind: folder / f"{kind}.toml" for kind in AvenantKind}
    return {kind: read_model_text(path) for kind, path in found.items() if path.is_file()}
