"""What signs, commands and words mean to the reader of formulas: tables, nothing outside."""

from symact.core.typeset_numbers import GREEK

# -- letters -------------------------------------------------------------------------------------

LETTERS = {
    **{f"\\{name}": name for name in GREEK},
    r"\infty": "infty",
    r"\infin": "infty",
    r"\ell": "ell",
    r"\hbar": "hbar",
    r"\imath": "i",
    r"\jmath": "j",
    r"\top": "top",
    r"\intercal": "top",
    r"\mathsf T": "T",
    r"\E": "E",
}
SIGNS = {
    **dict(
        zip(
            "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩϕϵ∞ℓ⊤ᵀ",
            (
                *[
                    "alpha",
                    "beta",
                    "gamma",
                    "delta",
                    "epsilon",
                    "zeta",
                    "eta",
                    "theta",
                    "iota",
                    "kappa",
                    "lambda",
                    "mu",
                    "nu",
                    "xi",
                    "pi",
                    "rho",
                    "sigma",
                    "tau",
                    "upsilon",
                    "phi",
                    "chi",
                    "psi",
                    "omega",
                    "Gamma",
                    "Delta",
                    "Theta",
                    "Lambda",
                    "Xi",
                    "Pi",
                    "Sigma",
                    "Phi",
                    "Psi",
                    "Omega",
                    "phi",
                    "epsilon",
                    "infty",
                    "ell",
                    "top",
                    "top",
                ],
            ),
            strict=True,
        )
    ),
    "ⅇ": "e",
    "ℯ": "e",
    "𝑒": "e",
}
# Letters with an accent that is part of the character, and that letter with its style.
ACCENTED = {
    "ŷ": ("y", "hat"),
    "x̂": ("x", "hat"),
    "ȳ": ("y", "bar"),
    "ẑ": ("z", "hat"),
    "â": ("a", "hat"),
}
COMBINING = {"\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot"}
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣᵗⁱʲᶻʸᵘᵏᵐ", "0123456789+-()nxtijzyukm", strict=True))
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₙₘₓₜ", "0123456789+-ijknmxt", strict=True))
PARTS = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3)}
NUMBER_SETS = {"ℝ": "R", "ℕ": "N", "ℤ": "Z", "ℚ": "Q", "ℂ": "C"}

# -- operators and relations ---------------------------------------------------------------------

OPERATORS = {
    "+": "+", "-": "-", "−": "-", "–": "-", "—": "-", "\u2010": "-", "\u2011": "-",
    "*": "*", "∗": "*", "×": r"\times", "·": r"\cdot", "⋅": r"\cdot", "•": r"\cdot", "∙": r"\cdot",
    "⊙": r"\odot", "∘": r"\circ", "⊗": r"\otimes", "@": "@", "/": "/", "÷": "/", "∕": "/", "!": "!",
    r"\cdot": r"\cdot", r"\times": r"\times", r"\ast": "*", r"\star": r"\star",
    r"\bullet": r"\cdot", r"\odot": r"\odot", r"\circ": r"\circ", r"\otimes": r"\otimes",
    r"\div": "/", r"\pm": r"\pm", r"\mp": r"\pm", "±": r"\pm", r"\oplus": r"\oplus",
    r"\cup": r"\cup", r"\cap": r"\cap", "∪": r"\cup", "∩": r"\cap", r"\setminus": r"\setminus",
    r"\backslash": r"\setminus", r"\slash": "/",
}  # fmt: skip
RELATIONS = {
    "=": "=", "<": "<", ">": ">", "≤": "<=", "≥": ">=", "⩽": "<=", "⩾": ">=", "≠": "!=",
    "≈": "~", "≃": "~", "≅": "~", "∼": "~", "∈": "in", "→": "->", "⟶": "->", "↦": "->", "≡": "=",
    "≔": ":=", "≜": ":=", "∝": "prop", "⊂": "subset", "⊆": "subset", "⟼": "->",
    r"\lt": "<", r"\gt": ">",
    **dict.fromkeys((r"\le", r"\leq", r"\leqslant", r"\leqq"), "<="),
    **dict.fromkeys((r"\ge", r"\geq", r"\geqslant", r"\geqq"), ">="),
    **dict.fromkeys((r"\ne", r"\neq"), "!="),
    **dict.fromkeys((r"\approx", r"\approxeq", r"\simeq", r"\cong", r"\sim", r"\thickapprox"), "~"),
    r"\doteq": "~", r"\in": "in", r"\ni": "ni", r"\notin": "notin", r"\equiv": "=",
    **dict.fromkeys((r"\to", r"\rightarrow", r"\longrightarrow", r"\mapsto", r"\longmapsto"), "->"),
    **dict.fromkeys((r"\coloneqq", r"\triangleq", r"\coloneq", r"\overset{def}="), ":="),
    r"\propto": "prop", r"\subset": "subset", r"\subseteq": "subset", r"\ll": "<<", r"\gg": ">>",
}  # fmt: skip
# Signs of the keyboard that stand for a relation, the longest first.
KEYBOARD = (
    ("<=", "<="), (">=", ">="), ("==", "="), ("!=", "!="), (":=", ":="), ("~=", "~"), ("=>", "=>"),
    ("->", "->"), ("~", "~"),
)  # fmt: skip
IMPLIES = frozenset(
    f"\\{name}" for name in (
        "Rightarrow", "implies", "Longrightarrow", "therefore", "because", "iff", "Leftrightarrow",
        "Longleftrightarrow", "leadsto", "Longmapsto", "leftrightarrow",
    )
) | frozenset("⇒⟹∴∵⇔⟺")  # fmt: skip

