"""SA1..: formulas and documents that cannot be read."""

from symact.check.explanations.code import Code

READING = (
    Code(
        "SA101",
        "unknown name",
        "A function or a letter has no meaning here. Known are the names of the catalogue, the "
        "elementary functions, and the parameters that are declared. Unknown names are not "
        "guessed, since a product of letters and a misspelt function look alike.",
        "x*sigmiod(x)",
        "x*sigmoid(x)",
    ),
    Code(
        "SA102",
        "character without a meaning",
        "A character stands where it has no meaning in a formula. Often it is a quotation mark, a "
        "typographic sign, or an equals sign in an expression that should be a function alone.",
        "x * tanh(x) ;",
        "x * tanh(x)",
    ),
    Code(
        "SA103",
        "formula breaks the grammar",
        "Something is missing or in the wrong place: a bracket, an operand, a condition, an end "
        "of an environment. The place is where reading stopped; the mistake may be a little "
        "before it.",
        r"\frac{x}{1 + e^{-x}",
        r"\frac{x}{1 + e^{-x}}",
    ),
    Code(
        "SA104",
        "wrong number or kind of arguments",
        "A function is given more or fewer arguments than it takes, or an argument of another "
        "kind, such as a condition in the place of a number. The degree of a root has to be a "
        "whole number.",
        "max(x)",
        "max(0, x)",
    ),
    Code(
        "SA105",
        "formula too large",
        "The formula is longer, nested deeper, or has larger numbers or exponents than symact "
        "accepts. The bounds are there so that no input can use up the time or the memory of the "
        "machine that reads it.",
        "x**10**10",
        "x**10",
    ),
    Code(
        "SA106",
        "no value, or no function",
        "The text can be read, but it is not a real function: it is a condition, or a constant "
        "part of it has no real value, as a division by zero or the logarithm of a negative "
        "number.",
        "x + log(-1)",
        "x + log(2)",
    ),
    Code(
        "SA107",
        "ambiguous notation",
        "The text can be read in two ways, and symact does not choose. Such are an exponent -1 on "
        "a function, a slash before a product, an argument without brackets, and a name that is "
        "defined by itself. Write brackets, or the longer form that the message gives.",
        r"\tanh^{-1}(x)",
        r"\operatorname{artanh}(x)",
    ),
    Code(
        "SA108",
        "backslash lost",
        "The beginning of a LaTeX command is gone: a program has read the backslash as the begin "
        "of an escape, so that \\tanh became a tab and anh. Write the text as a raw string, or "
        "repair the file with symact repair.",
        '"\\tanh(x)" in Python, read as a tab and anh(x)',
        r'r"\tanh(x)"',
    ),
    Code(
        "SA109",
        "cases overlap",
        "Two cases of a definition hold at the same point and give different values there. The "
        "order of cases has no meaning in mathematics. Make the conditions exclude each other, or "
        "write that the later case holds otherwise.",
        r"\begin{cases} 1 & x \ge 0 \\ 0 & x \le 0 \end{cases}",
        r"\begin{cases} 1 & x \ge 0 \\ 0 & x < 0 \end{cases}",
    ),
    Code(
        "SA110",
        "command not in the vocabulary of formulas",
        "A formula that is to be typeset uses a command that is not in the closed vocabulary. "
        "Every command of the vocabulary has a form in each output format, which an unknown one "
        "would not have.",
        r"\mathscr{L}",
        r"\mathcal{L}",
    ),
    Code(
        "SA111",
        "character not known in a formula",
        "A formula that is to be typeset holds a character that has no form in every output "
        "format. In words inside a formula the same holds for mathematical signs: put them "
        "outside the words.",
        r"\text{for x > 0}",
        r"\text{for } x > 0",
    ),
    Code(
        "SA112",
        "something is missing or unbalanced in a formula",
        "A brace, a bracket, an argument or a delimiter of a formula that is to be typeset has no "
        "partner.",
        r"\left( x + 1",
        r"\left( x + 1 \right)",
    ),
    Code(
        "SA113",
        "ragged rows in a formula",
        "The rows of a matrix or of a table in a formula do not have the same number of entries, "
        "or there are none.",
        r"\begin{bmatrix} 1 & 2 \\ 3 \end{bmatrix}",
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}",
    ),
    Code(
        "SA114",
        "environment not known",
        "An environment of LaTeX is not among those that can be typeset in every output format.",
        r"\begin{multline} x \end{multline}",
        r"\begin{aligned} x \end{aligned}",
    ),
    Code(
        "SA115",
        "double script",
        "One base has two subscripts or two superscripts; TeX refuses this too. Braces say what "
        "belongs together.",
        r"x^2^3",
        r"x^{2^3}",
    ),
    Code(
        "SA116",
        "formula too long or too deep to typeset",
        "A formula that is to be typeset has more characters or deeper nesting than a page can "
        "show.",
        "a formula of 30000 characters",
        "the same in parts, each with a name",
    ),
    Code(
        "SA120",
        "label given twice",
        "Two blocks of a document have the same label, so that a reference to it would be "
        "ambiguous.",
        "two equations with the label eq:sigmoid",
        "one with eq:sigmoid, one with eq:sigmoid-slope",
    ),
    Code(
        "SA121",
        "unknown kind of statement",
        "A block of a document is said to be a statement of a kind that does not exist. The "
        "message lists the kinds, such as theorem, definition and example.",
        "a statement of kind 'theorm'",
        "a statement of kind 'theorem'",
    ),
    Code(
        "SA122",
        "reference without a label",
        "A document refers to a label that no block has.",
        "a reference to eq:sgimoid",
        "a reference to eq:sigmoid",
    ),
)
