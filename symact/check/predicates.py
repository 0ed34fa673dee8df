"""Words by which clauses say something of functions: tables, in the languages of real notes."""

from __future__ import annotations

import re

import sympy as sp

# -- clauses
LABEL_PROPERTY = re.compile(
    r"\b(?:zero|mean|centered|centred|range|monotonicity|monotonic|smoothness|steeper|stronger|vanishing|gradients?|"
    r"continuity|differentiability|boundedness|symmetry|saturation|derivative|saturates)\b|"
    r"特点|特征|性质|优点|缺点|范围|值域|取值范围|输出范围|函数图像|导数图像|图像",
    re.IGNORECASE,
)
# What restricts a statement that it follows: to a part of the line, or to some cases.
RESTRICTS = re.compile(
    r"\b(?:except|unless|besides|apart|aside|away|outside|within|inside|but|however|although|though|provided|as long|"
    r"so long|otherwise|else|elsewhere|sonst|sinon|at|around|until|up to|technically|usually|often|sometimes|typically|generally|may|might|depend\w*|"
    r"approx\w*|roughly|about|not|aber|außer\w*|ausgenommen|nicht|sauf|excepté|mais|pas|excepto|salvo|pero|exceto|mas|"
    r"hariç|ama|bei|en|em|in the|under|"
    r"with (?:respect|α|β|alpha|beta|parameter)|while|whereas|during|after|before|once|by)\b|"
    r"除|但|仅|只|外|不|非|没|な|ない|않|아니|제외|[αβλ]|[<>≤≥≠?？]",
    re.IGNORECASE,
)
# Asides that restrict nothing.
HARMLESS = re.compile(
    r"\(\s*(?:unlike|in contrast to|compared to|similar to|like|better|good|great|useful|perfect|works|helps|no)\b[^()<>=]*\)",
    re.IGNORECASE,
)
REASON = re.compile(
    r"[,;，；]?\s*(?:(?:and|so|thus|hence)?\s*(?:making|avoiding|helping|allowing|leading|enabling|causing|reducing|"
    r"providing|preventing)\b|(?:so|thus|therefore|hence)\s+(?!long|far)|because\b|which (?:can|may|makes?|helps?|allows?|leads?|"
    r"causes?|means|could|improves?|ensures?|is (?:why|useful|helpful|good|important|what|steeper|larger|wider|higher))\b|"
    r"(?:with|con|com|mit|avec)\s+(?:an?\s+|the\s+|its\s+|un[ae]?\s+|uma?\s+|einem?\s+)?(?:maxim|max\b|peak|valor(?:e)? m[áa]xim|valeur max|höchst)|"
    r"(?:y|e|et)\s+(?:su|seu|sa|sua|il suo)\s+(?:valor(?:e)? m[áa]xim|valeur max|m[áa]xim)|"
    r"->|→|，?(?:因此|所以|从而|这|使|有助于|有利于))",
    re.IGNORECASE,
)

# -- ascriptions
SET_OF = re.compile(
    r"\b(?:functions? (?:is|that|whose|with)|means|meaning|whether|property|refers|required|needed|desir\w+|if|gradients?)\b",
    re.IGNORECASE,
)

