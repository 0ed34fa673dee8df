r"""The declared vocabulary of formulas: every name with its character and its class of spacing.

The classes are TeX's: ``ord``, ``large``, ``bin``, ``rel``, ``open``, ``close``, ``punct``.
A name is the command without its backslash, or the character itself.
"""

GREEK: dict[str, str] = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ϵ",
    "varepsilon": "ε",
    "zeta": "ζ",
    "eta": "η",
    "theta": "θ",
    "vartheta": "ϑ",
    "iota": "ι",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "xi": "ξ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "upsilon": "υ",
    "phi": "ϕ",
    "varphi": "φ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
    "Gamma": "Γ",
    "Delta": "Δ",
    "Theta": "Θ",
    "Lambda": "Λ",
    "Xi": "Ξ",
    "Pi": "Π",
    "Sigma": "Σ",
    "Upsilon": "Υ",
    "Phi": "Φ",
    "Psi": "Ψ",
    "Omega": "Ω",
    "ell": "ℓ",
}

_BY_CLASS: dict[str, dict[str, str]] = {
    "ord": {
        "infty": "∞",
        "partial": "∂",
        "nabla": "∇",
        "top": "⊤",
        "bot": "⊥",
        "forall": "∀",
        "exists": "∃",
        "emptyset": "∅",
        "varnothing": "∅",
        "prime": "′",
        "%": "%",
        "/": "/",
        "!": "!",
        "?": "?",
        ".": ".",
        "|": "|",
        "vert": "|",
        "Vert": "‖",
        "backslash": "\\",
        "ldots": "…",
        "dots": "…",
        "cdots": "⋯",
        "vdots": "⋮",
        "ddots": "⋱",
        "neg": "¬",
        "lnot": "¬",
        "degree": "°",
        "square": "□",
        "checkmark": "✓",
        "_": "_",
        "&": "&",
        "#": "#",
    },
    "large": {
        "sum": "∑",
        "prod": "∏",
        "int": "∫",
        "bigcup": "⋃",
        "bigcap": "⋂",
    },
    "bin": {
        "+": "+",
        "-": "−",
        "*": "∗",
        "pm": "±",
        "mp": "∓",
        "cdot": "⋅",
        "times": "×",
        "div": "÷",
        "odot": "⊙",
        "oplus": "⊕",
        "otimes": "⊗",
        "circ": "∘",
        "bullet": "∙",
        "ast": "∗",
        "star": "⋆",
        "cup": "∪",
        "cap": "∩",
        "setminus": "∖",
        "wedge": "∧",
        "land": "∧",
        "vee": "∨",
        "lor": "∨",
    },
    "rel": {
        "=": "=",
        "<": "<",
        ">": ">",
        ":": ":",
        "lt": "<",
        "gt": ">",
        "le": "≤",
        "leq": "≤",
        "ge": "≥",
        "geq": "≥",
        "leqslant": "⩽",
        "geqslant": "⩾",
        "ll": "≪",
        "gg": "≫",
        "ne": "≠",
        "neq": "≠",
        "approx": "≈",
        "sim": "∼",
        "simeq": "≃",
        "cong": "≅",
        "equiv": "≡",
        "propto": "∝",
        "to": "→",
        "rightarrow": "→",
        "leftarrow": "←",
        "gets": "←",
        "leftrightarrow": "↔",
        "longrightarrow": "⟶",
        "Rightarrow": "⇒",
        "Leftarrow": "⇐",
        "Leftrightarrow": "⇔",
        "Longrightarrow": "⟹",
        "implies": "⟹",
        "iff": "⟺",
        "mapsto": "↦",
        "longmapsto": "⟼",
        "nearrow": "↗",
        "searrow": "↘",
        "uparrow": "↑",
        "downarrow": "↓",
        "in": "∈",
        "notin": "∉",
        "ni": "∋",
        "subset": "⊂",
        "subseteq": "⊆",
        "supset": "⊃",
        "supseteq": "⊇",
        "mid": "∣",
        "parallel": "∥",
        "perp": "⟂",
        "coloneqq": "≔",
        "therefore": "∴",
        "because": "∵",
    },
    "open": {
        "(": "(",
        "[": "[",
        "{": "{",
        "lbrace": "{",
        "lbrack": "[",
        "langle": "⟨",
        "lfloor": "⌊",
        "lceil": "⌈",
        "lvert": "|",
        "lVert": "‖",
    },
    "close": {
        ")": ")",
        "]": "]",
        "}": "}",
        "rbrace": "}",
        "rbrack": "]",
        "rangle": "⟩",
        "rfloor": "⌋",
        "rceil": "⌉",
        "rvert": "|",
        "rVert": "‖",
    },
    "punct": {",": ",", ";": ";", "colon": ":"},
}

SYMBOLS: dict[str, tuple[str, str]] = {
    name: (char, kind) for kind, names in _BY_CLASS.items() for name, char in names.items()
}

# Names that are written as the bare character in a source, all others take a backslash.
CHARACTERS = frozenset("+-*/=<>:()[],;.|!?")
ESCAPED = frozenset("{}%_&#")

