"""What a template may say: print fields, ask, and go once through a list; nothing else.

The language is a small part of Jinja2, given as what is allowed: no call, no arithmetic, no
assignment, no include, no loop inside a loop. So a template ends, stays small, and reaches nothing
but its fields.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from domain.templates import RECORD_LISTS, RECORDS, TEXT_LISTS

FILTERS = frozenset({"upper", "lower", "capitalize", "trim", "join"})
LOOP_PARTS = frozenset({"index", "first", "last"})

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.If,
    nodes.CondExpr,
    nodes.For,
    nodes.Filter,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
)


@dataclass(frozen=True, slots=True)
class Misuse:
    """A place in a template that says more than it may."""

    line: int
    message: str
    remedy: str


def misuses(tree: nodes.Template, fields: frozenset[str]) -> Iterator[Misuse]:
    """Every place in a template that names an unknown field or leaves the small language."""
    yield from _walk(tree, {field: field for field in fields}, in_loop=False)


def fields_named(tree: nodes.Template) -> frozenset[str]:
    """Every name that a template uses anywhere."""
    return frozenset(name.name for name in tree.find_all(nodes.Name))


def _walk(
    node: nodes.Node, known: Mapping[str, str], *, in_loop: bool, asking: bool = False
) -> Iterator[Misuse]:
    """`known` says of every name which field it stands for, "." for an element that is a line.

    `asking`: the node is a condition; whether there is a record or a list may be asked.
    """
    match node:
        case nodes.For():
            yield from _loop(node, known, in_loop=in_loop)
        case nodes.Name():
            yield from _name(node, known, asking=asking)
        case nodes.Getattr(node=nodes.Name() as record):
            yield from _part(node, record, known)
        case nodes.If() | nodes.CondExpr():
            yield from _walk(node.test, known, in_loop=in_loop, asking=True)
            for child in node.iter_child_nodes(exclude=("test",)):
                yield from _walk(child, known, in_loop=in_loop)
        case nodes.Filter(name="join", node=nodes.Name(name=listed)) if listed in TEXT_LISTS:
            if listed not in known:
                yield Misuse(node.lineno, f"unknown field {listed}", _known(known))
        case nodes.Filter() if node.name not in FILTERS:
            yield Misuse(node.lineno, f"unknown filter {node.name}", f"use {_list(FILTERS)}")
        case _ if not isinstance(node, _ALLOWED):
            said = f"{type(node).__name__.lower()} has no place in a text"
            remedy = "print fields, ask with if, go through a list with for"
            yield Misuse(node.lineno, said, remedy)
        case _:
            still = asking and isinstance(node, nodes.Not | nodes.And | nodes.Or)
            for child in node.iter_child_nodes():
                yield from _walk(child, known, in_loop=in_loop, asking=still)


def _name(name: nodes.Name, known: Mapping[str, str], *, asking: bool) -> Iterator[Misuse]:
    """A name that is printed, compared or asked for."""
    if name.name not in known:
        yield Misuse(name.lineno, f"unknown field {name.name}", _known(known))
    elif asking:
        return
    elif name.name in TEXT_LISTS:
        yield Misuse(name.lineno, f"{name.name} is a list", "go through it with for, or join it")
    elif parts := _parts_of(known[name.name]):
        said = f"{name.name} has parts: name one"
        yield Misuse(name.lineno, said, f"its parts are {_list(parts)}")


def _loop(loop: nodes.For, known: Mapping[str, str], *, in_loop: bool) -> Iterator[Misuse]:
    if in_loop:
        yield Misuse(loop.lineno, "a loop inside a loop", "go through one list at a time")
    if loop.recursive or loop.test is not None:
        yield Misuse(loop.lineno, "a loop with conditions", "go through the whole list")
    listed = loop.iter.name if isinstance(loop.iter, nodes.Name) else None
    if listed in known and listed not in TEXT_LISTS | RECORD_LISTS.keys():
        yield Misuse(loop.lineno, f"{listed} is no list", f"lists are {_lists(known)}")
    elif listed is None or listed not in known:
        said = f"unknown list {listed}" if listed else "a loop over something made here"
        yield Misuse(loop.lineno, said, f"lists are {_lists(known)}")
    if not isinstance(loop.target, nodes.Name):
        yield Misuse(loop.lineno, "a loop takes one name", "write: for line in …")
        return
    inside = {**known, loop.target.name: listed or ".", "loop": "loop"}
    if listed in TEXT_LISTS:
        inside[loop.target.name] = "."
    for child in (*loop.body, *loop.else_):
        yield from _walk(child, inside, in_loop=True)


def _part(node: nodes.Getattr, record: nodes.Name, known: Mapping[str, str]) -> Iterator[Misuse]:
    """A part of a record, of a loop, or of an element of a list of records."""
    if record.name not in known:
        yield Misuse(node.lineno, f"unknown field {record.name}", _known(known))
        return
    parts = _parts_of(known[record.name])
    if node.attr not in parts:
        said = f"{record.name} has no part {node.attr}"
        remedy = f"its parts are {_list(parts)}" if parts else f"print {record.name} itself"
        yield Misuse(node.lineno, said, remedy)


def _parts_of(field: str) -> frozenset[str]:
    if field == "loop":
        return LOOP_PARTS
    return RECORDS.get(field) or RECORD_LISTS.get(field) or frozenset()


def _known(known: Mapping[str, str]) -> str:
    return f"known here: {_list(frozenset(known))}"


def _lists(known: Mapping[str, str]) -> str:
    return _list(frozenset(known) & (TEXT_LISTS | RECORD_LISTS.keys()))


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))