# -- reaches
_REAL = (
    r"[+\-−–]?\s*(?:\d+\s*/\s*[1-9]\d*|\d+(?:\.\d+)?|∞|inf(?:inity|inito|inie|ini)?\b|infty\b|unendlich\b|"
    r"l['’]infini\b|(?:正|负|負)?(?:无穷|無限)大?|(?:양|음)?의?\s*무한대?)"
)
PAIR = re.compile(
    rf"(?P<low>{_REAL})\s*(?:to|and|und|et|y|e|a|à|bis|jusqu['’]à|do|až|i|ve|до|и|至|到|和|与|~|～|&|–|から|と|에서|과|와|ile)\s*(?P<high>{_REAL})(?![A-Za-z0-9_%/^])",
    re.IGNORECASE,
)
AROUND = re.compile(
    r"[\s*_`]*(?P<about>approximately|approx\.?|about|roughly|around|≈|~|约为?|大约|etwa|ungefähr|environ|aproximadamente)?"
    r"[\s*_`]*(?:the\s+)?(?:(?:open |closed |half-open )?(?:interval|range|区间|范围)\s+)?[\s*_`]*(?:of\s+)?[\s*_`]*",
    re.IGNORECASE,
)
# A label that says that what follows is the set of all values.
RANGE_LABEL = re.compile(
    r"(?:(?:the\s+)?(?:(?:output|value|output value)s?\s+)?range(?: of (?:values|outputs?|the (?:function|output)))?|wertebereich|"
    r"ausgabebereich|输出范围|值域|取值范围|函数范围|值的范围|値域|出力範囲|치역|출력\s*범위|rango(?: de (?:salida|valores))?|recorrido|plage de sortie|"
    r"intervalle de sortie|faixa(?: de saída)?|değer aralığı|çıkış aralığı|çıktı aralığı|intervallo di uscita|obor hodnot|zbiór wartości|область значений|"
    r"imagen|imagem|ensemble d['’]arrivée|valores de salida)(?![a-z])",
    re.IGNORECASE,
)
POINT = re.compile(
    r"[\s*_]*(?:[:：]\s*-?|[-–—]|=|is|est|ist|es|é|为|是|は|은|는)[\s*_]*(?=\S)", re.IGNORECASE
)
_ANYTHING = (
    r"(?:any|every|all|each|its|the|a|an|whole|entire|arbitrary|real|input|inputs|number|numbers|value|values|output|outputs|"
    r"valued|real-valued|result|line|of|le|la|les|résultat|toute|valeur|valor|valores|cualquier|qualquer|jeden|reellen|wert|eingabe)"
)
# Verbs after which an interval holds all values; nothing is said of which ends are attained.
REACHES = re.compile(
    rf"(?:(?:maps?|mapping|squash\w*|squeez\w*|compress\w*|transform\w*|restrict\w*|restreint|limit\w*|converts?|bounds?|"
    rf"comprime|mapea|mapeia|normali[sz]es?)\s+(?:{_ANYTHING}\s+){{0,7}}"
    r"(?:in between|between|(?:in)?to|within|in|entre|en|dans|a|zwischen|auf)|"
    r"(?:(?:ranges?|varies|goes|runs|varia|varie|va|reicht|liegt|liegen|lies?|falls?|stays?|remains?|lie|se situe|se encuentra|"
    r"comprise?|compris|acotada|limitada|bounded|confined|restricted|strictly)\s+){0,2}"
    r"(?:from|between|within|in|over|entre|de|von|zwischen|nel(?:l'intervallo)?|no intervalo|en el intervalo|dans|im intervall|im bereich)|"
    r"ranges(?=\s*[:(\[\ue000-\uf8ff`*])|"
    r"(?:prend(?:re)?|prennent) (?:ses|des|leurs) valeurs (?:comprises )?(?:dans|entre)(?: l['’]intervalle)?|"
    r"(?:sont |est )?comprises? (?:dans|entre)|"
    rf"(?:transforma|convierte|comprime|mapea|lleva|transforme|convertit|ramène|écrase)\s+(?:{_ANYTHING}\s+|introducid[oa]s\s+|de entrada\s+)*(?:a una escala|al rango|al intervalo|en el rango|vers|à une? (?:valeur|intervalle)|dans l['’]intervalle|en un valor entre|em um valor entre|para o intervalo)(?:\s+(?:de|entre))?|"
    r"(?:nabývá|má|vrací)\s+hodnot[yu]?\s+(?:(?:v|z) intervalu|od|mezi|z)|(?:mapuje|převádí|zobrazuje)\s+(?:[^\W\d]+\s+){0,4}(?:do|na) interval[u]?|"
    r"(?:принимает|выдаёт|выдает|возвращает)\s+значения\s+(?:в (?:диапазоне|интервале|пределах)|от|из интервала|между)(?:\s+от)?|"
    r"(?:przyjmuje|zwraca)\s+wartości\s+(?:z (?:przedziału|zakresu)|od|między)|"
    r"(?:outputs?|produces?|returns?|takes?|takes on|assumes?|gives?|has|assume|toma|prend|nimmt)\s+(?:only\s+)?(?:an?\s+)?"
    r"(?:real\s+)?(?:outputs?|values?|numbers?|valores|valeurs|werte)\s+(?:apenas\s+|only\s+)?(?:strictly\s+)?(?:that (?:lie|range)\s+)?"
    r"(?:from|between|within|in|in scale of|entre|zwischen)|"
    r"(?:将|把|能够?|可以)*(?:任意|任何|所有|一个|实数|输入|输出|数值|数据|值|的|都)*(?:压缩|映射|限制|挤压|转换|变换|缩放)(?:到|至|在|为)(?:开区间|区间|范围)?|"
    r"(?:范围)?(?:始终|总是|永远|恒)?(?:在|介于|位于|处于|落在|处在)(?:开区间|区间)?)"
    r"(?=[\s*_`(\[（\]\ue000-\uf8ff\d+−-])",
    re.IGNORECASE,
)
BEHIND_INTERVAL = re.compile(
    r"[\s*_`]*(?:的?之间|(?:的|这个|这一)?(?:开|闭)?区间(?:内|上|之间)?|范围(?:内|之间)|的范围(?:内)?|の(?:範囲|間)(?:に(?:収める|収まる|なる|ある))?|(?:arasında(?:dır)?)|inclusive|exclusive)?"
)
INTERVAL_FIRST = re.compile(
    r"[\s*_`]*(?:の(?:範囲|間)(?:に(?:収める|収まる|収まり|なる|ある|収めます))|까지의 값을 반환|사이의?\s*(?:값|값들|실수|범위)(?:을|를|으로|로)?\s*(?:반환|출력|가지|가진|갖|변환|압축|매핑|이다|제한|나타|조정|정규화|output으로|내보|낸|냅|취|만들)|사이로\s*(?:변환|압축|제한|매핑)|"
    r"(?:の間の|の範囲の)(?:値|実数)(?:を|に)(?:出力|返|とる|取る|変換|なる)|"
    r"arasında(?:dır)?(?:\s+(?:bir\s+)?değer(?:ler)?(?:e|i)?\s+(?:alır|üretir|döndürür|verir|dönüştürür))?|"
    r"(?:arasına|aralığına)\s+(?:sıkıştırır|indirger|dönüştürür|eşler|çeker))"
)

