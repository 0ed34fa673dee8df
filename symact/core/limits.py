"""What one candidate may cost."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import final

MEGABYTE = 1 << 20
_BARE = 256 * MEGABYTE  # what symact itself takes, where the system does not tell


@final
@dataclass(frozen=True, slots=True)
class Limits:
    """The time and the memory that one candidate may take.

    Attributes:
        seconds: of wall-clock time; when it is used up the candidate is unknown.
        megabytes: beyond what symact takes before it looks at the candidate.
    """

    seconds: float = 10.0
    megabytes: int = 1024

    @property
    def out_of_time(self) -> str:
        """The reason that is given when the time is used up."""
        return f"not decided within {self.seconds:g} s"

    def to_dict(self) -> dict[str, object]:
        """The limits as JSON data."""
        return asdict(self)


def bound_memory(limits: Limits) -> None:
    """Let this process take no more memory than it has and the limit, where the system can."""
    try:
        import resource  # noqa: PLC0415 -- only POSIX has it
    except ImportError:
        return
    wanted = _taken() + limits.megabytes * MEGABYTE
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    except (ValueError, OSError):
        return  # macOS refuses some bounds; the time limit stands


def lift_memory() -> None:
    """Undo `bound_memory`, so that there is room for the message about it."""
    try:
        import resource  # noqa: PLC0415 -- only POSIX has it
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _taken() -> int:
    """The bytes of address space that this process has."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError):
        return _BARE
    import resource  # noqa: PLC0415 -- only POSIX has it

    return pages * resource.getpagesize()
