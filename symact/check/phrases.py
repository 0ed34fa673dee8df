"""Words by which documents speak of functions: tables, in the languages of real notes."""

from __future__ import annotations

import re

# A formula in a sentence is one character of this range.
FIRST = 0xE000
FORMULA = "[\ue000-\uf8ff]"

_NUMBER = (
    r"[+\-−–]?\s*(?:\d+\s*/\s*[1-9]\d*|\d+(?:[.,]\d+)?|∞|inf(?:inity|inito|inito)?|\\infty|\\infin)"
)
_END = rf"(?:{_NUMBER}|[+\-−–]?\s*[αβλ](?:\s*[·*]?\s*[αβλ])?|-?alpha)"

DERIVATIVE = re.compile(
    r"derivativ|gradient|slope|导数|导函数|導數|微分|梯度|ableitung|dérivée|derivada|derivata|미분|기울기|"
    r"도함수|türev|steigung|gradiente|pente|eğim|derivac[eií]|pochodn|производн|導関数|f'",
    re.I,
)  # fmt: skip
# Words that name the set of all values.
RANGE = re.compile(
    r"\brange\b|\bimage\b|值域|输出范围|輸出範圍|取值范围|函数范围|(?:导数|梯度|输出值?|函数值?|它|其)的?范围|치역|출력\s*범위|wertebereich|\brango\b|\brecorrido\b|"
    r"\bimmagine\b|\bcodominio\b|domainY|\bfaixa\b|değer aralığı|görüntü kümesi|obor hodnot|çıkış aralığı|çıktı aralığı|zbiór wartości|область значений|出力範囲|\bimagen\b|\bimagem\b",
    re.I,
)
# Words that only say that values lie in a set.
WITHIN = re.compile(
    r"between|zwischen|\bentre\b|\btra\b|arası|사이|之间|squash|squeez|\binto\b|\bvalues? in\b|映射到|限制在|压缩|"
    r"outputs?|ausgabe|sortie|salida|saída|uscita|输出|çıktı|출력|acotada|interval|intervall|comprises?|hodnoty|mezi|диапазон|интервал|между|przedział",
    re.I,
)
# What makes a property one of the noun that follows.
ATTRIBUTE = re.compile(
    r"的(?![。，,.;；\s]|\Z)|\s+(?:functions?|activations?|alternatives?|ones|outputs)\s+(?:are|help|make|like|such)\b",
    re.I,
)
# What makes an interval one of arguments, or of something else.
OTHER = re.compile(
    r"\bdomain\b|\binputs?\b|定义域|定義域|输入|dominio\b|definitionsbereich|entrada|entrée|ensemble de définition|"
    r"girdi|입력|probabilit|概率|learning rate|dropout|random|initiali[sz]|pixel|normaliz|batch|weights? in|"
    r"shape|dimension|\bsize\b|tuple|形状|维度|\?|sample|epoch|for x|if x|when x|step|version|chapter|section|figure|table",
    re.I,
)  # fmt: skip
# What is asked of an argument, or said of a parameter, is no range of a function.
REQUIRES = re.compile(
    r"\bparam\w*|\bargs?\b|argument|\bshould\b|\bmust\b|assum|expect|\brequire|\boptional\b|\bdefault\b|"
    r"\btargets?\b|\blabels?\b|valued input|\btensor\b|\bthreshold\b|:param|\breturns?:|"
    r"^\s*[*-]?\s*`*\w+`*\s*\([^)]*\)\s*:|超参数|参数|パラメータ|hyperparam",
    re.I | re.M,
)  # fmt: skip
# What makes the interval that follows one of arguments, or of a call's own.
ARGUMENTS = re.compile(
    r"\b(?:for|where|with|für|mit|pour|para|con|avec)\b[^.;:,]{0,60}\Z|[A-Za-z0-9_]\Z",
    re.I,
)
# What takes all numbers into the interval that follows.
MAPS = re.compile(
    r"\b(?:squash\w*|squeez\w*|maps?|compress\w*|transforms?|takes?)\s+"
    r"(?:(?:any|every|all|each|its|the|a|an|whole|entire|arbitrary|real|inputs?|outputs?|numbers?|values?|valued|"
    r"real-valued|line|[\ue000-\uf8ff]|\(-∞,\s*\+?∞\))\s+){0,6}(?:in)?to\s*"
    r"(?:the\s+)?(?:open\s+)?(?:interval\s+|range\s+)?(?=[\ue000-\uf8ff(\[\]])|"
    r"(?:将|把)?(?:任意|任何|所有)?(?:实数|输入|输出|数值|值)*(?:压缩|映射|限制|挤压)(?:到|至|在)(?:开区间|区间|范围)?\s*(?=[\ue000-\uf8ff(\[（])",
    re.I,
)
INTERVAL = re.compile(
    rf"[\[\](（【［]\s*{_END}\s*[,;，、]\s*{_END}\s*[\])\[）】］]",
)
BETWEEN = re.compile(
    rf"(?:between|zwischen|entre|tra|from|von|de)\s+({_NUMBER})\s*(?:and|und|et|y|e|to|bis|à|a)\s+({_NUMBER})",
    re.I,
)

