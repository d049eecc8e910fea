"""Write settings.md anew from the settings themselves: `python deploy/settings_table.py`."""

from pathlib import Path

from interfaces.settings import table_of_settings

PAGE = Path(__file__).with_name("settings.md")
OPENING = """\
# Settings

Every setting is a variable of this name, or a line in a TOML file under the same name without
`AVENANT_` and in small letters (`office_name = "…"`). The file is the one that `AVENANT_CONFIG`
names, else `avenants/avenants.toml` among the user's configurations. A variable wins over the file;
an empty variable says nothing; a misspelt one is refused.

Add `_FILE` to read a value from a file: `AVENANT_DATABASE_URL_FILE` names the file that holds the
address of the store with its password. Two more variables are no settings: `AVENANT_CONFIG`, and
`AVENANT_BY`, the registered person who gives the commands at this terminal.

The data folder is `avenants` in `$XDG_DATA_HOME`, else in `.local/share` of the user's home.

This page is written by `python deploy/settings_table.py`.

| variable | default | what it is, and in which unit |
|---|---|---|
"""


def page() -> str:
    """The page as it has to be."""
    rows = [
        f"| `{name}` | {f'`{default}`' if default else ''} | {description} |\n"
        for name, default, description in table_of_settings()
    ]
    return OPENING + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
