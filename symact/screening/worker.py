"""The program of a helper process: reads a candidate from each line, answers with its outcome."""

import json
import os
import sys
from dataclasses import asdict
from functools import partial
from typing import Any, BinaryIO

from symact.core.limits import Limits
from symact.screening.confine import run
from symact.screening.record import Candidate
from symact.screening.study import study

READY = b"ready\n"


def serve() -> None:
    """Answer on standard output for every line of standard input, until it ends."""
    questions = sys.stdin.buffer
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        _silence()
        _warm()
        answers.write(READY)
        answers.flush()
        _serve(questions, answers)


def _serve(questions: BinaryIO, answers: BinaryIO) -> None:
    for line in questions:
        data = json.loads(line)
        candidate, limits = Candidate(**data["candidate"]), Limits(**data["limits"])
        answer = run(partial(_studied, candidate, limits), limits)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _studied(candidate: Candidate, limits: Limits) -> dict[str, Any]:
    return asdict(study(candidate, limits))


def _silence() -> None:
    """Let nothing that a computation prints reach the answers or the screen."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _warm() -> None:
    """Fill the tables that every candidate needs, once for all copies of this process."""
    study(Candidate("x*tanh(log(1 + exp(x)))"), Limits(seconds=60.0))
