"""Formulas as MathML Core, with TeX's spacing written out so that browsers agree.

A prime is an operator after its letter and not a superscript, columns are aligned by CSS, and
only delimiters of a fence stretch: each of these is what Chromium and Firefox both set well.
"""

from dataclasses import dataclass, replace
from html import escape
from typing import assert_never, final

from symact.documents.mathnodes import (
    Accent,
    Boxed,
    Digits,
    Fence,
    Fraction,
    Function,
    Grid,
    Group,
    Letter,
    MathNode,
    MathRow,
    Root,
    Script,
    Sized,
    Space,
    Stack,
    Styled,
    Symbol,
    Words,
)
from symact.documents.mathspacing import classes, gaps
from symact.documents.mathsymbols import (
    ACCENTS,
    DELIMITERS,
    GREEK,
    MATRICES,
    PRINTED_FUNCTIONS,
    SIZED,
    SPACES,
    SYMBOLS,
    in_alphabet,
)
from symact.documents.mathtree import parse_math


@final
@dataclass(frozen=True, slots=True)
class _Context:
    """Where a row stands: in a display, in a script, in an alphabet."""

    display: bool
    script: bool = False
    alphabet: str = ""

    @property
    def inside(self) -> "_Context":
        """The context of a part that is not displayed."""
        return replace(self, display=False)

    @property
    def small(self) -> "_Context":
        """The context of a script."""
        return replace(self, display=False, script=True)


def mathml(tex: str, *, display: bool = False) -> str:
    r"""A formula as a ``math`` element that carries its LaTeX as an annotation for readers.

    Raises:
        InputError: SA11x, as `parse_math`.

    Example:
        >>> mathml("x")
        '<math alttext="x"><mi>x</mi></math>'
    """
    row = parse_math(tex)
    block = ' display="block"' if display else ""
    return f'<math{block} alttext="{escape(tex)}">{_inner(row, _Context(display))}</math>'


def _em(eighteenths: int) -> str:
    return f"{eighteenths / 18:.4g}em"


def _operator(char: str, *, left: int = 0, right: int = 0, more: str = "") -> str:
    text = escape(char, quote=False)
    return f'<mo lspace="{_em(left)}" rspace="{_em(right)}"{more}>{text}</mo>'


def _inner(row: MathRow, context: _Context) -> str:
    """The elements of a row, without a parent."""
    spaces = gaps(row, script=context.script)
    kinds = classes(row)
    parts: list[str] = []
    i = 0
    while i < len(row):
        node, before = row[i], spaces[i]
        after = spaces[i + 1] if i + 1 < len(row) else 0
        if isinstance(node, Symbol) and not _is_identifier(node):
            # The space on both sides goes into the operator; its neighbours then add none.
            parts.append(_symbol(node, kinds[i], context, before, after))
            if i + 1 < len(row):
                spaces[i + 1] = 0
        else:
            if before:
                parts.append(f'<mspace width="{_em(before)}"/>')
            parts.append(_node(node, context))
        i += 1
    return "".join(parts)


def _row(row: MathRow, context: _Context) -> str:
    """Exactly one element for a row."""
    text = _inner(row, context)
    single = len(row) == 1 and not isinstance(row[0], Styled | Script)
    return text if single else f"<mrow>{text}</mrow>"


def _is_identifier(node: Symbol) -> bool:
    return node.name in {"infty", "partial", "nabla", "top", "bot", "emptyset", "varnothing"}


def _symbol(node: Symbol, kind: str, context: _Context, left: int, right: int) -> str:
    char, own = SYMBOLS[node.name]
    if own == "large":
        limits = ' movablelimits="false"' if context.display else ""
        big = ' largeop="true"' if context.display else ""
        return _operator(char, left=left, right=right, more=f"{big}{limits}")
    more = ' stretchy="false"'
    if own == "bin" and kind == "ord":
        more += ' form="prefix"'
    return _operator(char, left=left, right=right, more=more)


def _letters(text: str, context: _Context) -> str:
    """A run of letters in the alphabet of the context."""
    style = context.alphabet
    if style in {"", "mathit"}:
        upright = len(text) == 1 and "Α" <= text <= "Ω"
        return f'<mi mathvariant="normal">{text}</mi>' if upright else f"<mi>{text}</mi>"
    shown = "".join(in_alphabet(style, char) for char in text)
    upright = len(shown) == 1 and shown == text
    return f'<mi mathvariant="normal">{shown}</mi>' if upright else f"<mi>{shown}</mi>"


