"""The LaTeX commands and the words that have a meaning in a definition: tables, nothing outside."""

from symact.core.typeset_numbers import GREEK as _LETTERS

# Commands that only change how a formula looks.
LOOKS = frozenset(
    f"\\{name}"
    for name in (
        *[",", ";", ":", "!", ">"], " ", "\n", "quad", "qquad", "enspace", "thinspace", "medspace",
        "thickspace", "negthinspace", "displaystyle", "textstyle", "scriptstyle", "limits",
        "nolimits", "nonumber", "notag", "mathstrut", "allowbreak",
    )
)  # fmt: skip
SIZES = frozenset(
    f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
)
# What the author wrote for a delimiter, and what it is.
DELIMITERS = {
    **{mark: mark for mark in "()[]|."},
    "/": "/",
    r"\{": r"\{",
    r"\}": r"\}",
    r"\lbrace": r"\{",
    r"\rbrace": r"\}",
    r"\lparen": "(",
    r"\rparen": ")",
    r"\lbrack": "[",
    r"\rbrack": "]",
    r"\vert": "|",
    r"\lvert": "|",
    r"\rvert": "|",
}
OPENING = frozenset(("(", "[", r"\{"))
CLOSING = frozenset((")", "]", r"\}"))
CLOSED_BY = {"(": ")", "[": "]", r"\{": r"\}", "|": "|"}

# Commands that set their argument in another type: words, and those that make vectors or signs.
UPRIGHT = frozenset(
    f"\\{name}"
    for name in (
        "text", "mbox", "textrm", "textit", "textnormal", "textsf", "texttt", "hbox", "mathrm",
        "mathit", "mathsf", "mathtt", "mathnormal", "operatorname", "operatorname*",
    )
)  # fmt: skip
BOLD = frozenset(
    f"\\{name}" for name in ("mathbf", "mathbb", "mathbbm", "mathds", "boldsymbol", "bm", "textbf")
)

GREEK = {f"\\{name}": name for name in _LETTERS if name != "pi"}
CONSTANTS = {r"\pi": "pi", r"\infty": "oo"}
# Letters that are functions where nobody declares them.
LETTER_FUNCTIONS = {
    r"\sigma": "sigmoid",
    r"\Phi": "normal_cdf",
    r"\phi": "normal_density",
    r"\varphi": "normal_density",
    "W": "LambertW",
}
FUNCTIONS = {
    **{
        f"\\{name}": name
        for name in (
            "exp", "log", "ln", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh",
            "coth", "sech", "csch", "sgn", "erf", "erfc", "arcsin", "arccos", "arctan", "arsinh",
            "arcosh", "artanh", "arcsinh", "arccosh", "arctanh", "max", "min",
        )
    }
}  # fmt: skip
# Shorter names of functions, as they are usual in some languages.
SHORT = {
    "tg": "tan", "ctg": "cot", "arctg": "atan", "sh": "sinh", "ch": "cosh", "th": "tanh",
    "cth": "coth", "arsh": "asinh", "arch": "acosh", "arth": "atanh",
}  # fmt: skip
# What only numbers or names a formula.
LABELS = frozenset((r"\label", r"\tag", r"\tag*"))
# What a clause behind a formula may say of a letter, which it says already.
EXPLAINED = {
    r"\sigma": frozenset(
        ("is the logistic sigmoid", "is the sigmoid function", "is the logistic function",
         "is the logistic sigmoid function", "is the sigmoid", "denotes the sigmoid function")
    ),
    r"\Phi": frozenset(
        ("is the cumulative distribution function for gaussian distribution",
         "is the cumulative distribution function of the standard normal distribution",
         "is the standard normal cdf", "is the standard gaussian cdf",
         "is the standard gaussian cumulative distribution function",
         "is the cumulative distribution function of the gaussian distribution")
    ),
}  # fmt: skip

