"""The kernel: the differential field, enclosures, sign charts, limits, and their checkers."""

from symact.kernel.certificates import ChartCertificate, LimitCertificate
from symact.kernel.check_chart import RejectedError
from symact.kernel.signs import UndecidedError
from symact.kernel.theorem import Theorem, prove

__all__ = [
    "ChartCertificate",
    "LimitCertificate",
    "RejectedError",
    "Theorem",
    "UndecidedError",
    "prove",
]
