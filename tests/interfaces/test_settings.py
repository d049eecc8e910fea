"""Settings come from variables or a TOML file, secrets also from files, mistakes are named."""

import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr

from domain.values import Language
from interfaces.cli.language import language_of
from interfaces.logging import configure_logging
from interfaces.posts import post_of
from interfaces.settings import Settings, SettingsRefused, load_settings, table_of_settings
from interfaces.token_key import make_token_key
from journal.known_facts import known_facts
from journal.opening import open_store


def test_without_anything_set_the_store_is_a_file_in_the_user_s_data_folder() -> None:
    settings = load_settings({})
    assert settings.store_url == f"sqlite:///{settings.data / 'avenants.sqlite'}"
    assert settings.mail == settings.data / "mail"


def test_a_variable_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    file.write_text('temporal_address = "10.0.0.1:7233"\noffice_name = "Cell"\n')
    settings = load_settings(
        {"AVENANT_CONFIG": str(file), "AVENANT_TEMPORAL_ADDRESS": "127.0.0.1:9"}
    )
    assert settings.temporal_address == "127.0.0.1:9"
    assert settings.office().name == "Cell"


def test_a_secret_may_be_read_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("postgresql://office:s3cret@db/avenants\n")
    settings = load_settings({"AVENANT_DATABASE_URL_FILE": str(secret)})
    assert settings.store_url == "postgresql://office:s3cret@db/avenants"
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"AVENANT_TEMPORAL_UI_PORT": "70000"}, "AVENANT_TEMPORAL_UI_PORT"),
        ({"AVENANT_LANG": "es"}, "AVENANT_LANG"),
        ({"AVENANT_LOG_FROMAT": "json"}, "did you mean AVENANT_LOG_FORMAT?"),
        ({"AVENANT_CONFIG": "/nowhere/office.toml"}, "check the path"),
        ({"AVENANT_DATABASE_URL_FILE": "/nowhere/url"}, "check the path"),
    ],
)
def test_a_mistake_is_named(variables: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsRefused, match=said.replace("?", r"\?")):
        load_settings(variables)


def test_a_mistake_in_the_file_is_named_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    file.write_text("temporal_port = 0\nunknown = 1\n")
    with pytest.raises(SettingsRefused) as refused:
        load_settings({"AVENANT_CONFIG": str(file)})
    assert f"temporal_port in {file}" in str(refused.value)
    assert f"unknown in {file}" in str(refused.value)
    file.write_text("temporal_port = \n")
    with pytest.raises(SettingsRefused, match="is no TOML"):
        load_settings({"AVENANT_CONFIG": str(file)})


def test_a_wrong_secret_is_never_shown() -> None:
    with pytest.raises(SettingsRefused) as refused:
        load_settings({"AVENANT_MESSAGE_DOMAIN": "x" * 300})
    assert "xxx" not in str(refused.value)


def test_mailboxes_stand_in_the_file_with_their_passwords_elsewhere(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("s3cret\n")
    file = tmp_path / "office.toml"
    file.write_text(
        '[[mailboxes]]\nid = "namur"\nhost = "mail.example"\nuser = "answers"\n'
        f'password_file = "{secret}"\nnetworks = ["namur"]\nsince = 2026-03-01\n'
        '[[mailboxes]]\nid = "office"\nhost = "localhost"\nsecurity = "none"\nuser = "o"\n'
        'password = "p"\nnetworks = "inami"\n'
    )
    settings = load_settings({"AVENANT_CONFIG": str(file)})
    namur, office = settings.mailboxes_to_read()
    assert (namur.port, namur.security, office.port) == (993, "tls", 143)
    assert namur.password.get_secret_value() == "s3cret"
    assert settings.served_networks == {"namur": ("namur",), "office": ()}
    assert "s3cret" not in repr(settings) + repr(namur)
    secret.unlink()
    with pytest.raises(SettingsRefused, match="password_file"):
        settings.mailboxes_to_read()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"host": "mail.example", "security": "none"}, "is on another machine"),
        ({"password": None}, "needs password_file or password"),
        ({"id": "Namur"}, "0.id"),
        ({"networks": []}, "0.networks"),
        ({"pasword": "s3cret"}, "0.pasword"),
    ],
)
def test_a_mailbox_that_makes_no_sense_is_named(changes: dict[str, object], said: str) -> None:
    sound = {"id": "namur", "host": "127.0.0.1", "user": "u", "password": "s3cret",
             "networks": ["namur"]}  # fmt: skip
    load_settings({"AVENANT_MAILBOXES": json.dumps([sound])})
    for mailboxes in ([sound | changes], [sound, sound]):
        with pytest.raises(SettingsRefused) as refused:
            load_settings({"AVENANT_MAILBOXES": json.dumps(mailboxes)})
        assert "s3cret" not in str(refused.value)
        expected = said if len(mailboxes) == 1 else "twice"
        assert expected in str(refused.value)


