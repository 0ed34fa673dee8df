"""Words for the properties of functions: a table, in the languages of real notes."""

from __future__ import annotations

import re

# Each pattern with the property that it states; of those that match, the longest counts.
PROPERTIES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"(?:zero|0)[\s-]*(?:cent(?:ered|red)|mean)(?: around (?:0|zero))?|cent(?:ered|red) (?:around|at|on|about) (?:0|zero)|"
         r"null-?zentriert|centrée? (?:en|sur|autour de) (?:zéro|0)|centrad[ao] (?:en|em) (?:el )?(?:cero|zero|0)|"
         r"centrat[ao] (?:in|su|sullo) (?:zero|0)|sıfır merkezli(?:dir)?|零中心化?的?|以\s*(?:0|零)\s*为中心|(?:0|零)均值|"
         r"ゼロ中心|0\s*중심(?:적)?(?:이다|입니다)?|제로 중심|центрирован\w* (?:относительно|вокруг) нуля|centrovan[áaý]\w* (?:v nule|kolem nuly|okolo nuly)", "zero-centred"),
        (r"smooth(?: everywhere)?|glatt|lisse|suave|liscia|平滑|光滑|滑らか|매끄러(?:운|움|럽다)|pürüzsüz(?:dür)?|hladká|gładka|гладкая", "smooth"),
        (r"infinitely (?:often )?differentiable|unendlich oft differenzierbar|infiniment dérivable|无限可微|无穷次可微",
         "c oo"),
        (r"continuously differentiable|stetig differenzierbar|continûment dérivable|连续可微|连续可导", "c1"),
        (r"twice differentiable|二阶可导", "twice differentiable"),
        (r"(?:fully |everywhere )?differentiable(?: everywhere)?|(?:überall )?differenzierbar|différentiable|dérivable(?: partout)?|"
         r"(?:diferenciable|derivable|diferenciável|derivável)(?: en todo| em todo)?|derivabile|"
         r"(?:处处)?(?:可导|可微)(?:分)?|微分可能|미분\s*가능(?:하다|합니다|함)?|türevlenebilir(?:dir)?|diferencovatelná|różniczkowalna|дифференцируема(?:я)?", "differentiable"),
        (r"continuous(?: everywhere)?|stetig|continue|continu[ao]|contínua|连续|連続|연속(?:적|이다)?|sürekli(?:dir)?|spojitá|ciągła|непрерывна(?:я)?",
         "continuous"),
        (r"strictly (?:monoton\w+ )?increasing|strictly monoton\w+ increasing|streng monoton (?:steigend|wachsend)|"
         r"strictement croissante?|estrictamente creciente|estritamente crescente|严格(?:单调)?递增|ostře rostoucí|строго возраста\w+", "strictly increasing"),
        (r"(?:monoton\w+ )?increasing(?: monoton\w+)?|monoton (?:steigend|wachsend)|(?:monotonement )?croissante?|"
         r"(?:monótona(?:mente)? )?creciente|(?:monotonamente )?crescente|单调递增|単調増加|단조\s*증가|rostoucí|rosnąca|(?:монотонно )?возраста(?:ет|ющая)|(?:monoton )?artan(?:dır)?", "increasing"),
        (r"(?:monoton\w+ )?decreasing|monoton fallend|décroissante?|decreciente|decrescente|单调递减|단조\s*감소|klesající|malejąca|(?:монотонно )?убыва(?:ет|ющая)",
         "decreasing"),
        (r"monoton(?:e|ic|ous|ically)?|monotona|monótona|monoton|monotoon|单调|単調|단조|monotondur|monotónní|monotoniczna|монотонна(?:я)?", "monotone"),
        (r"bounded(?: on both sides)?|beschränkt|bornée?|acotada|limitada|limitata|sınırlı(?:dır)?|有界|有界的|omezená|ohraničená|ograniczona|ограничена(?:я)?|ограниченная|유계", "bounded"),
        (r"bounded (?:from )?below|nach unten beschränkt|minorée|bornée inférieurement|有下界|下有界|下に有界", "bounded below"),
        (r"bounded (?:from )?above|nach oben beschränkt|majorée|有上界|上有界|上に有界", "bounded above"),
        (r"un-?bounded|unbeschränkt|non bornée|no acotada|无界", "not bounded"),
        (r"un-?bounded (?:from )?above|nach oben unbeschränkt|无上界", "not bounded above"),
        (r"un-?bounded (?:from )?below|nach unten unbeschränkt|无下界", "not bounded below"),
        (r"odd(?: function)?|ungerade|impaire|impar|ímpar|dispari|奇函数|奇関数|기함수|antisymmetric|lichá|nieparzysta|неч[её]тная|tek fonksiyon(?:dur)?|"
         r"(?:point[- ])?symmetric (?:about|around|with respect to) the origin|punktsymmetrisch zum ursprung|"
         r"关于原点(?:中心)?对称|원점에 대(?:해|한) (?:점)?대칭(?:이다|입니다|이며)?|원점 대칭(?:이다)?", "odd"),
        (r"even function|gerade funktion|fonction paire|偶函数|偶関数|우함수|sudá|parzysta|ч[её]тная|çift fonksiyon(?:dur)?|"
         r"symmetric (?:about|around|with respect to) the y-axis|关于\s*y\s*轴对称", "even"),
        (r"convex|konvex|convexe|convexa|凸函数|konvexní|выпуклая", "convex"),
        (r"concave|konkav|凹函数", "concave"),
        (r"non-?linear|nicht-?linear|non linéaire|no lineal|não linear|非线性|非線形|비선형|doğrusal olmayan|nelineární|nieliniowa|нелинейна(?:я)?", "not linear"),
        (r"positive|positiv|positiva|正数|正的|正|양수(?:이다|입니다|다)?|positivo|positifs?|pozitif(?:tir)?|kladn[áýéí]|положительн\w*", "positive"),
        (r"non-?negative|nicht-?negativ|positive or zero|非负|非負", "non-negative"),
        (r"saturat(?:es|ing|ed)(?: (?:at|on) both (?:ends|sides))|saturat(?:es|ing) (?:for large positive and negative|in both)|"
         r"两端饱和|satura en ambos extremos|sature aux deux extrémités", "saturates"),
        (r"undefined|not defined|non définie|(?:no|não) está definida|nicht definiert|未定义|不存在", "undefined"),
        (r"non-?zero everywhere|never (?:exactly )?(?:zero|0)", "never zero"),
    )
)  # fmt: skip
# Words that may stand beside a property, and of which nothing is decided.
SKIPPED = re.compile(
    r"(?:continuous|differentiable|smooth) almost everywhere|piece-?wise (?:linear|smooth|differentiable|continuous)|"
    r"(?:very |computationally |highly )?(?:simple|efficient|cheap|fast|popular|expensive|robust|stable)|s-shaped|sigmoidal|"
    r"self[- ](?:gated|gating|regulari[sz](?:ed|ing)|normali[sz](?:ed|ing))|probabilistic|learnable",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"(?:\bnot\b|\bnon\b|\bno\b|\bnicht\b|\bpas\b|\bnão\b|不是|并非|不|非|\bnever\b)[\s-]*"
    r"(?:(?:an?|exactly|perfectly|fully|everywhere|es|é|está|centrada)\s+)?|n(?:ot|on)-",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\s*(?:değildir|değil|(?:이|가)?\s*아님|(?:이|가)?\s*아니다|ではない|でない|ではありません)"
)
VERY = re.compile(
    r"(?:very|fully|truly|perfectly|completely|always|immer|toujours|siempre|sempre|항상|始终|总是|恒为?|全是|全为)\s*",
    re.I,
)
JOINT = re.compile(
    r"[\s*_]*(?:(?:[,，、/&+;；]|-(?=\s))?[\s*_]*(?:\b(?:and|und|et|y|e|ve|a|i|и|but|yet|aber|mais|pero|mas|as well as)\b|和|且|而且|并且|以及|及|，)?)"
    r"[\s*_]*(?:(?:it is|it's|is|are|that is|that|also|both)\b\s*)?",
    re.IGNORECASE,
)
# Nouns that end a list of properties: the function itself, or its values.
NOUN = re.compile(
    r"[\s*_]*(?:(?:activation )?function(?!s)|activation(?! functions)|curve|outputs?(?: values?)?|non-?linearity|"
    r"funktion|aktivierungsfunktion|ausgabe|kurve|fonction(?: d['’]activation)?|sortie|función(?: de activación)?|salida|"
    r"função(?: de ativação)?|saída|funzione|uscita|fonksiyon(?:dur)?|的?(?:激活)?函数|输出|的|출력|값|関数(?:です|である)?|です|である|함수(?:이다|입니다)?)"
    r"(?![a-zà-ÿ])(?:[\s*_]*(?:everywhere|partout|überall))?",
    re.IGNORECASE,
)
LIKENESS = re.compile(r"[\s*_]*(?:approximation|alternative|version) (?:of|to|for) (?:the )?", re.I)
WITH_PLACE = frozenset(("smooth", "differentiable", "continuous", "undefined"))
# Properties that every list calls a merit, so that a cross before one denies it.
MERITS = frozenset(("zero-centred", "smooth", "differentiable", "continuous"))
AT = re.compile(
    r"[\s*_]*(?:at|bei|en|em|in|à|在)\s*(?:the point\s+)?(?:(?P<origin>(?:the |l['’])?origine?n?\b|zero\b)|"
    r"(?:[xz]\s*=\s*)?(?P<number>[-−]?\d+(?:\.\d+)?)(?![\w.]*\d)|(?P<formula>[\ue000-\uf8ff]))(?:\s*\([^()]{1,20}\))?",
    re.IGNORECASE,
)
