r"""Verdicts on statements about components, as ``\frac{\partial s_i}{\partial z_j} = \dots``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sympy as sp

from symact.check.linear import component_algebra as algebra
from symact.check.linear.component_page import (
    Family,
    Page,
    is_index,
    label_names,
    named,
    outputs_of,
    page_of,
)
from symact.check.linear.component_proof import open_cases, without_totals
from symact.check.linear.component_reading import Reader, read
from symact.check.linear.component_slopes import depends_on, expanded
from symact.check.linear.component_trial import Trial, trials
from symact.check.linear.component_units import DELTA, FUNCTION, Poly, minus, scale, units_in
from symact.check.report import Judgement
from symact.core.errors import InternalError, SymactError, UnsupportedError
from symact.core.verdict import Status
from symact.reading.held import tree as t
from symact.reading.held.tree import Tree
from symact.reading.held.walk import every
