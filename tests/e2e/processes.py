"""Worker and relay as processes of their own, which a test may kill."""

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENDS_WITHIN = 40.0


class Processes:
    """`python -m worker …` for one office; each role at most once."""

    def __init__(self, data: Path, address: str, namespace: str) -> None:
        self.environment = {
            **{name: value for name, value in os.environ.items() if "AVENANT_" not in name},
            "AVENANT_DATA": str(data),
            "AVENANT_TEMPORAL_ADDRESS": address,
            "AVENANT_TEMPORAL_NAMESPACE": namespace,
            "AVENANT_LOG_FORMAT": "json",
        }
        self.logs = data / "logs"
        self.logs.mkdir()
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, role: str) -> None:
        """Start the worker or the relay."""
        with (self.logs / f"{role}.log").open("ab") as log:
            self.running[role] = subprocess.Popen(
                [sys.executable, "-m", "worker", role],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def kill(self, role: str) -> None:
        """Kill -9: no word of farewell, no tidying up."""
        process = self.running.pop(role)
        assert process.poll() is None, self.log(role)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def end_all(self) -> None:
        """Ask every process to end, and see that it does."""
        for process in self.running.values():
            process.terminate()
        for role, process in self.running.items():
            try:
                process.wait(ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise AssertionError(f"{role} did not end:\n{self.log(role)}") from None

    def log(self, role: str) -> str:
        """What a role wrote, in all its lives."""
        return (self.logs / f"{role}.log").read_text(encoding="utf-8", errors="replace")