# -- functions -----------------------------------------------------------------------------------

FUNCTIONS = {
    f"\\{name}": name
    for name in (
        "exp", "log", "ln", "lg", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh",
        "coth", "sech", "csch", "sgn", "erf", "erfc", "arcsin", "arccos", "arctan", "arsinh",
        "arcosh", "artanh", "arcsinh", "arccosh", "arctanh", "max", "min", "sup", "inf", "argmax",
        "argmin", "arg", "det", "dim", "ker", "rank", "Pr", "diag", "tr", "softmax", "sigmoid",
        "relu", "ReLU", "sign", "logistic",
    )
}  # fmt: skip
# Names of functions that stand in letters alone; the catalogue has more.
NAMED = frozenset(
    (
        *FUNCTIONS.values(), "abs", "sqrt", "asin", "acos", "atan", "asinh", "acosh", "atanh",
        "maximum", "minimum", "cbrt", "clip", "clamp", "diag", "trace", "norm", "dot", "softmax",
        "argmax", "argmin", "logistic", "step", "heaviside", "Heaviside", "sgn", "tg", "th", "sh",
        "ch", "arctg", "arth", "logit", "hardmax", "logsumexp", "LSE", "LogSumExp", "MSE", "CE",
    )
)  # fmt: skip
# Letters that are functions where the document has not said otherwise.
FUNCTION_LETTERS = frozenset(("sigma", "f", "g", "h", "phi", "varphi", "Phi", "F", "G"))
EXTREMA = {
    "max": "max", "min": "min", "sup": "sup", "inf": "inf", "argmax": "argmax", "argmin": "argmin",
    "arg max": "argmax", "arg min": "argmin",
}  # fmt: skip
BIG = {
    r"\sum": "sum", r"\prod": "prod", r"\int": "int", "∑": "sum", "∏": "prod", "∫": "int",
}  # fmt: skip

# -- looks ---------------------------------------------------------------------------------------

SPACES = frozenset(
    f"\\{name}"
    for name in (
        ",", ";", ":", "!", ">", " ", "\n", "enspace", "thinspace", "medspace", "thickspace",
        "negthinspace", "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits",
        "nonumber", "notag", "mathstrut", "allowbreak", "noindent", "hfill", "smallskip", "relax",
        "small", "large", "Large", "LARGE", "tiny", "footnotesize", "normalsize", "huge", "strut",
        "hline", "rm", "bf", "it", "left<", "nobreak", "break", "newline*", "centering", "par", "/",
    )
)  # fmt: skip
WIDE = frozenset((r"\quad", r"\qquad", r"\hspace", r"\hskip", r"\mkern", r"\kern", r"\hspace*"))
SIZES = frozenset(
    f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
)
FRACTIONS = frozenset((r"\frac", r"\tfrac", r"\dfrac", r"\cfrac", r"\nicefrac", r"\sfrac"))
ACCENTS = {
    r"\hat": "hat", r"\widehat": "hat", r"\bar": "bar", r"\overline": "bar", r"\tilde": "tilde",
    r"\widetilde": "tilde", r"\dot": "dot", r"\ddot": "ddot", r"\vec": "vec",
    r"\overrightarrow": "vec", r"\underline": "underline",
}  # fmt: skip
WORDS = frozenset(
    f"\\{name}"
    for name in (
        "text",
        "mbox",
        "textrm",
        "textit",
        "textnormal",
        "textsf",
        "texttt",
        "hbox",
        "textbf",
        "emph",
        "textup",
        "intertext",
        "shortintertext",
    )
)
UPRIGHT = frozenset(
    f"\\{name}"
    for name in ("mathrm", "mathit", "mathsf", "mathtt", "mathnormal", "operatorname",
                 "operatorname*", "operatornamewithlimits", "mathop", "rm")
)  # fmt: skip
BOLD = {
    **dict.fromkeys((r"\mathbf", r"\boldsymbol", r"\bm", r"\pmb", r"\mathbfit", r"\bold"), "bold"),
    **dict.fromkeys((r"\mathcal", r"\mathscr", r"\mathfrak"), "calligraphic"),
    **dict.fromkeys((r"\mathbb", r"\mathbbm", r"\mathds", r"\Bbb"), "doubled"),
}
# Commands whose argument alone counts, with how many arguments stand before it.
UNWRAPPED = {
    r"\boxed": 0, r"\fbox": 0, r"\underbrace": 0, r"\overbrace": 0, r"\color": 1, r"\textcolor": 1,
    r"\colorbox": 1, r"\phantom": -1, r"\hphantom": -1, r"\vphantom": -1, r"\cancel": 0,
    r"\bbox": 0, r"\mathstrut": 0, r"\ensuremath": 0, r"\mathrel": 0, r"\mathbin": 0, r"\smash": 0,
    r"\label": -1, r"\tag": -1, r"\tag*": -1, r"\hspace": -1, r"\vspace": -1, r"\eqref": -1,
    r"\ref": -1, r"\cite": -1, r"\footnote": -1, r"\hspace*": -1, r"\style": -2, r"\class": -2,
    r"\eqalign": 0,
}  # fmt: skip
DELIMITERS = {
    **{mark: mark for mark in "()[].<>/"},
    "|": "|", r"\{": "{", r"\}": "}", r"\lbrace": "{", r"\rbrace": "}", r"\lparen": "(",
    r"\rparen": ")", r"\lbrack": "[", r"\rbrack": "]", r"\vert": "|", r"\lvert": "|",
    r"\rvert": "|", r"\Vert": "‖", r"\lVert": "‖", r"\rVert": "‖", r"\|": "‖", r"\langle": "⟨",
    r"\rangle": "⟩", r"\lfloor": "⌊", r"\rfloor": "⌋", r"\lceil": "⌈", r"\rceil": "⌉", "‖": "‖",
    r"\mid": "|", r"\lgroup": "(", r"\rgroup": ")",
}  # fmt: skip
OPENS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉"}
CLOSES = frozenset(OPENS.values())
FULL_WIDTH = str.maketrans("（）【】［］，；：。＝＋－＜＞｛｝／＊＾", "()[][],;:.=+-<>{}/*^")

