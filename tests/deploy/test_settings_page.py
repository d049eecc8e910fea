"""The page of settings says what the program takes."""

import runpy

from interfaces.settings import Settings, load_settings
from tests.deploy.installation import DEPLOY


def test_the_page_is_the_one_that_the_settings_write() -> None:
    written = runpy.run_path(str(DEPLOY / "settings_table.py"))["page"]()
    page = (DEPLOY / "settings.md").read_text("utf-8")
    assert page == written, "run: python deploy/settings_table.py"
    assert page.count("\n| `AVENANT_") == len(Settings.model_fields)


def test_the_file_of_an_installation_is_understood() -> None:
    settings = load_settings({"AVENANT_CONFIG": str(DEPLOY / "avenants.toml")})
    assert settings.office().message_domain == settings.message_domain
