"""The process that examines one copy: limits first, then the question, then the verdict."""

import logging
import resource
import sys

from activities.signatures.apart import CPU_SECONDS, MEMORY, Question


def limit() -> None:
    """Give up memory and time beyond what an examination needs, and every file on the disk."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer one question."""
    limit()
    # What pyHanko remarks about a bad file is no news of the office.
    logging.disable(logging.CRITICAL)
    from activities.signatures.examining import examine  # noqa: PLC0415 - within the limits

    question = Question.model_validate_json(sys.stdin.buffer.read())
    verdict = examine(
        question.sent, question.copy_, question.trust, question.mandates, question.instant
    )
    sys.stdout.buffer.write(verdict.model_dump_json().encode())


if __name__ == "__main__":
    main()
