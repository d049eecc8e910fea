"""What the driver did, noted as it did it and never read back from the journal."""

from datetime import date

from domain.values import Channel

Note = dict[str, object]


class Notes:
    """The acts in the order in which they were done; acts that were turned down are left out."""

    def __init__(self) -> None:
        """Nothing has been done yet."""
        self.acts: list[Note] = []

    def note(self, avenant: str, act: str, **keys: object) -> int:
        """Note an act; gives its index, by which a retraction names it."""
        plain = {name: plainly(value) for name, value in keys.items()}
        self.acts.append({"avenant": avenant, "act": act, **plain})
        return len(self.acts) - 1


def plainly(value: object) -> object:
    """Days in ISO form, channels by name."""
    match value:
        case date():
            return value.isoformat()
        case Channel():
            return value.value
        case _:
            return value