# What sets another function beside the one that is spoken of.
# Words that restrict what a sentence says to a part of the line.
CONDITIONAL = re.compile(
    r"\b(?:if|when|whenever|for|where|wenn|falls|für|si|pour|para|quando|cuando|quand|only|partly|almost|"
    r"nearly|approximately|mostly|except|but (?:at|for|in)|apart from|aside from|other than|in the region|near|on)\b|当|若|时|之后|之前|以后|以前|以上|以下|左侧|右侧|部分|几乎|近似|のとき|일 때",
    re.I,
)
COMPARES = re.compile(
    r"\bthan\b|unlike|\bvs\b|versus|compar|similar|instead of|whereas|while|contrast|differ(?:s|ent|ence|ing)\b|相比|对比|比较|不同|倍|相较|"
    r"比.{0,8}更|anders als|gegensatz|contrairement|différence|diferencia|ao contrário|diversamente|в отличие|와 달리|"
    r"resembl|보다|に比べ|と異な|\blike\b|\bsuch as\b|\be\.g\.|combin|times (?:the|that)|shifted|version|advantage|"
    r"ventaja|vantag|avantage|vorteil|优势|优点|\bpara\b.*\bque\b",
    re.I,
)  # fmt: skip
MAXIMUM = re.compile(
    r"\bmax(?:imum|imal\w*|ima)?\b|maximum|\bpeaks?\b|\bpeaking\b|最大值?|최댓?값|최대|höchst|m[áa]xim[ao]|massim[ao]|"
    r"en büyük|en yüksek|maksimum|maksymal\w*|nejvyšší|největší|максим\w*|наибольш\w*|largest|highest|最高",
    re.I,
)
MINIMUM = re.compile(
    r"\bmin(?:imum|imal\w*|ima)?\b|最小值?|최솟?값|최소|m[íi]nim[ao]|en küçük|en düşük|nejmenší|nejnižší|миним\w*|наименьш\w*|smallest|lowest",
    re.I,
)
PLACE = re.compile(
    r"(?<![a-zA-Z])([a-zA-Z])\s*(=|≈|~)\s*([+\-−–]?\s*(?:\d+/[1-9]\d*|\d+(?:[.,]\d+)?))(?![\w/^])"
)
NUMBER = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9_.,/])([+\-−–]?\s*(?:\d+\s*/\s*[1-9]\d*|\d+(?:[.,]\d+)?))(?![A-Za-zÀ-ɏ0-9_%]|\s*/|[.,]\d|"
    r"\s*(?:times|倍|배|fois|mal\b|veces|раз|volte|vezes|×|x\b|左右|附近|上下|多|几|余|정도|쯤|程度|くらい|前後|以上|以下|이상|이하))"
)

# Behind a value, that a place follows.
PLACE_BEHIND = re.compile(
    r"[\s*_]*[,，(（]?\s*(?:(?:which|that|and|it)\s+)?(?:is\s+)?(?:occur\w*|attain\w*|achiev\w*|reach\w*|located|taken|found)?\s*"
    r"(?:(?:at|when|where|bei|wenn|en|em|quando|cuando|lorsque|quand|in)\s+(?!most\b|least\b|(?:each|every|all|the first|one) )|"
    r"[在当]|のとき|で)",
    re.IGNORECASE,
)