# -- environments --------------------------------------------------------------------------------

MATRICES = frozenset(
    f"{kind}{star}" for kind in ("matrix", "bmatrix", "pmatrix", "vmatrix", "Bmatrix",
                                 "smallmatrix", "array", "bsmallmatrix", "psmallmatrix")
    for star in ("", "*")
)  # fmt: skip
CASES = frozenset(("cases", "dcases", "rcases", "cases*", "dcases*", "numcases"))
ALIGNED = frozenset(
    f"{kind}{star}" for kind in ("align", "aligned", "gather", "gathered", "split", "eqnarray",
                                 "alignat", "alignedat", "multline", "flalign", "equation",
                                 "displaymath", "math", "eqalign") for star in ("", "*")
)  # fmt: skip

# -- words of languages --------------------------------------------------------------------------

IF = frozenset(
    (
        "if", "for", "when", "where", "whenever", "in case", "wenn", "falls", "für", "si", "se",
        "pour", "para", "per", "quando", "cuando", "quand", "iff", "as", "on", "for all", "as x",
        "ise", "eğer", "pro", "когда", "если", "若", "当", "if and only if", "provided", "lorsque",
        "for any", "for every", "with", "만약", "while", "only if", "gdy", "dla",
    )
)  # fmt: skip
OTHERWISE = frozenset(
    (
        "otherwise", "else", "elsewhere", "in all other cases", "sonst", "ansonsten", "sinon",
        "autrement", "si no", "en otro caso", "en caso contrario", "caso contrário", "altrimenti",
        "senão", "de lo contrario", "anderenfalls", "andernfalls", "其他", "否则", "o.w.", "o/w",
        "ow", "c.c.", "aksi halde", "aksi takdirde", "diğer", "jinak", "其它", "그 외", "other",
        "others", "otherwise.", "caso contrario", "outros casos", "cc", "c.c", "diğer durumlarda",
    )
)  # fmt: skip
AT = frozenset(("at", "bei", "en", "à", "em", "in", "在", "at the point", "at about"))
AND = frozenset(("and", "und", "et", "e", "y", "ve", "a", "&", "且"))
OR = frozenset(("or", "oder", "ou", "o", "u", "veya", "或"))
CONDITION_COMMANDS = {r"\land": "and", r"\wedge": "and", r"\lor": "or", r"\vee": "or",
                      "∧": "and", "∨": "or"}  # fmt: skip

# Single characters and commands that are lexemes of a kind of their own.
MARKS = {"^": "caret", "_": "under", "&": "amp", ",": "comma", ";": "semicolon", ":": "colon",
          ".": "period", "{": "lbrace", "}": "rbrace", "'": "prime", "|": "bar", "‖": "dbar",
          "…": "dots", "∂": "partial", "∇": "nabla", "√": "sqrt", "?": "semicolon",
          "\\": "row"}  # fmt: skip
COMMANDS = {
    r"\partial": "partial", r"\nabla": "nabla", r"\sqrt": "sqrt", r"\binom": "binom",
    r"\ldots": "dots", r"\cdots": "dots", r"\dots": "dots", r"\vdots": "dots", r"\ddots": "dots",
    r"\dotsc": "dots", r"\lim": "lim", r"\over": "over", r"\prime": "prime", r"\forall": "forall",
    r"\mid": "bar", r"\left": "left", r"\right": "right", r"\middle": "middle",
    r"\substack": "substack", r"\degree": "degree", r"\emptyset": "emptyset",
}  # fmt: skip
