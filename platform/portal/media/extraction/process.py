"""Starting the process that reads a file, and understanding how it ended."""

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict
from tempfile import TemporaryFile
from typing import IO

from portal.media.extraction.results import ExtractedText, Limits, Reason, Unreadable

logger = logging.getLogger(__name__)

TOO_LONG = {-signal.SIGXCPU, -signal.SIGALRM, -signal.SIGKILL}


def read_text(file: IO[bytes], name: str, limits: Limits | None = None) -> ExtractedText:
    """Return the text of a file, or raise `Unreadable`; `name` only tells what it should be."""
    limits = limits or Limits()
    with TemporaryFile() as copy, TemporaryFile() as answer:
        # A storage need not be a disk, and the process gets no path.
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        code = _run([sys.executable, "-P", "-m", __package__, name, json.dumps(asdict(limits))], copy, answer, limits)
        answer.seek(0)
        said = answer.read()
    if code > 0:  # it never came to reading: our own installation is at fault, and nothing is told of the file
        raise RuntimeError(f"The process that reads files ended with code {code}")
    if code < 0:
        raise Unreadable(Reason.TOO_LONG if code in TOO_LONG else Reason.TOO_HEAVY)
    found = json.loads(said)
    if "reason" in found:
        logger.info("No text of %s: %s %s", name, found["reason"], found.get("because", ""))
        raise Unreadable(Reason(found["reason"]))
    return ExtractedText(**found)


def _run(command: list[str], file: IO[bytes], answer: IO[bytes], limits: Limits) -> int:
    """Run the process and return its exit code; it sees none of our environment, and no terminal's signals."""
    try:
        return subprocess.run(  # noqa: S603  our own module
            command,
            stdin=file,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LANG": "C.UTF-8"},
            start_new_session=True,
            timeout=limits.seconds * 2 + 5,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