def _styled(style: str, body: MathRow, context: _Context) -> str:
    if style in {"displaystyle", "textstyle"}:
        on = style == "displaystyle"
        flag = "true" if on else "false"
        inner = _inner(body, replace(context, display=on))
        return f'<mstyle displaystyle="{flag}">{inner}</mstyle>'
    context = replace(context, alphabet=style)
    names = [GREEK.get(n.name, n.name) for n in body if isinstance(n, Letter)]
    if len(names) == len(body) and body:
        return _letters("".join(names), context)
    return _row(body, context)


def _stretchy(name: str, form: str) -> str:
    char = escape(DELIMITERS[name])
    if not char:
        return ""
    return f'<mo stretchy="true" form="{form}" lspace="0em" rspace="0em">{char}</mo>'


_PLAIN = ' stretchy="false" form="prefix"'


def _is_low(node: MathNode) -> bool:
    """Whether a node is no taller than a letter with a script."""
    match node:
        case Digits() | Letter() | Function() | Words() | Space():
            return True
        case Symbol(name):
            return SYMBOLS[name][1] != "large"
        case Group(body):
            return all(map(_is_low, body))
        case Styled(style, body):
            return style not in {"displaystyle", "textstyle"} and all(map(_is_low, body))
        case Script(base, sub, sup):
            return all(map(_is_low, (base, *sub, *sup)))
        case Fence(_, _, body):
            return all(map(_is_low, body))
        case _:
            return False


def _script(node: Script, context: _Context) -> str:
    base = _node(node.base, context) if node.base != Group(()) else "<mrow></mrow>"
    under = isinstance(node.base, Accent) and node.base.kind.endswith("brace")
    if isinstance(node.base, Function):
        under = node.base.limits and context.display
    if isinstance(node.base, Symbol):
        under = SYMBOLS[node.base.name][1] == "large" and context.display and (
            node.base.name != "int"
        )  # fmt: skip
    if node.primes:
        base = f"<mrow>{base}{_operator('′' * node.primes)}</mrow>"
    sub = _row(node.sub, context.small)
    sup = _row(node.sup, context.small)
    match bool(node.sub), bool(node.sup):
        case True, True:
            name = "munderover" if under else "msubsup"
            return f"<{name}>{base}{sub}{sup}</{name}>"
        case True, False:
            name = "munder" if under else "msub"
            return f"<{name}>{base}{sub}</{name}>"
        case False, True:
            name = "mover" if under else "msup"
            return f"<{name}>{base}{sup}</{name}>"
        case _:
            return base


def _accent(node: Accent, context: _Context) -> str:
    body = _row(node.body, context)
    mark = escape(ACCENTS[node.kind])
    if node.kind == "overline":
        return f'<mrow class="over">{body}</mrow>'
    if node.kind == "underline":
        return f'<mrow class="under">{body}</mrow>'
    if node.kind == "underbrace":
        return f'<munder>{body}<mo stretchy="true">{mark}</mo></munder>'
    stretch = "true" if node.kind in {"overbrace", "widehat", "widetilde"} else "false"
    accent = "" if node.kind == "overbrace" else ' accent="true"'
    return f'<mover{accent}>{body}<mo stretchy="{stretch}">{mark}</mo></mover>'


_COLUMN = {"l": "left", "c": "center", "r": "right"}


def _aligned(side: str) -> str:
    """Chromium moves the content of a cell for its own word alone; others take the common one."""
    return f"text-align:{side};text-align:-webkit-{side}"


def _alignments(node: Grid, count: int) -> tuple[str, ...]:
    """The alignment of each column."""
    if node.columns:
        return tuple(_COLUMN[c] for c in node.columns if c != "|")
    if node.kind in {"cases", "dcases"}:
        return ("left",) * count
    if node.kind == "aligned":
        return tuple("left" if i % 2 else "right" for i in range(count))
    return ("center",) * count


def _bars(columns: str) -> set[int]:
    """The columns that have a bar on their left."""
    found = set()
    seen = 0
    for char in columns:
        if char == "|":
            found.add(seen)
        else:
            seen += 1
    return found


