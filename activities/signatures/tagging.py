"""Fields in the structure of a tagged document, so that a screen reader finds them (PDF/UA-1)."""

# pyHanko comes without types: what it gives is named where it leaves this module.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def tag_fields(writer: IncrementalPdfFileWriter) -> None:
    """Give each field of the last page its place at the end of the document's structure.

    A document that is not tagged is left as it is. Source: ISO 14289-1, 7.18.1, 7.18.3 and 7.18.4.
    """
    if "/StructTreeRoot" not in writer.root:
        return
    tree: Any = writer.root["/StructTreeRoot"]
    document = _only_child(tree)
    numbers: Any = tree["/ParentTree"]["/Nums"]
    number = int(tree["/ParentTreeNextKey"])
    found: Any = writer.find_page_for_modification(-1)
    page = found[0]
    # Whoever goes from field to field follows the structure, not the place on the page.
    page.get_object()[pdf_name("/Tabs")] = pdf_name("/S")
    for field in writer.root["/AcroForm"]["/Fields"]:
        element = writer.add_object(_form(document.container_ref, page, field.reference))
        document["/K"].append(element)
        numbers.append(generic.NumberObject(number))
        numbers.append(element)
        field.get_object()[pdf_name("/StructParent")] = generic.NumberObject(number)
        number += 1
    tree[pdf_name("/ParentTreeNextKey")] = generic.NumberObject(number)
    for changed in (tree, tree["/ParentTree"], document, page.get_object()):
        writer.update_container(changed)


def _only_child(tree: Any) -> Any:
    """The element that holds the whole document, with its children as a list."""
    children = tree["/K"]
    document: Any = children[0] if isinstance(children, generic.ArrayObject) else children
    if not isinstance(document["/K"], generic.ArrayObject):
        document[pdf_name("/K")] = generic.ArrayObject([document.raw_get("/K")])
    return document


def _form(parent: Any, page: Any, widget: Any) -> generic.DictionaryObject:
    """The element of one field: a form of which the annotation is all there is."""
    refers = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/OBJR"),
            pdf_name("/Obj"): generic.IndirectObject(widget.idnum, widget.generation, widget.pdf),
            pdf_name("/Pg"): page,
        }
    )
    return generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/StructElem"),
            pdf_name("/S"): pdf_name("/Form"),
            pdf_name("/P"): generic.IndirectObject(parent.idnum, parent.generation, parent.pdf),
            pdf_name("/Pg"): page,
            pdf_name("/K"): refers,
        }
    )
