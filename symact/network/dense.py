"""A dense layer ``y = f(Wx + b)`` over exact rationals, with every step of its forward pass."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, final

from symact.activations import activation as look_up
from symact.core.activation import Activation
from symact.core.errors import InputError
from symact.core.number import Number
from symact.network.rational import rows
from symact.network.values import Bend, bend_at, value_at
from symact.reading.shapes import Rows, bias_misfit, count_of, input_misfit, shape

Term: TypeAlias = tuple[Fraction, Fraction]


@final
@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about one entry of the result.

    Attributes:
        row: the unit, counted from 1.
        column: the input of the batch, counted from 1.
        text: a sentence that may hold mathematics between dollar signs.
    """

    row: int
    column: int
    text: str
    bend: Bend


@final
@dataclass(frozen=True, slots=True)
class Forward:
    """The forward pass of a layer, piece by piece.

    Attributes:
        x: the inputs, one per column; shape (n, k).
        terms: for each row of W and each input the pairs (weight, entry) whose products are
            added; shape (m, k, n).
        product: Wx; shape (m, k).
        z: Wx + b; shape (m, k).
        y: f(z), each entry exact and with 20 proved digits; shape (m, k).
    """

    layer: "Dense"
    x: Rows
    terms: tuple[tuple[tuple[Term, ...], ...], ...]
    product: Rows
    z: Rows
    y: tuple[tuple[Number, ...], ...]
    remarks: tuple[Remark, ...]


@final
@dataclass(frozen=True, slots=True, init=False)
class Dense:
    """A dense layer: weights, bias and activation.

    Attributes:
        W: shape (m, n).
        b: shape (m,).

    Example:
        >>> layer = Dense([[1, 3], [-2, 4]], [1, 0])
        >>> forward = layer.forward([2, -1])
        >>> [[str(entry) for entry in row] for row in forward.z]
        [['0'], ['-8']]
        >>> [str(row[0].exact) for row in forward.y]
        ['0', '0']
        >>> print(forward.remarks[0].text)
        $z_{1} = 0$ sits on a kink of ReLU: the value there is $0$,
        but the derivative does not exist
    """

    W: Rows
    b: tuple[Fraction, ...]
    activation: Activation

    def __init__(self, W: object, b: object, activation: Activation | str = "relu") -> None:
        """Convert the numbers exactly and check that the shapes fit.

        Args:
            W: m rows of n numbers: lists, an array, integers, fractions, decimals as text.
            b: m numbers.
            activation: an activation, or a name of the catalogue.

        Raises:
            InputError: SA603 for ragged rows, SA604 for what is no number, SA605 for shapes
                that do not fit, SA303 for an unknown activation.
        """
        weights, bias = rows(W, "W"), rows(b, "b")
        if len(bias) == 1 and len(bias[0]) > 1:
            bias = tuple((entry,) for entry in bias[0])
        misfit = bias_misfit(weights, bias)
        if misfit is not None:
            raise InputError(misfit)
        object.__setattr__(self, "W", weights)
        object.__setattr__(self, "b", tuple(row[0] for row in bias))
        chosen = look_up(activation) if isinstance(activation, str) else activation
        object.__setattr__(self, "activation", chosen)

    @property
    def shape(self) -> tuple[int, int]:
        """The number of outputs and of inputs."""
        return shape(self.W)

    def forward(self, x: object) -> Forward:
        """The forward pass of one input, or of a batch whose columns are inputs.

        Args:
            x: n numbers, or n rows of k numbers.

        Raises:
            InputError: SA605 when W takes another number of entries.
        """
        inputs = rows(x, "x")
        misfit = input_misfit(self.W, inputs)
        if misfit is not None:
            raise InputError(misfit)
        columns = tuple(zip(*inputs, strict=True))
        terms = tuple(
            tuple(tuple(zip(row, column, strict=True)) for column in columns) for row in self.W
        )
        product = multiply(self.W, inputs)
        z = tuple(
            tuple(entry + bias for entry in row) for row, bias in zip(product, self.b, strict=True)
        )
        function = self.activation.function
        known = {entry: value_at(function, entry) for row in z for entry in row}
        y = tuple(tuple(known[entry] for entry in row) for row in z)
        return Forward(self, inputs, terms, product, z, y, self._remarks(z))

    def _remarks(self, z: Rows) -> tuple[Remark, ...]:
        width = len(z[0])
        found = []
        for i, row in enumerate(z, start=1):
            for j, entry in enumerate(row, start=1):
                bend = bend_at(self.activation, entry)
                if bend is not None:
                    name = f"z_{{{i}}}" if width == 1 else f"z_{{{i},{j}}}"
                    found.append(Remark(i, j, bend.sentence(name), bend))
        return tuple(found)

    def why_not_xW(self, x: object) -> str:
        """Why the weights stand on the left: one sentence for the shapes at hand.

        Example:
            >>> print(Dense([[1, -1], [0, 2], [3, 1]], [0, 1, -1]).why_not_xW([1, 2]))
            $Wx$ is defined because the $2$ columns of $W$ meet the $2$ entries of $x$; $xW$ is
            not, because $x$ has $1$ column and $W$ has $3$ rows.
        """
        inputs = rows(x, "x")
        outputs, takes = self.shape
        count = len(inputs[0])
        verb = "meets" if takes == 1 else "meet"
        met = (
            f"the {_told(takes, 'column')} of $W$ {verb} "
            f"the {_told(takes, 'entry' if count == 1 else 'row')} of $x$"
        )
        if count != outputs:
            return (
                f"$Wx$ is defined because {met}; $xW$ is not, because $x$ has "
                f"{_told(count, 'column')} and $W$ has {_told(outputs, 'row')}."
            )
        left, right = multiply(self.W, inputs), multiply(inputs, self.W)
        shapes = rf"${outputs} \times {count}$ and ${takes} \times {takes}$"
        if shape(left) != shape(right):
            differ = f"but their shapes differ, {shapes}"
        elif left != right:
            differ = "but they differ"
        else:
            differ = "and here they happen to agree"
        return (
            f"Both $Wx$ and $xW$ are defined, {differ}: "
            f"the layer is $Wx$, in which row $i$ of $W$ holds the weights of unit $i$."
        )


def multiply(left: Rows, right: Rows) -> Rows:
    """The matrix product; the shapes must fit.

    Example:
        >>> multiply(rows([[1, 3], [-2, 4]], "W"), rows([2, -1], "x"))
        ((Fraction(-1, 1),), (Fraction(-8, 1),))
    """
    columns = tuple(zip(*right, strict=True))
    return tuple(
        tuple(
            sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0))
            for column in columns
        )
        for row in left
    )


def _told(number: int, word: str) -> str:
    """A counted word with its number as mathematics."""
    figure, _, words = count_of(number, word).partition(" ")
    return f"${figure}$ {words}"
