"""The compose file, as far as one can tell without a container engine."""

import re
import shutil
import subprocess
import time
import tomllib
import warnings
from pathlib import Path
from typing import Any

import pytest
import yaml

from activities.tokens import SHORTEST_KEY
from interfaces.running.processes import temporal_program
from interfaces.settings import READ_ELSEWHERE, Settings, load_settings
from journal.keys.master import MasterKeyFile
from journal.keys.place import KeysPlace, open_keys
from tests.deploy.installation import DEPLOY, PROJECT, ran
from worker import GRACE, ROLES

FILE = DEPLOY / "compose.yaml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
BY_THE_CLOCK = ("remind", "renew", "seal")
LASTING = (
    "journal-db",
    "temporal-db",
    "temporal",
    "temporal-ui",
    "worker",
    "relay",
    "intake",
    *BY_THE_CLOCK,
)
ONE_OFF = ("migrate", "grants", "temporal-schema", "temporal-namespace")
REACHING_OUT = {"intake", "worker", "avenants", *BY_THE_CLOCK}
"""What speaks to mail servers and timestamping authorities elsewhere."""
VERSION = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

every_service = pytest.mark.parametrize("name", SERVICES)


def test_every_service_lasts_or_ends_or_is_a_command() -> None:
    assert set(SERVICES) == {*LASTING, *ONE_OFF, "avenants"}
    assert {n for n in LASTING if SERVICES[n]["restart"] == "unless-stopped"} == set(LASTING)
    assert {n for n in ONE_OFF if SERVICES[n]["restart"] == "on-failure:5"} == set(ONE_OFF)
    assert SERVICES["avenants"]["profiles"] == ["command"]


@every_service
def test_an_image_has_one_version_and_never_the_latest(name: str) -> None:
    image, _, tag = SERVICES[name]["image"].partition(":")
    assert re.match(r"\d+\.\d+", tag), f"{image} is not pinned"
    assert "auto-setup" not in image
    if image == "avenants":
        assert tag == VERSION


def test_server_and_tools_of_temporal_are_of_one_version() -> None:
    """They are also those of the dev server on which everything is tested."""
    said = ran([temporal_program(), "--version"], {}).stdout
    tags = {image: tag for image, _, tag in (s["image"].partition(":") for s in SERVICES.values())}
    tested = re.search(r"Server ([\d.]+), UI ([\d.]+)", said)
    assert tested is not None, said
    assert tags["temporalio/server"] == tags["temporalio/admin-tools"] == tested[1]
    assert tags["temporalio/ui"] == tested[2]


@every_service
def test_nobody_is_root_or_can_become_it(name: str) -> None:
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "privileged" not in service
    if "build" not in service:  # ours says it in its Containerfile
        uid, gid = service["user"].split(":")
        assert int(uid) > 0
        assert int(gid) > 0


def test_ports_are_bound_to_this_machine_alone() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert len(ports) == 3
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


def test_what_needs_no_way_out_has_none() -> None:
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    published = {name for name, service in SERVICES.items() if "ports" in service}
    outside = {n for n, s in SERVICES.items() if s["networks"] != ["inside"]}
    assert outside == published | REACHING_OUT
    for name in REACHING_OUT:
        assert SERVICES[name]["networks"] == ["inside", "outward"]


@every_service
def test_every_variable_of_ours_is_a_setting(name: str) -> None:
    known = {f"AVENANT_{setting.upper()}" for setting in Settings.model_fields}
    known |= {f"{setting}_FILE" for setting in known} | READ_ELSEWHERE
    ours = {v for v in SERVICES[name].get("environment", {}) if v.startswith("AVENANT_")}
    assert ours - known == set()


@every_service
def test_no_secret_is_written_down(name: str) -> None:
    for variable, value in SERVICES[name].get("environment", {}).items():
        if re.search(r"PASSWORD|PWD|SECRET|DATABASE_URL", variable):
            assert variable.endswith("_FILE"), f"{variable} shows a secret"
            assert value.removeprefix("/run/secrets/") in SERVICES[name]["secrets"]