# -- slope_words
GIVES = re.compile(
    r"(?:[\s*_]*(?:(?:une?|eine?|uma?|una|an?)\s+)?(?:[A-Za-zÀ-ÿ-]+\s+){0,3}?(?:functions?|fonction|função|función|funzione|funktion)\s+"
    r"(?:(?:d['’]activation|de ativação|de activación|não linear|non linéaire|no lineal)\s+){0,2}(?:that|which|qui|que|che|die)\s+)?"
    r"[\s*_]*(?:[:：=]|will be|can be written as|equals?|equal to|outputs?|produces?|returns?|gives?)?[\s*_]*"
    r"(?:vaut|vale|produit|renvoie|retourne|donne|devuelve|retorna|produz|liefert|返回|输出|等于|beträgt|wird|wynosi|equivale a|равна|равно)?[\s*_]*"
    r"(?:exactly|simply|just|precisely|always|constantly|equal to|given by|exactement|genau|igual a|égale à|gleich)?[\s*_]*",
    re.IGNORECASE,
)
VALUE = re.compile(
    r"[*_]*(?:(?P<number>[-−]?\d+(?:\.\d+)?)|(?P<word>zero|one|null|eins|zéro|cero|uno|um|sıfır)\b|(?P<letter>alpha|α|a)(?![\w(])|"
    r"(?P<input>(?:the |its )?input(?: (?:itself|value|directly|unchanged|as is))?|(?<![\w*/])[xz](?=\s*(?:[.,;]|$|itself|for|if|when|at))|l['’]entrée(?: elle-même)?|la entrada(?: misma)?|die eingabe(?: selbst)?|输入(?:本身|值)?)(?![\w(])|"
    r"(?P<formula>[\ue000-\uf8ff]))[*_]*(?:\s+(?:output|as output))?",
    re.IGNORECASE,
)
# Behind a value, the verb of languages that have it there.
FINAL_COPULA = re.compile(
    r"\s*(?:이다|입니다|이고|이며|이 된다|가 된다|이 됩니다|가 됩니다|로 나타난다|である|であり|です|となる|になる|で|"
    r"şeklinde(?:dir)?|olarak (?:hesaplanır|bulunur)|['’]?(?:dir|dır|dur|dür|tir|tır|tur|tür))(?![a-zà-ÿ가-힣])",
    re.IGNORECASE,
)
# Behind values on both half-lines: that there is none between them.
UNDEFINED_AT = re.compile(
    r"[\s,;]*(?:(?:and|but|while|et|y|e|und)\s+)?(?:it\s+)?(?:is\s+)?(?:undefined|not defined|does not exist|not differentiable|"
    r"non définie|no está definida|nicht definiert|indefinida)\s+(?:at|for|when|in|en|em|bei)\s+(?:the origin|zero|(?:[xz]\s*=\s*)?0|(?P<formula>[\ue000-\uf8ff]))",
    re.IGNORECASE,
)
OF_SLOPE = re.compile(
    r"[\s*_]*(?:has|have|with)\s+(?:an?\s+|the\s+)?(?:constant\s+|fixed\s+)?(?:gradients?|slope|derivative)\s+(?:of|equal to)\s+",
    re.IGNORECASE,
)
_WHERE = r"(?:for|when|if|where|with|on|whenever|für|wenn|pour|si|para|se|quand|quando|cuando|per)"
_ALL = r"(?:(?:all|any|every|the|les|los|las|os|as|i|alle)\s+)*"
_NOUN = r"(?:inputs?|values?|numbers?|arguments?|side|half|x|z|ones?|entrées?|valeurs?|valores?|entradas?|werte|eingaben?|valori)"
SIDES = (
    (re.compile(
        rf"[\s,]*{_WHERE}\s+{_ALL}(?:(?:strictly\s+)?positive\s+{_NOUN}|{_NOUN}\s+positi[vf][aeo]?s?|"
        r"(?:the\s+)?(?:x|z|input|it)\s+(?:is\s+)?(?:positive|greater than (?:0|zero)|>=?\s*0|≥\s*0))(?![a-z])",
        re.IGNORECASE), (sp.S.Zero, sp.oo)),
    (re.compile(
        rf"[\s,]*{_WHERE}\s+{_ALL}(?:(?:strictly\s+)?negative\s+{_NOUN}|{_NOUN}\s+n[eé]gati[vf][aeo]?s?|"
        r"(?:the\s+)?(?:x|z|input|it)\s+(?:is\s+)?(?:negative|less than (?:0|zero)|<=?\s*0|≤\s*0))(?![a-z])",
        re.IGNORECASE), (-sp.oo, sp.S.Zero)),
)  # fmt: skip
AT_FORMULA = re.compile(rf"[\s,]*(?:{_WHERE}\s+)?(?P<formula>[\ue000-\uf8ff])", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"[\s,]*(?:elsewhere|otherwise|else|sonst|sinon|en otro caso|caso contrário|altrimenti)\b", re.I
)
EITHER = re.compile(
    rf"(?:always\s+)?either\s+(?P<one>{VALUE.pattern.replace('P<', 'P<one_')})\s+or\s+(?P<two>{VALUE.pattern.replace('P<', 'P<two_')})",
    re.IGNORECASE,
)

