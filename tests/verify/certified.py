"""Certificates for the tests, each derived once."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

from symact.activations import catalogue
from symact.core.activation import Activation
from symact.core.verdict import Status
from symact.derive.build import profile
from symact.derive.certify import certificate_text
from symact.verify.check import verify
from symact.verify.report import Report


@cache
def text_of(name: str) -> str:
    """The certificate of a catalogue entry, or of a typed function."""
    known = catalogue().get(name)
    return certificate_text(profile(known or Activation.from_text(name)))


def data_of(name: str) -> dict[str, Any]:
    """The same as JSON data, free to be altered."""
    return copy.deepcopy(_parsed(name))


@cache
def _parsed(name: str) -> dict[str, Any]:
    return json.loads(text_of(name))


def verified(data: dict[str, Any]) -> Report:
    """The report about JSON data."""
    return verify(json.dumps(data))


def places(report: Report, status: Status) -> list[str]:
    """The places with a status."""
    return [f.place for f in report.findings if f.status is status]


def is_verified(report: Report, place: str) -> bool:
    """Whether everything that was found about a part is that it is verified."""
    found = report.of(place)
    return bool(found) and all(f.status is Status.PROVED for f in found)
