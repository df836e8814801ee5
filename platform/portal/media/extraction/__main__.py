"""The process that reads one file: from standard input to one line of JSON, within its limits.

    python -m portal.media.extraction NAME LIMITS < FILE

It sets its limits itself, before a byte of the file is looked at, so that they hold also when nobody waits any more.
"""

import contextlib
import json
import resource
import signal
import sys
from dataclasses import asdict
from typing import Any

from portal.media.extraction.results import ExtractedText, Limits, Reason, Unreadable

LARGEST_ANSWER = 8 * 2**20


def main(name: str, limits: Limits) -> None:
    """Read the file and answer."""
    set_limits(limits)
    answer: dict[str, Any]
    try:
        answer = asdict(read(sys.stdin.buffer.read(limits.file + 1), name, limits))
    except Unreadable as error:
        answer = {"reason": error.reason}
    except MemoryError:
        answer = {"reason": Reason.TOO_HEAVY}
    except Exception as error:  # whatever a reader says of a file that nobody thought of
        answer = {"reason": Reason.DAMAGED, "because": repr(error)[:500]}
    json.dump(answer, sys.stdout)


def set_limits(limits: Limits) -> None:
    """Limit this process: memory, processor time, time on the clock, and what it writes."""
    wanted = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_FSIZE: LARGEST_ANSWER,
        resource.RLIMIT_CORE: 0,
    }
    for which, value in wanted.items():
        with contextlib.suppress(ValueError, OSError):  # a system may not know one of them
            resource.setrlimit(which, (value, value))
    signal.alarm(limits.seconds * 2)


def read(content: bytes, name: str, limits: Limits) -> ExtractedText:
    """Return the text of a file, or raise `Unreadable`."""
    if len(content) > limits.file:
        raise Unreadable(Reason.TOO_LARGE)
    # Each reader loads libraries that the other kinds do without.
    from portal.media.extraction.kinds import Kind, kind_of  # noqa: PLC0415
    from portal.media.extraction.office import read_office  # noqa: PLC0415
    from portal.media.extraction.pdf import read_pdf  # noqa: PLC0415
    from portal.media.extraction.plain import read_plain  # noqa: PLC0415

    kind = kind_of(content, name)
    if kind is Kind.PDF:
        found = read_pdf(content, limits)
    elif kind is Kind.TEXT:
        found = read_plain(content, limits)
    else:
        found = read_office(content, kind, limits)
    if not found.text:
        raise Unreadable(Reason.NO_TEXT)
    return found


if __name__ == "__main__":
    main(sys.argv[1], Limits(**json.loads(sys.argv[2])))
