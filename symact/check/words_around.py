"""Words around a formula that change what it claims: tables, in the languages of real notes."""

from __future__ import annotations

import re

DERIVATIVE_OF = re.compile(
    r"(?:derivative|gradient|slope|differential|ableitung|steigung|dérivée|derivada|derivata)\s+"
    r"(?:of|for|von|der|des|de la|de|du|della|di|da|do|with respect to \w+ of)\s*"
    r"(?:the|a|our|this|function|sigmoid|tanh|relu|activation|[*_`\s])*\Z",
    re.IGNORECASE,
)
CONDITION_WORD = (
    r"(?:if|for|when|whenever|where|wenn|falls|für|si|se|pour|para|per|quando|cuando|quand|当|若|als|in case|"
    r"for all|for any|for every|provided)"
)
LEADS = re.compile(
    rf"(?:^|[^A-Za-zÀ-ÿ])(?:{CONDITION_WORD}|at|while|until|bei|à)\s*(?:either|both|that|only|la|le|the)?\s*[*_`$(]*\s*\Z",
    re.IGNORECASE,
)
FOLLOWS = re.compile(
    rf"\A[\s,*_`$(（，]*(?:only )?{CONDITION_WORD}\b\s*[*_`$(]*\s*\Z", re.IGNORECASE
)
RESTRICTS = re.compile(
    r"\b(?:small|large|big|region|outside|beyond|saturat\w*|once|near|close to|far from|negative (?:values|"
    r"inputs?|x|side|part)|positive (?:values|inputs?|x|side|part)|half|asymptotic\w*|roughly|approximat\w*|"
    r"rule of thumb|for (?:the )?(?:x|z|positive|negative|large|small|all x [<>])|if|when|suppose|assum\w+|"
    r"wenn|falls|si|quand|cuando|quando|equation|solve[sd]?|solutions?|roots? of|fixed points?|boundary|"
    r"initial conditions?|would|wäre|gälte|hätte|serait|sería|seria|myth|disprove)\b|方程|のとき|일 때|При|当|若|区域|饱和|较大|较小|趋近|接近|領域|valores (?:negativos|positivos|grandes|pequeños)",
    re.IGNORECASE,
)
# Before or after what a letter tends to, and nothing else.
AS_IT_TENDS = re.compile(
    r"(?:^|[^A-Za-zÀ-ÿ])(?:as|lorsque|quand|cuando|quando|mentre|wenn|für|al|com)\s*[*_`$(]*\s*\Z",
    re.IGNORECASE,
)
AT = re.compile(r"\A[\s,*_`$(（，]*(?:at|bei|à|en|em|in|在)\s*[*_`$(]*\s*\Z", re.IGNORECASE)
THEN_AS = re.compile(r"\A[\s,*_`$(（，]*(?:as|when)\s*[*_`$(]*\s*\Z", re.IGNORECASE)
# Before a condition that is one on everything else.
TURNS = re.compile(
    r"\b(?:unless|except|apart from|other than|without|not|außer|sauf|salvo|excepto|exceto)\b[^.;\n$]{0,20}\Z|除",
    re.IGNORECASE,
)
SUPPOSES = re.compile(
    r"\b(?:suppose|assume|assuming|angenommen|supposons|supongamos|suponha)\s*(?:that|dass|que)?\s*"
    r"[*_`$(]*\s*\Z|假设\s*\Z",
    re.IGNORECASE,
)
OPENS = re.compile(r"[\s(（,，\[]*")
SENTENCES = re.compile(r"[.!?。！？]\s|\n\s*(?:[-*+•>#|]|\d+[.)])\s|\n\s*\n(?=.*\n\s*\n)")
ENDED = re.compile(r"[.!?;。！？；]\s|\n|\b(?:and|und|et|y|e|while|whereas|but)\b|和|而|且")
THEN = re.compile(
    r"[\s,:;，：*_`$)]*(?:then|we have|dann|gilt|alors|时|的时候|のとき|일 때|olduğunda)?[\s:：，,]*"
)
LISTED = re.compile(r"[\s,;，、*_`$]*(?:and|und|et|y|e|和|且)?[\s`$]*")
SIGMA = re.compile(r"\\sigma\b|σ")
JOINS = re.compile(r"[\s,$`]*(?:or|and|oder|und|ou|et|o|y|或|且)[\s$`]*", re.IGNORECASE)
BROKEN = re.compile(
    rf"\A\s*\?|\A[\s,]*(?:but|which|aber|mais|pero)?\s*(?:this|that|it)?\s*(?:is|was|would be|ist|est|es) (?:wrong|false|"
    rf"incorrect|not|falsch|faux|falso)|\A\s*(?:{CONDITION_WORD}|else|otherwise|unless|times|plus|minus|or|except|only|instead|on|in|over|within|between|inside|near|around|sur|auf|en|sobre|is wrong|"
    r"is not|does not|would be|sonst|sinon)\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"~~\s*\$*\Z|(?:\bnot\b|\bnever\b|\bwrong\w*|incorrect\w*|mistak\w*|\bfalse\b|\binstead of\b|rather than|"
    r"错误|不是|nicht|falsch|\berror\b)[^.!?。]{0,40}\Z",
    re.IGNORECASE,
)
# Words that make another function of the one whose name follows.
VARIES = re.compile(
    r"(?:zero-?one|\bscaled|modified|\bfast\b|approximat\w*|shifted|variant|custom|rescaled|lecun|bipolar|"
    r"improved|normali[sz]ed|generali[sz]ed|parametric|truncated|adaptive|smooth(?:ed)?|piecewise)\b[^.!?]{0,60}\Z",
    re.IGNORECASE,
)
