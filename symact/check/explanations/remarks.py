"""SA23.. and SA24..: remarks on what holds, and reasons why something is not judged."""

from symact.check.explanations.code import Code
from symact.core.diagnostic import Severity

REMARKS = (
    Code(
        "SA230",
        "differs at a kink only",
        "Two derivatives agree wherever the derivative exists, and one of them gives a value at a "
        "kink, where it does not exist. What a framework returns there is a convention and no "
        "theorem, so this is a remark and no error. The message names the conventions of PyTorch, "
        "JAX and Keras where they are known.",
        r"\mathrm{ReLU}'(0) = 0",
        r"\mathrm{ReLU}'(x) = 1 \text{ for } x > 0, \; 0 \text{ for } x < 0, \text{ and undefined "
        r"at } 0",
        Severity.REMARK,
    ),
    Code(
        "SA231",
        "domain changes silently",
        "The step is right where both sides are defined, but the set on which they are defined "
        "changes: something is cancelled or divided by that can be 0, or a root or a logarithm of "
        "a product is taken apart. Write the condition under which the step holds.",
        r"\frac{x^2}{x} = x",
        r"\frac{x^2}{x} = x \quad (x \ne 0)",
        Severity.REMARK,
    ),
    Code(
        "SA240",
        "text was mended",
        "The formula was damaged, as when a program eats the backslashes of LaTeX, and there is "
        "exactly one way to mend it. It was read in the mended form. A lost sign or a lost digit "
        "is never guessed. symact repair FILE writes the mended text.",
        r"egin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}",
        r"\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}",
        Severity.REMARK,
    ),
    Code(
        "SA241",
        "formula not read",
        "The formula uses notation outside the grammar, or can be read in two ways. It is left "
        "alone: no claim in it is judged, and it counts as unknown. The message shows where "
        "reading stopped, and what can be written instead.",
        r"\sigma \circledast x = 1",
        r"\sigma(x) = \frac{1}{1 + e^{-x}}",
        Severity.WARNING,
    ),
    Code(
        "SA242",
        "name not defined here",
        "The statement uses a function or a letter that has no meaning yet: it is neither defined "
        "in this section or in one around it, nor a name of the catalogue. Define it before it is "
        "used. A definition is in force until the end of its section or until the name is defined "
        "anew.",
        r"g'(x) = 2g(x)",
        r"\text{Let } g(x) = e^{2x}. \text{ Then } g'(x) = 2g(x).",
        Severity.WARNING,
    ),
    Code(
        "SA243",
        "not decided",
        "The statement was read, and the kernel neither proved nor refuted it. Values at some "
        "points may agree, but that is no proof, so the verdict is unknown. The reason says at "
        "what the proof stopped. Split the step into smaller ones, or restrict the claim to an "
        "interval.",
        r"\Gamma(x + 1) = x\,\Gamma(x)",
        r"(x + 1)^2 = x^2 + 2x + 1",
        Severity.WARNING,
    ),
    Code(
        "SA244",
        "out of time or memory",
        "The work on this claim was ended because it used up its time or its memory. The claim is "
        "unknown, and the rest of the document was judged. Give it more with --time-limit SECONDS "
        "or with time-limit and memory-limit in the settings, or write the claim with smaller "
        "numbers.",
        r"(1 + x)^{4000} (1 - x)^{4000} = (1 - x^2)^{4000}",
        r"(1 + x)^4 (1 - x)^4 = (1 - x^2)^4",
        Severity.WARNING,
    ),
    Code(
        "SA245",
        "kind of statement not supported",
        "The statement was read, but it is of a kind that symact does not judge, such as a "
        "statement about integrals, probabilities, or all networks of a kind. It is reported as "
        "unknown and not passed over, so that nobody takes it for proved.",
        r"\int_{-\infty}^{\infty} \phi(x)\,dx = 1",
        r"\Phi'(x) = \phi(x)",
        Severity.WARNING,
    ),
)
