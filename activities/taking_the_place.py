"""A corrected text that was sent takes the place of the old one, whoever said that it was sent."""

from activities.desk import Desk, View
from activities.sending import supersede


def take_the_place(desk: Desk, view: View) -> View:
    """Let the avenant that this one corrects be history from the day this one first left.

    The step that sent it does so itself, unless it was killed before; a letter is posted by a
    person. Nothing where there is none, where nothing left, or where it is history already.
    """
    avenant = view.avenant
    old = view.convention.avenant(avenant.supersedes) if avenant.supersedes else None
    days = [c.sent_on for c in avenant.communications if c.sent_on is not None]
    if old is None or not days:
        return view
    if old.closing is not None and old.closing.superseded_by is not None:
        return view
    supersede(desk, view, old.id, min(days))
    return desk.view(avenant.id)
