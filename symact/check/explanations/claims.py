"""SA20.. to SA22..: claims that are false, and the mistakes that have a name."""

from symact.check.explanations.code import Code

CLAIMS = (
    Code(
        "SA201",
        "identity is false",
        "The two sides of an equation are said to be equal for all values of the variable, and "
        "they are not. The counterexample is one point at which both sides are defined and their "
        "values, enclosed by exact arithmetic, are apart. An equation that holds for some values "
        "only is no identity: say for which values it is meant.",
        r"\tanh(x) = \sigma(2x) - 1",
        r"\tanh(x) = 2\sigma(2x) - 1",
    ),
    Code(
        "SA202",
        "definition differs from the function of that name",
        "A function with an established name is given by a formula that is another function. The "
        "formula and the function of the catalogue are compared on the whole line; the "
        "counterexample is a point where they differ. When a variant is meant, give it a name of "
        "its own or state its parameters.",
        r"\mathrm{softplus}(x) = \ln(1 + e^{-x})",
        r"\mathrm{softplus}(x) = \ln(1 + e^{x})",
    ),
    Code(
        "SA203",
        "wrong derivative",
        "What is written as the derivative is not the derivative. It is compared, on every piece "
        "on which the function is smooth, with the derivative that the rules of calculus give; "
        "the counterexample is a point inside such a piece. A difference at a kink alone is no "
        "error but a convention, see SA230. The usual causes are a lost sign (SA225) or a lost "
        "inner derivative (SA226).",
        r"\sigma'(x) = \sigma(x)(1 + \sigma(x))",
        r"\sigma'(x) = \sigma(x)(1 - \sigma(x))",
    ),
    Code(
        "SA204",
        "wrong derivation step",
        "In a chain of equations this line does not follow from the one before: their values "
        "differ at the given point. It is the first such line. Later lines are judged on their "
        "own against what the chain began with, and against the line before them, so that one "
        "slip is not counted twice.",
        r"\frac{e^{-x}}{(1+e^{-x})^2} = \frac{1}{1+e^{-x}}\left(1 + \frac{1}{1+e^{-x}}\right)",
        r"\frac{e^{-x}}{(1+e^{-x})^2} = \frac{1}{1+e^{-x}}\left(1 - \frac{1}{1+e^{-x}}\right)",
    ),
    Code(
        "SA205",
        "wrong range",
        "The range of a function is the set of the values that it takes. The stated set leaves "
        "out a value that is taken, or holds one that is not. A codomain, the set into which a "
        "function maps, may be larger than the range, and is not judged as a range. When only the "
        "kind of an end is wrong the code is SA220.",
        r"range of tanh: (0, 1)",
        r"range of tanh: (-1, 1)",
    ),
    Code(
        "SA206",
        "wrong extremum",
        "The stated maximum, minimum, supremum or infimum, or the place where it is said to be, "
        "is wrong. A supremum that no point attains is not a maximum: the sigmoid comes as near "
        "to 1 as one likes and has no maximum. The counterexample is a point where the function "
        "passes the stated value, or a bound that it respects.",
        r"\max_x \sigma'(x) = 1/2",
        r"\max_x \sigma'(x) = 1/4 \text{ at } x = 0",
    ),
    Code(
        "SA207",
        "wrong limit",
        "The function approaches another value than the one that is written, or none. Limits are "
        "computed from the growth of exponentials, logarithms and powers, with a proof and not "
        "from values far out. A limit at a jump differs from its two sides: write which side is "
        "meant.",
        r"\lim_{x \to -\infty} \tanh(x) = 0",
        r"\lim_{x \to -\infty} \tanh(x) = -1",
    ),
    Code(
        "SA208",
        "property does not hold",
        "A property such as monotone, convex, odd, even, bounded, continuous, differentiable or "
        "zero-centred is claimed and does not hold. The counterexample is a point, or a pair of "
        "points, that shows it: for a monotone function two points at which it rises and then "
        "falls.",
        "Swish is monotone.",
        "Swish falls to its minimum near x = -1.278 and rises after it.",
    ),
    Code(
        "SA209",
        "wrong matrix arithmetic",
        "The entries of a sum, a product or another result of matrices or vectors are not those "
        "that exact rational arithmetic gives. The right result stands beside the message. The "
        "entry in row i and column j of a product is row i of the first factor times column j of "
        "the second.",
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}\begin{bmatrix} 1 \\ 1 \end{bmatrix} = "
        r"\begin{bmatrix} 3 \\ 6 \end{bmatrix}",
        r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}\begin{bmatrix} 1 \\ 1 \end{bmatrix} = "
        r"\begin{bmatrix} 3 \\ 7 \end{bmatrix}",
    ),
    Code(
        "SA210",
        "shapes do not fit",
        "A product, a sum or an equation of matrices has shapes for which it is not defined, or "
        "the stated shape is not the one that results. An m by n matrix times an n by p matrix is "
        "m by p; sums and element-wise products want equal shapes. A statement that a product is "
        "not defined is judged by the same rule.",
        r"W \in \mathbb{R}^{3 \times 2}, x \in \mathbb{R}^3, z = Wx",
        r"W \in \mathbb{R}^{3 \times 2}, x \in \mathbb{R}^2, z = Wx",
    ),
    Code(
        "SA211",
        "wrong number",
        "The exact value does not round to the digits that are written. A decimal number after an "
        "equals sign is read as rounded in its last digit: 0.73 stands for every value within "
        "half a unit of that digit. Write more digits, or an approximation sign where less is "
        "meant.",
        r"\sigma(1) = 0.74",
        r"\sigma(1) = 0.73",
    ),
    Code(
        "SA212",
        "wrong gradient",
        "The stated gradient of a loss or of a layer differs from the one that the chain rule "
        "gives, entry by entry. Where the mistake is one that has a name, the code says so: order "
        "or transpose (SA222), a missing Hadamard factor (SA223), a missing 1/n (SA224), a sign "
        "(SA225).",
        r"\frac{\partial L}{\partial b} = W^\top \delta",
        r"\frac{\partial L}{\partial b} = \delta",
    ),
    Code(
        "SA213",
        "approximation is off",
        "A value after an approximation sign is further from the exact one than its digits allow, "
        "or a stated bound on the error of an approximation is broken at the given point. The "
        "message gives the true error.",
        r"\sigma'(2) \approx 0.15",
        r"\sigma'(2) \approx 0.105",
    ),
    Code(
        "SA220",
        "closed and open ends mixed up",
        "An end of the range is written as attained and is only approached, or the other way "
        "round. A square bracket says that the value is taken somewhere, a round one that it is "
        "not. Sigmoid and tanh never reach their bounds, so their ranges are open; ReLU takes the "
        "value 0, so its range is closed there.",
        r"\sigma(x) \in [0, 1] \text{ is the range}",
        r"\sigma(x) \in (0, 1) \text{ is the range}",
    ),
    Code(
        "SA221",
        "input and output confused",
        "The formula is the derivative written through the output y, but it stands with the "
        "input, or the other way round. The derivative of the sigmoid is y(1 - y) where y is the "
        "output; x(1 - x) with the input x is another function. Programs that call such a "
        "derivative with the input have this error.",
        r"\sigma'(x) = x(1 - x)",
        r"\sigma'(x) = y(1 - y) \text{ with } y = \sigma(x)",
    ),
    Code(
        "SA222",
        "order or transpose of a matrix product",
        "The factors of a matrix product stand in the wrong order, or one of them has to be "
        "transposed. Matrix products do not commute, and often only one order has shapes that "
        "fit. For a layer z = Wx the gradient with respect to W is the outer product of the error "
        "with the input.",
        r"\frac{\partial L}{\partial W} = x \delta^\top",
        r"\frac{\partial L}{\partial W} = \delta x^\top",
    ),
    Code(
        "SA223",
        "Hadamard factor missing",
        "The error of a layer is the error that comes back from the next one, multiplied entry by "
        "entry with the derivative of the activation. That factor is missing, or it stands as a "
        "matrix product. Without it the gradient is right for a linear layer only.",
        r"\delta^{(l)} = (W^{(l+1)})^\top \delta^{(l+1)}",
        r"\delta^{(l)} = (W^{(l+1)})^\top \delta^{(l+1)} \odot f'(z^{(l)})",
    ),
    Code(
        "SA224",
        "factor 1/n missing",
        "The loss is a mean over n examples or entries, and its gradient is written without the "
        "factor 1/n, or with one that the loss does not have. Whether the loss is a sum or a mean "
        "is a convention; the gradient has to follow the one that the text declares.",
        r"L = \frac{1}{n}\sum_i (y_i - t_i)^2, \quad \partial L/\partial y_i = 2(y_i - t_i)",
        r"L = \frac{1}{n}\sum_i (y_i - t_i)^2, \quad \partial L/\partial y_i = \frac{2}{n}(y_i - "
        r"t_i)",
    ),
    Code(
        "SA225",
        "wrong sign",
        "What is written is the right expression with the opposite sign, as a whole or in one of "
        "its terms. The sign of a derivative is easily lost where e^{-x} is differentiated, or "
        "where a loss is the negative of a logarithm.",
        r"\frac{d}{dx} e^{-x} = e^{-x}",
        r"\frac{d}{dx} e^{-x} = -e^{-x}",
    ),
    Code(
        "SA226",
        "chain-rule factor missing",
        "The outer derivative is right and the inner one is missing: the derivative of f(g(x)) is "
        "f'(g(x)) times g'(x). What is written, times the derivative of the inner function, is "
        "the right derivative.",
        r"\frac{d}{dx} \tanh(2x) = 1 - \tanh^2(2x)",
        r"\frac{d}{dx} \tanh(2x) = 2(1 - \tanh^2(2x))",
    ),
)
