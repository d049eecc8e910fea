"""The same server fixture as in the tests of the workflows."""

from tests.workflows.conftest import temporal

__all__ = ["temporal"]
