"""Whether what stands between two delimiters is mathematics or an accident."""

import re

from symact.reading.pages.plain_words import words

# Words of a sentence: of three letters or more, not a command and not inside one's braces.
_WORD = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}(?![A-Za-z}])")
_STRONG = re.compile(r"\\[A-Za-z{]|[\^_=<>≤≥≈]|[\x07\x08\x0b\x0c]")
_COMMAND = re.compile(r"\\[A-Za-z]|[\^_]|[\x07\x08\x0b\x0c]")
_TEXT = re.compile(r"\\(?:text[a-z]{0,2}|mbox|mathrm|operatorname\*?)\s?\{[^{}]{0,300}\}")
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
    plain = words_in(content)
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
    plain = words_in(content)
    if _COMMAND.search(content):
        return True
    return plain <= len("abc") and (alone or _STRONG.search(content) is not None)


def words_in(content: str) -> int:
    """How many ordinary words there are in a formula outside of its texts."""
    found = _WORD.findall(_TEXT.sub("", content))
    return sum(word.lower() not in _FUNCTIONS for word in found)


def _is_term(content: str) -> bool:
    """Whether a content without any sign of mathematics is a letter or a term of letters."""
    return len(content) <= len("f(x)") and not content[0].isdigit() and not content.isspace()


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
