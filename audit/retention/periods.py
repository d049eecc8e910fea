"""The periods of retention of an installation, each with its source, read from a TOML file."""

import tomllib
from importlib.resources import files
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from domain.retention import Periods
from domain.values import AvenantKind, Value

USUAL = "periods.toml"


class PeriodsRefused(Exception):
    """The file of periods makes no sense; the message says what to write."""


class ByKind(Value):
    """The periods of both kinds of avenant."""

    provider: Periods = Field(description="of avenants to the conventions of providers")
    network: Periods = Field(description="of avenants to the conventions of networks")

    def of(self, kind: AvenantKind) -> Periods:
        """Those of that kind."""
        match kind:
            case AvenantKind.PROVIDER:
                return self.provider
            case AvenantKind.NETWORK:
                return self.network


_BY_KIND: TypeAdapter[ByKind] = TypeAdapter(ByKind)


def read_periods(file: Path | None = None) -> ByKind:
    """The periods in a file, or those that come with the program; raises PeriodsRefused."""
    try:
        text = (file or files("audit.retention").joinpath(USUAL)).read_text(encoding="utf-8")
        return _BY_KIND.validate_python(tomllib.loads(text))
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, one['loc']))}: {one['msg']}"
            for one in error.errors(include_url=False, include_input=False)
        )
        raise PeriodsRefused(
            f"The periods of retention in {file or USUAL} make no sense: {wrong}. Each of "
            "provider.archive, provider.keep, network.archive and network.keep needs years and a "
            "source."
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PeriodsRefused(
            f"The periods of retention cannot be read from {file or USUAL} ({error}): check "
            "AVENANT_RETENTION_FILE."
        ) from error
