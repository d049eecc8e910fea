"""Tokens of software to test against, where Debian's softhsm2 is installed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pkcs11
import pytest

from journal.keys.token import TokenAddress

LIBRARY = next(
    (
        path
        for path in (
            Path("/usr/lib/softhsm/libsofthsm2.so"),
            Path("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
        )
        if path.is_file() and shutil.which("softhsm2-util") is not None
    ),
    None,
)
PIN = "1234"


@contextmanager
def a_token(folder: Path, label: str = "inami") -> Iterator[TokenAddress]:
    """An empty token with a PIN, and the address of a key `master` that it does not have yet."""
    assert LIBRARY is not None
    tokens = folder / "tokens"
    tokens.mkdir(parents=True)
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tokens}\n", "utf-8")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
        subprocess.run(
            [
                *("softhsm2-util", "--init-token", "--free", "--label", label),
                *("--so-pin", "4321", "--pin", PIN),
            ],
            env=dict(os.environ),
            check=True,
            capture_output=True,
        )
        # The library reads once where its tokens are.
        forget_tokens()
        yield TokenAddress(LIBRARY, label, "master")
        forget_tokens()


def forget_tokens() -> None:
    """Let the library look anew for its tokens."""
    library = pkcs11.lib(str(LIBRARY))
    if library.initialized:
        library.finalize()