def test_every_setting_is_described() -> None:
    rows = table_of_settings()
    assert len(rows) == len(Settings.model_fields)
    assert all(description for _, _, description in rows)


@pytest.mark.parametrize(
    ("variables", "asked", "spoken"),
    [
        ({"LANG": "fr_BE.UTF-8"}, None, Language.FR),
        ({"LANG": "fr_BE.UTF-8", "LC_ALL": "de_BE"}, None, Language.DE),
        ({"LANG": "C"}, None, Language.EN),
        ({}, None, Language.EN),
        ({"LANG": "fr_BE"}, Language.NL, Language.NL),
    ],
)
def test_people_are_spoken_to_in_the_language_asked_for_or_that_of_the_locale(
    variables: dict[str, str], asked: Language | None, spoken: Language
) -> None:
    assert language_of(variables, asked) is spoken


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    """The root logger, put back afterwards."""
    logger = logging.getLogger()
    handlers, level = list(logger.handlers), logger.level
    yield logger
    logger.handlers[:] = handlers
    logger.setLevel(level)
    structlog.reset_defaults()


def test_off_a_terminal_a_log_line_is_json_with_an_event_and_keys(root: logging.Logger) -> None:
    out = StringIO()
    configure_logging(Settings(), out)
    structlog.get_logger("office").info("refusal_registered", avenant="2026-001.K00001")
    logging.getLogger("temporalio.workflow").warning(
        "waiting", extra={"temporal_workflow": {"workflow_id": "avenant:x", "run_id": "r"}}
    )
    ours, theirs = [json.loads(line) for line in out.getvalue().splitlines()]
    assert ours["event"] == "refusal_registered"
    assert ours["avenant"] == "2026-001.K00001"
    assert ours["level"] == "info"
    assert theirs["workflow"] == "avenant:x"
    assert "run_id" not in theirs


def test_a_log_line_below_the_level_is_not_written(root: logging.Logger) -> None:
    out = StringIO()
    configure_logging(Settings(log_level="warning"), out)
    structlog.get_logger("office").info("quiet")
    assert not out.getvalue()


def test_a_mail_server_is_spoken_to_as_the_settings_say(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("s3cret\n")
    settings = load_settings(
        {
            "AVENANT_MAIL_BY": "smtp",
            "AVENANT_SMTP_HOST": "relay.inami.example",
            "AVENANT_SMTP_USER": "avenants",
            "AVENANT_SMTP_PASSWORD_FILE": str(secret),
        }
    )
    server = settings.server("inami.example")
    assert (server.host, server.port, server.security) == ("relay.inami.example", 587, "starttls")
    assert server.password is not None
    assert server.password.get_secret_value() == "s3cret"
    assert "s3cret" not in repr(settings) + repr(server)
    assert settings.sent_mailbox() is None


def test_a_mail_server_elsewhere_is_never_spoken_to_in_the_clear(tmp_path: Path) -> None:
    settings = load_settings(
        {
            "AVENANT_DATA": str(tmp_path),
            "AVENANT_MAIL_BY": "smtp",
            "AVENANT_SMTP_HOST": "relay.inami.example",
            "AVENANT_SMTP_SECURITY": "none",
        }
    )
    with (
        open_store(settings.store_url, facts=known_facts()) as store,
        pytest.raises(SettingsRefused, match=r"relay\.inami\.example is another machine"),
    ):
        post_of(settings, store)


def test_a_mailbox_of_copies_needs_user_and_password() -> None:
    with pytest.raises(SettingsRefused, match="set sent_user and sent_password too"):
        load_settings({"AVENANT_SENT_HOST": "imap.inami.example"})


def test_the_key_of_tokens_is_made_once_for_all_processes(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    assert settings.office().token_key is None
    with ThreadPoolExecutor(8) as hands:
        list(hands.map(make_token_key, [settings.data] * 16))
    made = settings.office().token_key
    assert made is not None
    assert len(made) >= 64
    assert [path.name for path in settings.data.iterdir()] == ["token.key"]
    assert (settings.data / "token.key").stat().st_mode & 0o077 == 0
    given = Settings(data=settings.data, token_key=SecretStr("x" * 32))
    assert given.office().token_key == b"x" * 32
    with pytest.raises(SettingsRefused, match="AVENANT_TOKEN_KEY"):
        load_settings({"AVENANT_TOKEN_KEY": "short"})