# Phrases, and the property that they state; the longest are tried first.
PROPERTIES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), name)
    for pattern, name in (
        (r"strictly increasing|strictly monoton\w+ increasing|严格单调递增|streng monoton (?:steigend|wachsend)",
         "strictly increasing"),
        (r"monoton\w*(?:ally)? increasing|increasing monoton\w+|单调递增|monoton (?:steigend|wachsend)|"
         r"단조\s*증가", "increasing"),
        (r"monoton\w*(?:ally)? decreasing|单调递减|monoton fallend|단조\s*감소", "decreasing"),
        (r"non[- ]?monoton\w*|非单调|不单调|nicht monoton|비단조", "not monotone"),
        (r"\bmonoton\w*\b|单调", "monotone"),
        (r"\bodd function|\bodd symmetr\w*|奇函数|fonction impaire|función impar|função ímpar|ungerade funktion|lichá|"
         r"symmetric about the origin|关于原点对称|기함수", "odd"),
        (r"\beven function|偶函数|fonction paire|función par\b|gerade funktion|우함수", "even"),
        (r"(?:zero|0)[- ]?cent(?:er|re)d|centr(?:ad|at|é)\w* (?:en|em|in|a|sur|on) (?:zero|cero|0|zéro)|零中心化|"
         r"零均值|以零为中心|以0为中心|nullzentriert|0을 중심", "zero-centred"),
        (r"differentiable everywhere|everywhere differentiable|处处可导|处处可微|überall differenzierbar|"
         r"dérivable partout|derivable en todo", "differentiable"),
        (r"not differentiable at (?:0|zero|the origin|x ?= ?0)|在\s*0\s*处不可导", "not differentiable at 0"),
        (r"\balways positive|总是正|恒为正|immer positiv|toujours positive|siempre positiv\w", "positive"),
        (r"\bnon[- ]?negative\b|非负", "non-negative"),
        (r"\bunbounded above|无上界|上に有界でない|nach oben unbeschränkt", "unbounded above"),
        (r"\bbounded below|有下界|下に有界|nach unten beschränkt", "bounded below"),
        (r"\bunbounded\b(?!\s+(?:gradients?|inputs?|derivatives?|domain|growth|activations?\s+can))|无界", "unbounded"),
        (r"\bbounded\b(?!\s+(?:gradients?|inputs?|derivatives?|domain|variation))|(?<![上下に无無])有界|beschränkt", "bounded"),
        (r"\bconvex\b|凸函数", "convex"),
        (r"\bconcave\b|凹函数", "concave"),
        (r"never (?:flat |exactly |completely )*(?:zero|0\b|vanish\w*)|never flat\b", "gradient never vanishes"),
        (r"\bcontinuous function|连续函数", "continuous"),
    )
)  # fmt: skip
NEGATION = re.compile(
    r"(?:\bnot\b|\bnon\b|\bisn'?t\b|\bno\b|\bnicht\b|\bpas\b|\bnão\b|不是|并非|不|非|아니|\bnever\b|değil)\s*"
    r"(?:(?:an?|a|the|ein\w*|une?|es|é|è|is|sempre|fully|strictly|perfectly|centered|been)\s*){0,2}[*_\s]*\Z",
    re.I,
)
ANSWER_NO = re.compile(
    r"\s*[*_\s]*[:：|]\s*[*_\s]*(?:✗|❌|×|✘|no\b|false\b|否|nein\b|non\b|não\b)", re.I
)
ANSWER_YES = re.compile(
    r"\s*[*_\s]*[:：|]\s*[*_\s]*(?:✓|✅|✔|yes\b|true\b|是|ja\b|oui\b|sí\b|sim\b)", re.I
)

# Words of languages with spaces, and characters of those without, two to a word.
_LATIN, _CHARACTERS = (
    re.compile(r"[A-Za-zÀ-ɏ\u0400-\u04ff]+"),
    re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"),
)


def word_count(text: str) -> int:
    """About how many words a text has.

    Example:
        >>> word_count("the range is"), word_count("输出范围")
        (3, 2)
    """
    return len(_LATIN.findall(text)) + len(_CHARACTERS.findall(text)) // 2


COLUMNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), name)
    for pattern, name in (
        (r"deriv|gradient|导数|導數|ableitung|dérivée|미분|도함수|türev|f'|f′|f’", "derivative"),
        (r"range|值域|输出范围|wertebereich|rango|치역|aralık|faixa|image", "range"),
        (r"formula|function|definition|equation|expression|公式|表达式|函数|fórmula|función|função|funktion|"
         r"fonction|formel|수식|함수|denklem|f\s*\(", "function"),
    )
)  # fmt: skip
