"""A new file with what somebody is given: for its owner alone, and there only once that is said."""

from collections.abc import Callable, Iterable
from pathlib import Path

from interfaces.cli.session import Session
from interfaces.cli.wording.messages import Say


def write_new(
    session: Session, file: Path, pieces: Iterable[bytes], before: Callable[[], None]
) -> None:
    """Write a file that is not there yet; `before` is done first, and only where it can be written.

    Where it cannot be finished nothing is left of it.
    """
    try:
        with file.open("xb") as opened:
            try:
                file.chmod(0o600)
                before()
                opened.writelines(pieces)
                opened.flush()
            except BaseException:
                file.unlink(missing_ok=True)
                raise
    except FileExistsError as error:
        raise session.stop(Say.FILE_EXISTS, file=file) from error
    except OSError as error:
        raise session.stop(Say.FILE_REFUSED, file=file, reason=error.strerror) from error