FRACTIONS = frozenset((r"\frac", r"\tfrac", r"\dfrac", r"\cfrac", r"\nicefrac", r"\sfrac"))
TIMES = frozenset((r"\cdot", r"\times", r"\ast", "*", r"\bullet", r"\odot"))
OVER = frozenset(("/", r"\div"))
RELATIONS = {
    "<": "<",
    ">": ">",
    "=": "==",
    r"\lt": "<",
    r"\gt": ">",
    **dict.fromkeys((r"\le", r"\leq", r"\leqslant", r"\leqq"), "<="),
    **dict.fromkeys((r"\ge", r"\geq", r"\geqslant", r"\geqq"), ">="),
    **dict.fromkeys((r"\ne", r"\neq"), "!="),
}
AND = frozenset((r"\land", r"\wedge"))
OR = frozenset((r"\lor", r"\vee"))
EQUALS = frozenset(("=", r"\coloneqq", r"\triangleq", r"\equiv", r"\coloneq"))

# Words beside the rows of cases, in the languages of lecture notes.
IF = frozenset(
    (
        "if", "for", "when", "where", "whenever", "in case", "wenn", "falls", "für", "si", "se",
        "pour", "para", "per", "quando", "cuando", "quand", "iff", "as", "on",
    )
)  # fmt: skip
OTHERWISE = frozenset(
    (
        "otherwise", "else", "elsewhere", "in all other cases", "sonst", "ansonsten", "sinon",
        "autrement", "si no", "en otro caso", "en caso contrario", "caso contrário", "altrimenti",
        "senão", "de lo contrario", "anderenfalls", "andernfalls", "其他", "否则",
    )
)  # fmt: skip
ELSE_IF = frozenset(("else if", "elseif", "elif", "otherwise if"))
ALSO = frozenset(("and", "und", "et", "e", "y"))
EITHER = frozenset(("or", "oder", "ou", "o", "u"))

# What is refused by name, with what to write instead.
HINTS = {
    **dict.fromkeys(
        (r"\newcommand", r"\renewcommand", r"\def", r"\let", r"\providecommand", r"\gdef",
         r"\edef", r"\DeclareMathOperator", r"\input", r"\include", r"\csname", r"\catcode",
         r"\write", r"\immediate", r"\openin", r"\usepackage"),
        "macros are not run; write the formula itself",
    ),
    r"\mapsto": "write f(x) = ...",
    r"\boxed": "write the formula without its box",
    r"\rm": r"write \mathrm{...}",
    r"\notin": r"write \text{otherwise}, or relations",
    r"\choose": "binomial coefficients are not among the functions that are read",
    r"\pm": "write the two functions one by one",
    r"\mp": "write the two functions one by one",
    **dict.fromkeys(
        (r"\sum", r"\prod", r"\int", r"\lim", r"\sup", r"\inf", r"\nabla", r"\partial"),
        "write the function's value without it",
    ),
    r"\prime": "write the derivative's own formula",
    r"\lg": r"write \log_{10} or \log_2",
    r"\ldots": "write all digits or all terms",
    r"\cdots": "write all terms",
    r"\dots": "write all terms",
    r"\lfloor": "the floor is not among the functions that are read",
    r"\lceil": "the ceiling is not among the functions that are read",
    r"\Vert": r"write |x| for an absolute value",
    r"\lVert": r"write |x| for an absolute value",
    r"\|": r"write |x| for an absolute value",
    r"\Gamma": "the gamma function is not among the functions that are read",
    r"\approx": "write = where the two are equal",
    r"\circ": "write the inner function as an argument, as in f(g(x))",
    r"\mid": "write |x| for an absolute value",
    r"\cases": r"write \begin{cases} ... \end{cases}",
    r"\%": r"write \frac{1}{100}",
    r"\cr": r"write \\ between the rows",
}  # fmt: skip
ENVIRONMENTS = frozenset(
    ("cases", "dcases", "array", "aligned", "matrix", "matrix*", "smallmatrix", "gathered", "split")
)
WITHOUT_BRACE = frozenset(("cases", "dcases"))

COMMANDS = frozenset(
    (*FUNCTIONS, *GREEK, *CONSTANTS, *FRACTIONS, *RELATIONS, *UPRIGHT, *BOLD, *HINTS, *OR, *AND,
     r"\sqrt", r"\cdot", r"\times", r"\odot", r"\over", r"\forall", r"\left", r"\right",
     r"\begin", r"\end", r"\in", r"\div", r"\quad", r"\qquad")
)  # fmt: skip
