"""Is a function known? Searched for in floating point, and proved by the kernel."""

from symact.derive.identify.relation import Identification, Kind, Match, Relation, Scaling
from symact.derive.identify.study import identify

__all__ = ["Identification", "Kind", "Match", "Relation", "Scaling", "identify"]
