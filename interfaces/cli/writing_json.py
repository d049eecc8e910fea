"""One JSON document on stdout, for programs that read more than rows."""

import json
import sys


def write_json(content: object) -> None:
    """The content, indented, in UTF-8, with a newline at its end."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
