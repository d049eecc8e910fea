"""The process in which documents are tried: trials on its stdin, findings on its stdout.

`python -m interfaces.circulars.trial_process MEMORY SECONDS`
"""

import json
import resource
import sys
from datetime import date

from activities.documents.compiling import DocumentFault, NoFontFor, compiled_with_warnings
from domain.templates import DocumentSource

_SOME_DAY = date(2026, 3, 3)


def main() -> int:
    """Compile each trial and say what is wrong, one JSON object a line."""
    memory, seconds = int(sys.argv[1]), float(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    cpu = int(seconds * 4) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    given = json.loads(sys.stdin.buffer.read())
    documents = tuple(DocumentSource.model_validate(source) for source in given["documents"])
    for number, (path, data) in enumerate(given["trials"]):
        _say(begun=number)
        try:
            _, warnings = compiled_with_warnings(documents, path, data, _SOME_DAY)
            for file, line, message in warnings:
                _say(file=file, line=line, message=message, serious=False)
        except DocumentFault as fault:
            _say(file=fault.file, line=fault.line, message=fault.why, serious=True)
        except NoFontFor as error:
            _say(file=path, line=1, message=str(error), serious=True)
    return 0


def _say(**row: object) -> None:
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
