"""SA3..: activations, their parameters, and options that do not go together."""

from symact.check.explanations.code import Code

PARAMETERS = (
    Code(
        "SA301",
        "no such parameter",
        "A value is given for a parameter that the activation does not have. The message names "
        "the parameters that it takes.",
        "symact derive relu --beta 1",
        "symact derive swish --beta 1",
    ),
    Code(
        "SA302",
        "value outside the domain of a parameter",
        "A parameter is set to a value for which the activation is not defined, or is not what "
        "its name promises. The message gives the domain and the default.",
        "symact derive elu --alpha -1",
        "symact derive elu --alpha 1",
    ),
    Code(
        "SA303",
        "unknown activation",
        "No entry of the catalogue has this name. The message names near ones; symact list shows "
        "all. A function that is not in the catalogue can be typed as a formula.",
        "symact derive sigmiod",
        "symact derive sigmoid",
    ),
    Code(
        "SA304",
        "not a number, or not a setting",
        "A parameter takes an exact rational number: an integer, a decimal, or a fraction. A "
        "setting is a name, an equals sign and such a number.",
        "symact derive elu --alpha one",
        "symact derive elu --alpha 1/2",
    ),
    Code(
        "SA305",
        "one activation is wanted",
        "The command is about one function, and none or two were given: a name of the catalogue, "
        "or a formula.",
        "symact derive",
        "symact derive --expr 'x*tanh(x)'",
    ),
    Code(
        "SA306",
        "not a declaration of a parameter",
        "A declaration is a name with its domain: a relation with a number, an interval, or the "
        "name alone for any real number.",
        "--parameter 'b > '",
        "--parameter 'b > 0'",
    ),
    Code(
        "SA307",
        "name of a parameter is taken, or its domain is empty",
        "The name means something already, is declared twice, or no number lies in the domain. "
        "The letter x is the variable, e is Euler's number, and the names of functions cannot be "
        "parameters.",
        "--parameter 'e > 0'",
        "--parameter 'c > 0'",
    ),
    Code(
        "SA308",
        "declared parameter does not occur",
        "A parameter is declared or set, and the formula does not hold it. Perhaps the formula "
        "spells it in another way.",
        "symact derive 'x*x' --set b=2",
        "symact derive 'b*x*x' --set b=2",
    ),
    Code(
        "SA309",
        "options exclude each other",
        "Two options ask for two different pages at once, or an option has a value that does not "
        "exist.",
        "symact derive relu --table --proof",
        "symact derive relu --proof",
    ),
    Code(
        "SA310",
        "tkz-tab is for TeX only",
        "Variation tables can be drawn by the TeX package tkz-tab, and so only in TeX.",
        "symact derive relu --table --tkz --format html",
        "symact derive relu --table --tkz --format tex",
    ),
    Code(
        "SA311",
        "parameters of the catalogue are declared already",
        "An entry of the catalogue has its own parameters with their domains. They are set, not "
        "declared; to have others, write the formula in place of the name.",
        "symact derive elu --parameter 'alpha > 1'",
        "symact derive elu --set alpha=2",
    ),
    Code(
        "SA313",
        "no parameters, so no cases",
        "A study in cases says how the answers change with the parameters. A function without "
        "parameters has one case, which is its profile.",
        "symact derive tanh --cases",
        "symact derive elu --cases",
    ),
)