_PLAIN_FUNCTIONS = (
    *("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth"),
    *("arcsin", "arccos", "arctan", "exp", "ln", "log", "lg", "arg", "deg", "dim", "hom", "ker"),
)
_LIMIT_FUNCTIONS = ("max", "min", "sup", "inf", "lim", "det", "gcd", "Pr", "limsup", "liminf")
# Whether the scripts of a function stand below and above it in a displayed formula.
FUNCTIONS: dict[str, bool] = {
    **dict.fromkeys(_PLAIN_FUNCTIONS, False),
    **dict.fromkeys(_LIMIT_FUNCTIONS, True),
}
PRINTED_FUNCTIONS = {"limsup": "lim sup", "liminf": "lim inf"}

# Widths in units of one eighteenth of the type size.
SPACES: dict[str, int] = {
    "!": -3,
    ",": 3,
    ":": 4,
    ">": 4,
    ";": 5,
    " ": 6,
    "enspace": 9,
    "quad": 18,
    "qquad": 36,
}

DELIMITERS: dict[str, str] = {
    ".": "",
    "/": "/",
    "|": "|",
    "vert": "|",
    "Vert": "‖",
    **{name: char for kind in ("open", "close") for name, char in _BY_CLASS[kind].items()},
}

ALPHABETS = ("mathrm", "mathbf", "mathbb", "mathcal", "mathsf", "mathit", "boldsymbol")
ACCENTS: dict[str, str] = {
    "hat": "^",
    "widehat": "^",
    "tilde": "~",
    "widetilde": "~",
    "bar": "¯",
    "overline": "¯",
    "underline": "_",
    "vec": "→",
    "dot": "˙",
    "ddot": "¨",
    "underbrace": "⏟",
    "overbrace": "⏞",
}
STACKS = ("overset", "underset", "stackrel")
SIZES: dict[str, float] = {"big": 1.2, "Big": 1.8, "bigg": 2.4, "Bigg": 3.0}
SIZED: dict[str, tuple[float, str]] = {
    size + side: (height, kind)
    for size, height in SIZES.items()
    for side, kind in (("l", "open"), ("r", "close"), ("m", "rel"), ("", "ord"))
}
MATRICES: dict[str, tuple[str, str]] = {
    "matrix": (".", "."),
    "smallmatrix": (".", "."),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("Vert", "Vert"),
    "array": (".", "."),
    "cases": ("{", "."),
    "dcases": ("{", "."),
    "aligned": (".", "."),
}

_BLACKBOARD = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
_SCRIPT = {
    "B": "ℬ",
    "E": "ℰ",
    "F": "ℱ",
    "H": "ℋ",
    "I": "ℐ",
    "L": "ℒ",
    "M": "ℳ",
    "R": "ℛ",
}
# The first capital, the first small letter and the first digit of each mathematical alphabet.
_ORIGINS: dict[str, tuple[int, int, int]] = {
    "mathbf": (0x1D400, 0x1D41A, 0x1D7CE),
    "boldsymbol": (0x1D468, 0x1D482, 0x1D7CE),
    "mathbb": (0x1D538, 0, 0),
    "mathcal": (0x1D49C, 0, 0),
    "mathsf": (0x1D5A0, 0x1D5BA, 0x1D7E2),
}
_GREEK_ORIGINS = {"mathbf": (0x1D6A8, 0x1D6C2), "boldsymbol": (0x1D71C, 0x1D736)}


def in_alphabet(style: str, char: str) -> str:
    """The character of a mathematical alphabet, or the same one where the alphabet lacks it.

    Example:
        >>> in_alphabet("mathbb", "R"), in_alphabet("mathbf", "W"), in_alphabet("mathrm", "d")
        ('ℝ', '𝐖', 'd')
    """
    special = {"mathbb": _BLACKBOARD, "mathcal": _SCRIPT}.get(style, {})
    if char in special:
        return special[char]
    if style in _GREEK_ORIGINS and "Α" <= char <= "ω":
        capital, small = _GREEK_ORIGINS[style]
        return chr(capital + ord(char) - ord("Α") if char <= "Ω" else small + ord(char) - ord("α"))
    origins = _ORIGINS.get(style)
    if origins is None or not char.isascii():
        return char
    for first, origin in zip("Aa0", origins, strict=True):
        last = {"A": "Z", "a": "z", "0": "9"}[first]
        if first <= char <= last and origin:
            return chr(origin + ord(char) - ord(first))
    return char


# What to write instead of a command that is refused.
HINTS: dict[str, str] = {
    "label": "labels belong to the block, not to its formula",
    "tag": "numbers belong to the block, not to its formula",
    "limits": "large operators take limits by themselves",
    "over": "write \\frac{a}{b}",
    "rm": "write \\mathrm{...}",
    "bf": "write \\mathbf{...}",
    "erf": "write \\operatorname{erf}",
    "argmax": "write \\operatorname*{arg\\,max}",
    "not": "write \\neq or \\notin",
    "R": "write \\mathbb{R}",
}
