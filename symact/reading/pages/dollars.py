"""Whether what stands between two delimiters is mathematics or an accident."""

import re

from symact.reading.pages.plain_words import words

# Words of a sentence: of three letters or more, not a command and not inside one's braces.
_WORD = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}(?![A-Za-z}])")
_STRONG = re.compile(r"\\[A-Za-z{]|[\^_=<>≤≥≈]|[\x07\x08\x0b\x0c]")
_COMMAND = re.compile(r"\\[A-Za-z]|[\^_]|[\x07\x08\x0b\x0c]")
_TEXT = re.compile(r"\\(?:text[a-z]{0,2}|mbox|mathrm|operatorname\*?)\s?\{[^{}]{0,300}\}")
_KNOWN = re.compile(
    r"\\(?:[dt]?frac|sqrt|sum|tanh|exp|log|ln|max|min|sigma|alpha|beta|lambda|phi|Phi|partial|mathrm"
    r"|mathbf|operatorname|text|begin|left|cdot|times|infty|int|lim|hat|leq?|geq?|approx|in|theta|mu"
    r"|nabla|delta|odot)(?![A-Za-z])"
)
_STATES = re.compile(r"[=<>≤≥≈]|\\(?:leq?|geq?|approx|in|to|neq?)(?![A-Za-z])")
_LONGEST = 20_000
_FUNCTIONS = words("""exp log sin cos tan sinh cosh tanh sech erf max min sqrt sup inf lim sigmoid
    softmax softplus relu elu selu gelu silu swish mish det diag sgn sign egin end rac frac
    ext imes""")


def is_mathematics(content: str, after: str) -> bool:
    r"""Whether the content of a pair of single dollar signs is a formula and no sum of money.

    Args:
        content: what stands between the two.
        after: the character behind the second, or empty.

    Example:
        >>> is_mathematics("x^2", "."), is_mathematics(" f(x) = x ", " ")
        (True, True)
        >>> is_mathematics("5 and ", "1"), is_mathematics("5/month, not ", "6")
        (False, False)
    """
    if not content.strip() or len(content) > _LONGEST:
        return False
    plain = _words_in(content)
    if content[0] in " \n\r" or content[-1].isspace():
        # Pandoc reads no such pair; many pages write one.
        if not _STRONG.search(content):
            return content[0].isspace() and content[-1].isspace() and _is_term(content.strip())
        return plain == 0 or (_COMMAND.search(content) is not None and plain <= len("abc"))
    if _COMMAND.search(content):
        return True
    if after.isdigit() or (_is_letter(after) and plain):
        return False
    if content[0].isdigit():
        return plain <= 1
    return plain <= len("abc") or "=" in content


def is_display(content: str, *, alone: bool) -> bool:
    """Whether escaped brackets are a formula's delimiters and no escaped brackets of text.

    Args:
        content: what stands between the two.
        alone: whether the whole stands on lines of its own.

    Example:
        >>> is_display("f(x) = x", alone=False), is_display("12", alone=False)
        (True, False)
    """
    if not content.strip() or len(content) > _LONGEST:
        return False
    plain = _words_in(content)
    if _COMMAND.search(content):
        return True
    return plain <= len("abc") and (alone or _STRONG.search(content) is not None)


def bare_latex(text: str, start: int, end: int) -> tuple[int, int] | None:
    r"""The range of a paragraph that is LaTeX of which the delimiters are missing, or None.

    Some programs copy escaped brackets as bare ones on lines of their own; others lose them.

    Example:
        >>> bare_latex("[\nf(x) = \\tanh(x)\n]", 0, 19), bare_latex(r"see \cite{x}", 0, 12)
        ((2, 17), None)
    """
    if end - start > _LONGEST or not _KNOWN.search(text, start, end):
        return None
    first, last = _inside_brackets(text, start, end)
    if first == start and not _STATES.search(text, first, last):
        return None
    return (first, last) if _words_in(text[first:last]) == 0 else None


def _inside_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without the brackets that stand alone on its first and on its last line."""
    first, last = text.find("\n", start, end), text.rfind("\n", start, end)
    if first == last or text[start:first].strip() != "[" or text[last:end].strip() != "]":
        return start, end
    return first + 1, last


def _words_in(content: str) -> int:
    """How many ordinary words there are in a formula outside of its texts."""
    found = _WORD.findall(_TEXT.sub("", content))
    return sum(word.lower() not in _FUNCTIONS for word in found)


def _is_term(content: str) -> bool:
    """Whether a content without any sign of mathematics is a letter or a term of letters."""
    return len(content) <= len("f(x)") and not content[0].isdigit() and not content.isspace()


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