def _grid(node: Grid, context: _Context) -> str:
    count = max(len(row) for row in node.rows)
    sides = _alignments(node, count)
    bars = _bars(node.columns)
    aligned = node.kind == "aligned"
    inner = replace(context, display=node.kind in {"aligned", "dcases"})
    style = ' displaystyle="true"' if inner.display else ""
    rows = []
    for row in node.rows:
        cells = []
        for i, cell in enumerate((*row, *(((),) * (count - len(row))))):
            # An empty part before a relation keeps the space of that relation, as amsmath does.
            head = cell if not (aligned and i % 2) else (Group(()), *cell)
            bar = ' class="bar"' if i in bars else ""
            cells.append(f'<mtd{bar} style="{_aligned(sides[i])}">{_inner(head, inner)}</mtd>')
        rows.append(f"<mtr>{''.join(cells)}</mtr>")
    table = f'<mtable class="{node.kind}"{style}>{"".join(rows)}</mtable>'
    left, right = MATRICES[node.kind]
    return f"<mrow>{_stretchy(left, 'prefix')}{table}{_stretchy(right, 'postfix')}</mrow>"


def _node(node: MathNode, context: _Context) -> str:  # noqa: PLR0912
    match node:
        case Digits(text):
            style = context.alphabet
            return f"<mn>{''.join(in_alphabet(style, c) for c in text)}</mn>"
        case Letter(name):
            return _letters(GREEK.get(name, name), context)
        case Symbol(name):
            if _is_identifier(node):
                return f'<mi mathvariant="normal">{SYMBOLS[name][0]}</mi>'
            return _symbol(node, "ord", context, 0, 0)
        case Function(name):
            shown = PRINTED_FUNCTIONS.get(name, name)
            upright = ' mathvariant="normal"' if len(shown) == 1 else ""
            return f"<mi{upright}>{escape(shown)}</mi>"
        case Words(text):
            ends = text.replace("  ", " ")
            lead = "\u00a0" if ends.startswith(" ") else ""
            tail = "\u00a0" if ends.endswith(" ") and ends.strip() else ""
            return f"<mtext>{lead}{escape(ends.strip())}{tail}</mtext>"
        case Space(name):
            return f'<mspace width="{_em(SPACES[name])}"/>'
        case Styled(style, body):
            return _styled(style, body, context)
        case Group(body):
            return f"<mrow>{_inner(body, context)}</mrow>"
        case Fraction(numerator, denominator, style):
            flag = {"dfrac": ' displaystyle="true"', "tfrac": ' displaystyle="false"'}
            inside = context.inside
            return (
                f"<mfrac{flag.get(style, '')}>{_row(numerator, inside)}"
                f"{_row(denominator, inside)}</mfrac>"
            )
        case Root(body, index):
            if index:
                small = _row(index, context.small)
                return f"<mroot>{_row(body, context.inside)}{small}</mroot>"
            return f"<msqrt>{_inner(body, context.inside)}</msqrt>"
        case Script():
            return _script(node, context)
        case Fence(left, right, body) if all(map(_is_low, body)):
            # A stretchy sign keeps the room of its tallest form in Chromium, even where it is low.
            return (
                f"<mrow>{_operator(DELIMITERS[left], more=_PLAIN) if DELIMITERS[left] else ''}"
                f"{_inner(body, context)}"
                f"{_operator(DELIMITERS[right], more=_PLAIN) if DELIMITERS[right] else ''}</mrow>"
            )
        case Fence(left, right, body):
            return (
                f"<mrow>{_stretchy(left, 'prefix')}{_inner(body, context)}"
                f"{_stretchy(right, 'postfix')}</mrow>"
            )
        case Sized("middle", delimiter):
            char = escape(DELIMITERS[delimiter])
            return f'<mo stretchy="true" fence="true" lspace="0em" rspace="0em">{char}</mo>'
        case Sized("big" | "bigl" | "bigr" | "bigm", delimiter):
            return _operator(DELIMITERS[delimiter], more=f'{_PLAIN} style="font-size:1.2em"')
        case Sized(command, delimiter):
            size = f"{SIZED[command][0]:g}em"
            char = escape(DELIMITERS[delimiter])
            return (
                f'<mo stretchy="true" symmetric="true" minsize="{size}" maxsize="{size}" '
                f'lspace="0em" rspace="0em">{char}</mo>'
            )
        case Accent():
            return _accent(node, context)
        case Stack(kind, small, base):
            name = "munder" if kind == "underset" else "mover"
            return f"<{name}>{_row(base, context)}{_row(small, context.small)}</{name}>"
        case Boxed(body):
            return f'<mrow class="boxed">{_inner(body, context)}</mrow>'
        case Grid():
            return _grid(node, context)
        case _:
            assert_never(node)
