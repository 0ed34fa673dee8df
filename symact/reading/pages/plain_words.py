"""Words that mean something in mathematics without delimiters, and words that never do."""


def words(text: str) -> frozenset[str]:
    """The words of a text as a set, for tables."""
    return frozenset(text.split())


# Names of functions that stand for mathematics wherever they are written.
FUNCTIONS = words(
    """exp log ln sin cos tan sec csc cot sinh cosh tanh sech csch coth arcsin arccos arctan arcsinh
    arccosh arctanh asinh acosh atanh sqrt cbrt abs sgn sign erf erfc max min sup inf argmax
    argmin lim sigmoid logistic softplus softsign softmax relu elu selu celu gelu silu swish mish
    prelu rrelu hardsigmoid hardswish hardtanh hardshrink softshrink tanhshrink logsigmoid
    leakyrelu thresholded leaky_relu hard_sigmoid hard_swish hard_tanh log_sigmoid log_softmax
    d_sigmoid Leaky_ReLU MSE BCE CE MAE NLL SSE RMSE diag det tr floor ceil round"""
)
GREEK = words(
    """alpha beta gamma delta epsilon zeta eta theta iota kappa mu nu xi pi rho sigma tau upsilon
    phi
    chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"""
)
CONSTANTS = frozenset({"inf", "infinity", "Inf", "Infinity", "infty", "oo"})
# Called in programs and never in mathematics.
CODE_CALLS = words(
    """print len range int str list tuple dict set array zeros ones type isinstance return enumerate
    zip map filter open input float bool super format join append shape reshape Dense Conv2D
    Linear Sequential Tensor tensor Variable randn rand linspace arange figure plot if for while
    and or not in is of to the function def lambda class import from"""
)
# Two letters that are a word or a unit rather than a product.
TWO_LETTERS = words(
    """ad ah al am an as at au be by cf ch da de di do du ed ee eg eh el em en eq er es et ex fe
    go he hi ie if il in io is it je la le li lo ma me mi mr ms mu my nd ne ni no nr nu of oh ok
    on op or os ou ox pa pi qu rd re sa se sh si so st su sy ta te th ti tu ud un up us ve vi vs
    we wo ya ye zu ai ml nn dl lr bs bn fc cv tp fp tn fn np tf pd py md kb mb gb tb ip pc ui tv
    km cm mm kg hz px ns pt id db cd rm ls cp mv js ts"""
)
# A word after a formula that goes on computing with it: what stands before it is cut off.
GOING_ON = words(
    """times plus minus divided multiplied over squared cubed raised mod modulo percent degrees
    power
    transposed fois mal par por veces"""
)
# A word after a formula behind which another value may stand.
LISTING = words("and or to until through und oder bis et ou à y o e ou")
# A word behind the value of another case.
CASES = words(
    "otherwise else elsewhere if for when sonst wenn für sinon si pour para se altrimenti"
)
# A word after a hyphen that shows the hyphen to be a dash.
AFTER_DASH = words(
    """the a an this that these it its is are was where which with without and but used most very
    not
    no so because since when if as also here there we you they has have can one for in on of our
    let note see"""
)
# Single letters that are words in English or in a Romance language.
ARTICLES = words("a A I y o e O E Y")
UNITS = words("nd st rd th px ms kg km cm mm ns us hz gb mb kb pt K M B D G Hz MB GB KB")
ABBREVIATIONS = frozenset({"e.g", "i.e", "w.r.t", "s.t", "a.k.a", "p.ej", "z.B", "c.f"})
