"""Which letters are left of a command whose escape was eaten: tables, and nothing outside them."""

from symact.core.typeset_numbers import GREEK
from symact.reading.latex_words import COMMANDS

# -- commands by what stands behind them ---------------------------------------------------------

# They take an argument in braces.
TAKING = frozenset(
    (
        "frac", "dfrac", "tfrac", "cfrac", "sqrt", "text", "textbf", "textit", "textrm",
        "textnormal", "textsf", "texttt", "mathrm", "mathbf", "mathbb", "mathcal", "mathsf",
        "mathit", "boldsymbol", "operatorname", "overline", "underline", "widehat", "widetilde",
        "hat", "bar", "tilde", "vec", "begin", "end", "binom", "tbinom", "boxed", "tag", "breve",
        "acute", "underbrace", "overbrace", "overset", "underset", "xrightarrow", "substack",
        "nicefrac",
    )
)  # fmt: skip
# A digit may be their argument, too.
TAKING_DIGITS = frozenset(("frac", "dfrac", "tfrac", "cfrac"))
# A bracket stands behind them.
SIZED = frozenset(f"{size}{side}" for size in ("big", "bigg") for side in ("", "l", "r", "m"))
# A subscript stands behind them.
LIMITS = frozenset(("sum", "prod", "int", "lim"))
# They stand between two operands.
INFIX = frozenset(
    (
        "cdot", "times", "leq", "geq", "neq", "leqslant", "geqslant", "approx", "odot", "otimes",
        "oplus", "equiv", "notin", "subset", "subseteq", "supset", "rightarrow", "leftarrow",
        "Rightarrow", "Leftrightarrow", "longrightarrow", "leftrightarrow", "mapsto", "implies",
        "propto", "simeq", "coloneqq", "triangleq", "setminus",
    )
)  # fmt: skip
# They stand by themselves. Zeta is left out: a z before an eaten \beta leaves the same letters.
ALONE = frozenset(name for name in GREEK if len(name) > 3 and name != "zeta") | frozenset(
    ("infty", "nabla", "partial", "forall", "exists", "emptyset", "ldots", "cdots", "quad", "qquad")
)
# They are known by what an eaten escape leaves of them; without a backslash they are words.
OTHERS = frozenset(
    (
        "tanh", "tan", "arctan", "arcsin", "arccos", "arcsinh", "arccosh", "arctanh", "arsinh",
        "arcosh", "artanh", "argmax", "argmin", "arg", "to", "top", "ne", "neg", "not", "ni",
        "ast", "angle", "aleph", "asymp", "approxeq", "bullet", "because", "bot", "bmod", "bm",
        "bf", "bigcup", "bigcap", "bigoplus", "bigotimes", "bigstar", "backslash", "blacksquare",
        "flat", "frown", "fbox", "footnotesize", "natural", "nonumber", "notag", "newline",
        "nolimits", "noindent", "negthinspace", "rangle", "rceil", "rfloor", "rbrace", "rbrack",
        "rvert", "rVert", "right", "rm", "therefore", "triangle", "textstyle", "thinspace",
        "thickspace", "thickapprox", "thicksim", "varrho", "varsigma", "varpi", "varnothing",
        "vert", "vee", "vdots", "vphantom",
    )
)  # fmt: skip
# Rare ones, which only show that letters may come from elsewhere.
_RARE = frozenset(
    (
        "nleq",
        "ngeq",
        "nless",
        "ngtr",
        "nsim",
        "nmid",
        "ncong",
        "nexists",
        "nsubset",
        "nsubseteq",
        "nsupset",
        "nequiv",
        "nrightarrow",
        "nleftarrow",
        "nRightarrow",
        "nparallel",
        "nprec",
        "nsucc",
        "dots",
        "mid",
        "mod",
        "ceil",
        "floor",
        "vDash",
        "vdash",
        "nearrow",
        "nwarrow",
        "rightharpoonup",
        "rightleftharpoons",
        "rtimes",
        "bowtie",
        "boxplus",
        "boxtimes",
        "barwedge",
        "between",
        "beth",
        "bra",
        "braket",
        "abs",
        "ref",
        "toprule",
        "tt",
        "tiny",
        "today",
        "vline",
        "real",
        "atop",
        "array",
        "aleph",
        "amalg",
        "alph",
        "fi",
        "font",
        "foo",
        "root",
        "rule",
        "rho",
        "tau",
        "nu",
        "Re",
        "Im",
        "ll",
        "gg",
        "sim",
        "le",
        "ge",
        "in",
        "pm",
        "div",
        "circ",
    )
)
KNOWN = (
    TAKING | SIZED | LIMITS | INFIX | ALONE | OTHERS | _RARE | GREEK
    | {name.removeprefix("\\").rstrip("*") for name in COMMANDS if name[1:2].isalpha()}
)  # fmt: skip