# -- tendencies
TENDS = re.compile(
    r"[\s*_]*(?:(?:asymptotically|rapidly|quickly|slowly|exponentially)\s+)?(?:(?:approach(?:es)?|tends? to(?:wards?)?|converges? to(?:wards?)?|goes to(?:wards?)?|saturates? (?:at|to)|"
    r"vanish(?:es)? to|geht gegen|strebt gegen|konvergiert gegen|nähert sich|tende a|tiende a|se acerca a|se aproxima de|"
    r"tend vers|converge (?:a|para|vers)|s'approche de)\s+|(?:->|→|趋近于|趋近|趋于|趋向于?|收敛到|收敛于|接近于?|无限接近于?)\s*)(?:the value\s+)?[*_]*",
    re.IGNORECASE,
)
_X = r"(?:the\s+)?(?:x|z|t|inputs?|input values?|values?|arguments?|[\ue000-\uf8ff])(?:\s+values?)?(?![a-z])"
_SIZE = r"(?:\|\s*[xz]\s*\||[\ue000-\uf8ff])"
_LARGER = r"(?:larger|bigger|very large|large|more positive|very positive|larger and (?:more )?positive|large and positive)"
_MORE_NEGATIVE = (
    r"(?:more negative|very negative|large and negative|highly negative|increasingly negative)"
)
_LARGE = r"(?:very |extremely |arbitrarily )?(?:large|big|high)"
_TO = r"(?:→|->|goes to|tends to|approaches|becomes|goes towards?)\s*"
_GROWS = r"(?:increases|grows|gets (?:very )?large|becomes (?:very )?large|gets larger|becomes larger|grows large)"
# Where a limit is taken, and the ends of the line that are meant.
FAR_PLACES: tuple[tuple[re.Pattern[str], tuple[sp.Expr, ...]], ...] = tuple(
    (re.compile(rf"[\s,]*{pattern}(?![a-z])", re.IGNORECASE), ends)
    for pattern, ends in (
        (rf"(?:for|at)\s+{_LARGE} positive {_X}", (sp.oo,)),
        (rf"for\s+(?:{_LARGE} |very |highly |extremely )negative {_X}", (-sp.oo,)),
        (rf"as {_X} {_TO}(?:\+\s*∞|∞|(?:positive |plus )?infinity)", (sp.oo,)),
        (rf"as {_X} {_TO}(?:[-−]\s*∞|(?:negative|minus) infinity)", (-sp.oo,)),
        (rf"as {_SIZE} (?:{_GROWS}|{_TO}(?:∞|infinity|large))", (-sp.oo, sp.oo)),
        (rf"(?:for|at)\s+{_LARGE} {_SIZE}", (-sp.oo, sp.oo)),
        (r"(?:für große|pour (?:les )?grands?|para (?:valores )?grandes?)\s+\|\s*[xz]\s*\|", (-sp.oo, sp.oo)),
        (r"(?:for|at)\s+extreme (?:inputs?|values?|input values?|x|z)", (-sp.oo, sp.oo)),
        (r"(?:at|on|in|towards?)\s+(?:both|the two|either) (?:ends?|extremes?|sides?|directions?|tails?)", (-sp.oo, sp.oo)),
        (r"(?:in|at) the (?:saturated regions|tails)", (-sp.oo, sp.oo)),
        (rf"as (?:the )?{_X} (?:increases?|grows?|becomes? {_LARGER}|gets? {_LARGER}|goes up)(?: to infinity| without bound)?", (sp.oo,)),
        (rf"as (?:the )?{_X} (?:decreases?|becomes? {_MORE_NEGATIVE}|gets? {_MORE_NEGATIVE}|goes down)", (-sp.oo,)),
        (r"当?\s*(?:输入值?|自变量|[xz])\s*(?:很大|非常大|趋近?于?正无穷(?:大)?|趋向(?:于)?正无穷(?:大)?|→\s*\+∞)\s*(?:时|的时候)?", (sp.oo,)),
        (r"当?\s*(?:输入值?|自变量|[xz])\s*(?:趋近?于?负无穷(?:大)?|趋向(?:于)?负无穷(?:大)?|→\s*[-−]∞)\s*(?:时|的时候)?", (-sp.oo,)),
    )
)  # fmt: skip

