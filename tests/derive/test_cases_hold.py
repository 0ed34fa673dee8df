"""What is proved for all values of the parameters, against profiles at single values."""

from dataclasses import fields, is_dataclass
from fractions import Fraction
from itertools import pairwise

import pytest
import sympy as sp

from symact.activations import activation
from symact.core.number import Number
from symact.derive.build import profile
from symact.derive.cases import Case, cases
from symact.documents.cases import cases_document
from symact.render import render

VALUES = [Fraction(1, 3), Fraction(1), Fraction(5, 2)]
SIGNED = [Fraction(-2), Fraction(-1), Fraction(-1, 3), Fraction(0), *VALUES]
SUBJECTS = {
    "leaky_relu": VALUES,
    "prelu": SIGNED,
    "elu": VALUES,
    "celu": VALUES,
    "swish": VALUES,
    "hard_shrink": VALUES,
    "soft_shrink": VALUES,
    "thresholded_relu": SIGNED,
    "squareplus": VALUES,
    "isru": VALUES,
    "smelu": VALUES,
    "sgelu": VALUES,
    "gaussian_coordinate": VALUES,
    "inverse_quadratic": VALUES,
}
NAMES = (
    *("domain", "range", "derivative_range", "limits", "derivative_limits", "zeros"),
    *("fixed_points", "critical_points", "local_extrema", "inflection_points", "plateaus"),
    *("kinks", "monotone", "convex", "symmetry", "smoothness", "lipschitz"),
    *("monotone_pieces", "convex_pieces", "asymptotes", "symmetries", "derivative_integral"),
)


def values(answer, at):
    """The answer with its numbers as decimals, the parameters set."""
    if isinstance(answer, Number):
        form = answer.around if answer.exact is None else answer.exact
        if form is None:
            return sp.Float(answer.decimal, 25)
        form = form.xreplace(at)
        digits = {s: sp.Float(s.name, 25) for s in form.free_symbols}
        return form if form in (sp.oo, -sp.oo) else sp.N(form.xreplace(digits), 22)
    if isinstance(answer, tuple):
        return tuple(values(part, at) for part in answer)
    if is_dataclass(answer):
        kept = [f.name for f in fields(answer) if f.name != "conventions"]
        return tuple(values(getattr(answer, name), at) for name in kept)
    return answer


def same(one, other):
    """Whether two answers agree, in numbers to 18 digits."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, sp.Float) and isinstance(other, sp.Float):
        return abs(one - other) <= 1e-18 * max(1, abs(one))
    return one == other


def holds(case: Case, at) -> bool:
    """Whether the condition of a case is met; each relation stands before the next part."""
    relations = {"<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge, "=": sp.Eq}
    by_name = {symbol.name: value for symbol, value in at.items()}

    def value(part):
        return part.subs({s: by_name[s.name] for s in part.free_symbols})

    return all(
        relations[relation](value(left), value(right)) == sp.true
        for chain in case.conditions
        for (left, relation), (right, _) in pairwise(chain)
    )


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_value_of_the_domain_has_one_case_and_its_answers(name):
    subject = activation(name)
    found = cases(subject)
    (parameter,) = subject.parameters
    letter = sp.Symbol(parameter.symbol.name, real=True)
    answered = 0
    for value in SUBJECTS[name]:
        at = {letter: sp.Rational(value.numerator, value.denominator)}
        (case,) = [case for case in found if holds(case, at)]
        single = profile(subject.with_parameters(**{letter.name: value}))
        for field in NAMES:
            general, special = getattr(case.profile, field), getattr(single, field)
            if general is None:
                continue
            answered += 1
            assert same(values(general, at), values(special, {})), (value, field)
    assert answered >= 0.9 * len(NAMES) * len(SUBJECTS[name])


def test_a_planted_wrong_case_is_seen():
    (case,) = cases(activation("celu"))
    at = {sp.Symbol("alpha", real=True): sp.Integer(2)}
    wrong = profile(activation("elu").with_parameters(alpha=2))
    assert not same(values(case.profile.derivative_range, at), values(wrong.derivative_range, {}))


@pytest.mark.parametrize(
    ("name", "conditions"),
    [
        ("elu", ["alpha < 1", "alpha = 1", "alpha > 1"]),
        ("swish", ["True"]),
        ("mpelu", ["alpha < 1/beta", "alpha = 1/beta", "alpha > 1/beta"]),
        ("clip", ["a < -b", "a = -b", "-b < a < 0", "a = 0"]),
    ],
)
def test_cases_split_where_answers_change_and_nowhere_else(name, conditions):
    assert [case.when for case in cases(activation(name))] == conditions


def test_the_table_of_cases_shows_the_class_of_elu():
    subject = activation("elu")
    text = render(cases_document(subject, cases(subject)), "text").decode()
    (smooth,) = [line for line in text.splitlines() if line.startswith("α = 1")]
    assert "C¹" in smooth
    assert "(0, 1]" in smooth