def test_every_secret_is_a_file_that_the_script_makes_and_git_never_sees(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    make = [str(DEPLOY / "make-secrets"), str(folder), "journal.test"]
    ran(make, {})
    made = {file.name: file.read_text("utf-8") for file in folder.iterdir()}
    ran(make, {})
    assert {file.name: file.read_text("utf-8") for file in folder.iterdir()} == made, "kept"
    assert {Path(s["file"]) for s in COMPOSE["secrets"].values()} == {
        Path("secrets") / name for name in made
    }
    assert folder.stat().st_mode & 0o777 == 0o700
    passwords = {text for name, text in made.items() if name.endswith("_password")}
    assert len(passwords - {""}) == 4
    assert {name for name, text in made.items() if not text} == {"smtp_password", "sent_password"}
    assert len(made["token_key"]) >= 2 * SHORTEST_KEY
    passwords.remove("")
    assert all(re.fullmatch("[0-9a-f]{48}", password) for password in passwords)
    assert made["journal_worker_url"] == (
        f"postgresql://avenants:{made['journal_worker_password']}@journal.test/avenants"
    )
    assert "secrets/" in (DEPLOY / ".gitignore").read_text("utf-8").splitlines()


@every_service
def test_only_what_migrates_holds_the_key_of_the_owner(name: str) -> None:
    owner = {s for s in SERVICES[name].get("secrets", []) if "owner" in s or "superuser" in s}
    assert bool(owner) == (name in {"journal-db", "migrate", "grants"})


@every_service
def test_every_file_that_is_mounted_is_there(name: str) -> None:
    for volume in SERVICES[name].get("volumes", []):
        source, target, *mode = volume.split(":")
        if source.startswith("./") and source != "./inbox":
            assert (DEPLOY / source).is_file(), source
            assert mode == ["ro"], f"{name} could change {source}"
        elif source != "./inbox":
            assert source in COMPOSE["volumes"], target


@every_service
def test_who_is_waited_for_is_known_to_be_ready_or_to_have_ended(name: str) -> None:
    for other, how in SERVICES[name].get("depends_on", {}).items():
        if other in ONE_OFF:
            assert how == {"condition": "service_completed_successfully"}
        else:
            assert how == {"condition": "service_healthy"}
            assert {"test", "interval", "timeout", "retries"} <= set(SERVICES[other]["healthcheck"])


@pytest.mark.parametrize("name", ["worker", "relay"])
def test_the_work_begins_once_the_tables_the_rights_and_the_namespace_are_there(name: str) -> None:
    def before(service: str) -> set[str]:
        first = set(SERVICES[service].get("depends_on", {}))
        return first.union(*(before(other) for other in first))

    assert before(name) == {*ONE_OFF, "journal-db", "temporal-db", "temporal"}
    assert SERVICES[name]["command"] == [name]
    assert name in ROLES
    assert int(SERVICES[name]["stop_grace_period"].removesuffix("s")) > GRACE.total_seconds()


@pytest.mark.parametrize("name", ["worker", "intake", "remind", "avenants"])
def test_who_writes_and_who_reads_tokens_have_the_same_key(name: str) -> None:
    service = SERVICES[name]
    assert service["environment"]["AVENANT_TOKEN_KEY_FILE"] == "/run/secrets/token_key"
    assert "token_key" in service["secrets"]


@pytest.mark.parametrize("name", ["migrate", "worker", "intake", "remind", "avenants"])
def test_who_reads_personal_data_has_the_keys_and_they_lie_in_a_volume_of_their_own(
    name: str, tmp_path: Path
) -> None:
    service = SERVICES[name]
    assert service["environment"]["AVENANT_KEYS_URL"].startswith(
        "sqlite:////var/lib/avenants-keys/"
    )
    assert service["environment"]["AVENANT_MASTER_KEY"] == "/run/secrets/master_key"
    assert "master_key" in service["secrets"]
    assert "keys:/var/lib/avenants-keys" in service["volumes"]
    ran([str(DEPLOY / "make-secrets"), str(tmp_path / "secrets")], {})
    place = KeysPlace(f"sqlite:///{tmp_path}/k", MasterKeyFile(tmp_path / "secrets" / "master_key"))
    assert open_keys(place, "a store", make=True).at_hand


def test_an_empty_file_of_a_password_says_that_there_is_none(tmp_path: Path) -> None:
    ran([str(DEPLOY / "make-secrets"), str(tmp_path / "secrets")], {})
    secrets = {f"AVENANT_{n.upper()}_FILE": str(tmp_path / "secrets" / n)
               for n in ("smtp_password", "sent_password", "token_key")}  # fmt: skip
    settings = load_settings({"AVENANT_CONFIG": str(DEPLOY / "avenants.toml"), **secrets})
    assert settings.smtp_password is settings.sent_password is None
    assert settings.office().token_key is not None


@pytest.mark.parametrize("name", BY_THE_CLOCK)
def test_what_is_due_by_the_clock_is_a_role_given_again_and_again(
    name: str, tmp_path: Path
) -> None:
    seconds, role = SERVICES[name]["command"]
    assert role == name
    assert role in ROLES
    assert int(seconds) >= 900
    said = tmp_path / "said"
    program = tmp_path / "python"
    program.write_text(f'#!/bin/sh\necho "$@" >> {said}\nexit 1\n', "utf-8")
    program.chmod(0o755)
    path = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    process = subprocess.Popen(["/bin/sh", str(DEPLOY / "every.sh"), "0.01", role], env=path)
    try:
        until = time.monotonic() + 10
        while time.monotonic() < until and (
            not said.exists() or said.read_text("utf-8").count("\n") < 3
        ):
            time.sleep(0.01)
    finally:
        process.terminate()
    assert process.wait(5) == 0
    assert set(said.read_text("utf-8").splitlines()) == {f"-m worker {role}"}


def test_nobody_acts_in_the_pages_of_temporal() -> None:
    pages = SERVICES["temporal-ui"]["environment"]
    assert pages["TEMPORAL_DISABLE_WRITE_ACTIONS"] == "true"
    assert pages["TEMPORAL_WORKFLOW_PAUSE_DISABLED"] == "true"
    server = yaml.safe_load((DEPLOY / "temporal" / "dynamic.yaml").read_text("utf-8"))
    assert server["frontend.WorkflowPauseEnabled"] == [{"value": False}]
    assert server["frontend.WorkflowTimeSkippingEnabled"] == [{"value": False}]


def test_all_speak_of_one_namespace() -> None:
    said = {
        value
        for service in SERVICES.values()
        for variable, value in service.get("environment", {}).items()
        if variable.endswith("NAMESPACE")
    }
    assert said == {"avenants"}


@pytest.mark.parametrize("script", ["temporal/schema.sh", "temporal/namespace.sh",
                                    "temporal/server.sh", "make-secrets", "every.sh"])  # fmt: skip
def test_the_scripts_are_shell(script: str) -> None:
    ran(["/bin/sh", "-n", str(DEPLOY / script)], {})


def test_the_engine_s_own_program_takes_the_file(tmp_path: Path) -> None:
    """Where `docker compose` is installed; nothing is started."""
    docker = shutil.which("docker")
    asked = docker and subprocess.run(
        [docker, "compose", "version"], capture_output=True, check=False
    )
    if not docker or not asked or asked.returncode:
        warnings.warn(
            "NOT TESTED: `docker compose` is not installed here, so nobody but these tests has "
            "read deploy/compose.yaml; where it is, run: docker compose -f deploy/compose.yaml "
            "config --quiet",
            stacklevel=1,
        )
        return
    shutil.copytree(DEPLOY, tmp_path / "deploy")
    ran([str(tmp_path / "deploy" / "make-secrets")], {})
    ran([docker, "compose", "-f", str(tmp_path / "deploy/compose.yaml"), "config", "--quiet"], {})