# -- what an eaten escape leaves -----------------------------------------------------------------

# What a Python or JSON string makes of a backslash and a letter.
CONTROLS = {"\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r"}
# Those that no one types.
DECISIVE = frozenset("\a\b\v\f")
EATEN = frozenset(CONTROLS.values())
# Leftovers that are words as well, or names of something else.
_WORDS = frozenset(
    (
        "ceil", "floor", "brace", "brack", "lat", "rown", "ox", "box", "cute", "ewline", "rule",
        "ight", "ewcommand", "enewcommand",
    )
)  # fmt: skip
SHORTEST = 3
# Two letters are enough where braces stand behind them.
SHORTEST_TAKING = 2


def _sources() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name in KNOWN:
        if name[0] in EATEN and len(name) > 1:
            found.setdefault(name[1:], set()).add(name)
    return {rest: frozenset(names) for rest, names in found.items()}


# What is left, and the commands of which it may be left.
SOURCES = _sources()
# Leftovers that are enough without a control character: one command leaves them, and they are none.
LEFTOVERS = {
    rest: name
    for rest, names in SOURCES.items()
    for name in names
    if len(names) == 1
    and rest not in KNOWN | _WORDS
    and len(rest) >= (SHORTEST_TAKING if name in TAKING else SHORTEST)
    and name not in _RARE - GREEK
}
# Enough where a tabulator stands before them that does not indent a line.
AFTER_TAB = frozenset(("au", "an", "op"))
# They may stick to a letter before them: x\times with its tabulator taken out is ximes.
STICKING = frozenset(("imes", "ightarrow", "rac", "egin", "oldsymbol", "ext"))
# Commands that only lost the backslash.
BARE = TAKING | INFIX | ALONE
# One of these shows that \b was eaten in the same formula.
EATEN_B = frozenset(("egin", "oldsymbol", "igl", "igr", "ullet"))

# Right delimiters, the left ones, and what is left of the right ones.
CLOSERS = {"angle": ("langle", "rangle"), "ceil": ("lceil", "rceil"), "floor": ("lfloor", "rfloor")}

# -- environments and arguments ------------------------------------------------------------------

MATRICES = frozenset(
    f"{side}{size}{star}"
    for side in ("", "p", "b", "B", "v", "V")
    for size in ("matrix", "smallmatrix")
    for star in ("", "*")
)
CASES = frozenset(("cases", "dcases", "rcases", "cases*", "dcases*"))
ALIGNED = frozenset(
    f"{name}{star}"
    for name in (
        "aligned",
        "align",
        "alignat",
        "split",
        "gather",
        "gathered",
        "eqnarray",
        "multline",
    )
    for star in ("", "*")
)
ROWS = MATRICES | CASES | ALIGNED | {"array", "array*"}
ENVIRONMENTS = ROWS | {"equation", "equation*", "subequations", "substack"}
# What stands in their braces is no mathematics.
WORDED = (
    "text", "textbf", "textit", "textrm", "textnormal", "textsf", "texttt", "textup", "mbox",
    "hbox", "fbox", "mathrm", "mathit", "mathsf", "mathtt", "mathnormal", "operatorname", "label",
    "tag", "ref", "eqref", "cite", "color", "textcolor", "href", "url", "hspace", "vspace", "begin",
    "end", "emph", "intertext", "class", "style",
)  # fmt: skip
# They set their argument without its spaces.
SPACELESS = ("operatorname", "mathrm", "mathit", "mathsf", "mathbf")

# -- characters that HTML and Markdown put in ----------------------------------------------------

ENTITIES = {
    "lt": "<", "gt": ">", "amp": "&", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠",
    "nbsp": " ", "minus": "−", "times": "×", "middot": "·", "sdot": "·", "infin": "∞", "isin": "∈",
    "prime": "′", "apos": "'", "#39": "'", "#039": "'", "#x27": "'", "#60": "<", "#62": ">",
    "#38": "&",
}  # fmt: skip
# An accent of text in mathematics, which is none: the character alone is meant.
ESCAPED = frozenset("*^'<")
