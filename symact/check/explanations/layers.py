"""SA6..: problems about dense layers."""

from symact.check.explanations.code import Code
from symact.core.diagnostic import Severity

LAYERS = (
    Code(
        "SA601",
        "problem is not set",
        "A dense-layer problem sets three things: the input x, the weights W and the bias b. One "
        "of them is missing, or the file sets none. Each is a LaTeX matrix or a list, after its "
        "name and an equals sign.",
        "x = [1, 2], b = [0]",
        "x = [1, 2], W = [[1, 2]], b = [0]",
    ),
    Code(
        "SA602",
        "set twice in one problem",
        "A problem sets x, W or b a second time. A new problem begins with a heading.",
        "x = [1, 2], x = [3, 4], W = [[1, 2]], b = [0]",
        "x = [1, 2], W = [[1, 2]], b = [0]",
    ),
    Code(
        "SA603",
        "rows of different lengths",
        "The rows of a matrix do not have the same number of entries, or it has none, or more "
        "than fit a page.",
        "W = [[1, 2], [3]]",
        "W = [[1, 2], [3, 4]]",
    ),
    Code(
        "SA604",
        "entry is no number",
        "The entries of the matrices of a problem are exact numbers: integers, decimals with a "
        "point, or fractions. Letters and commas as decimal signs are not read.",
        "x = [1, q]",
        "x = [1, 3/4]",
    ),
    Code(
        "SA605",
        "shapes of the layer do not fit",
        "A weight matrix with m rows and n columns takes an input of n entries and a bias of m "
        "entries, and gives m outputs. One of these numbers differs.",
        "x = [1, 2], W = [[1, 2, 3]], b = [0]",
        "x = [1, 2, 3], W = [[1, 2, 3]], b = [0]",
    ),
    Code(
        "SA606",
        "not a matrix",
        "The beginning of a matrix is damaged, its end is missing, or its environment is not one "
        "of a matrix.",
        r"x = egin{bmatrix} 1 \\ 2 \end{bmatrix}",
        r"x = \begin{bmatrix} 1 \\ 2 \end{bmatrix}",
    ),
    Code(
        "SA607",
        "activation has no value there",
        "The activation is not defined at an entry of z, or its value is not found within the "
        "precision that is allowed. Choose another activation or smaller numbers.",
        "activation: log at z = -1",
        "activation: softplus at z = -1",
    ),
    Code(
        "SA608",
        "row read as a column",
        "The input or the bias is written as a row and used as a column. This is a remark: there "
        "is one way to read it, and it was taken.",
        r"x = \begin{bmatrix} 1 & 2 \end{bmatrix}",
        r"x = \begin{bmatrix} 1 \\ 2 \end{bmatrix}",
        Severity.REMARK,
    ),
    Code(
        "SA609",
        "no activation is named",
        "A problem does not say which activation its layer has, and ReLU is assumed. Name it in "
        "words or after the word activation and a colon.",
        "Find the output of the layer.",
        "Find the output of the layer. Activation: sigmoid.",
        Severity.REMARK,
    ),
)