# -- bounds
# Words, the relation that they name, and whether a form of "to be" stands before them.
BOUNDS: tuple[tuple[re.Pattern[str], str, bool], ...] = tuple(
    (re.compile(rf"[\s*_]*(?:{pattern})[\s*_]*", re.IGNORECASE), relation, needs)
    for pattern, relation, needs in (
        (r"(?:always |strictly )*(?:less|smaller|lower) than(?! or)|(?:always )?below|always\s*<(?!=)|"
         r"siempre menor que|sempre menor (?:do )?que|toujours inférieure à|immer kleiner als|总是小于|恒小于", "<", True),
        (r"(?:always |strictly )*(?:greater|larger|higher|more) than(?! or)|(?:always )?above|always\s*>(?!=)|"
         r"总是大于|恒大于", ">", True),
        (r"(?:always )?(?:at most|no (?:larger|greater|more|bigger) than|less than or equal to)|höchstens|au plus|como máximo",
         "<=", True),
        (r"(?:always )?(?:at least|no (?:less|smaller) than|greater than or equal to)|mindestens", ">=", True),
        (r"never exceeds|does not exceed|is bounded (?:above )?by", "<=", False),
        (r"(?:drops|falls|stays|remains|is) below", "<", False),
        (r"(?:stays|remains) above", ">", False),
    )
)  # fmt: skip
FAR_OUT = re.compile(
    r"(?:for|when|if|für|wenn|pour|para|si)\s+(?:(?:any|all)\s+(?:[xz]\s+)?(?:with\s+)?)?(?P<formula>[\ue000-\uf8ff])\s*[,，]?\s*(?:then\s+)?",
    re.IGNORECASE,
)
