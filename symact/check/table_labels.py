"""Words of tables that say what a row or a column is about, in the languages of real notes."""

from __future__ import annotations

import re

_NUMBER = r"[+\-−–]?\s*(?:\d+\s*/\s*[1-9]\d*|\d+(?:\.\d+)?)"


def _table(*rows: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), name) for pattern, name in rows)


# What a name of a function may have beside it without becoming another name.
GENERIC = re.compile(
    r"\b(?:the|functions?|activations?|funktion|función|fonction|função|funzione|funkce|funkcja|fonksiyonu?|функция|de|la|of)\b|"
    r"激活|函数|関数|함수|活性化",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"^[#\s]*(?:\d{1,2}(?:\.\d{1,2})*[.)、]?\s+|\d{1,2}[.)、]\s*|[ivx]{1,4}[.)]\s+)"
)
PROPERTY_HEAD = re.compile(
    r"|property|properties|aspect|feature|characteristic|criterion|attribute|metric|特徴|项目|項目|属性|特性|"
    r"性质|性質|특징|항목|속성|eigenschaft|propiedad|propriété|propriedade|proprietà|özellik|vlastnost|własność|свойство",
    re.IGNORECASE,
)
VALUE_HEAD = re.compile(
    r"values?|description|details?|内容|値|值|描述|说明|説明|값|내용|설명|wert|valor|valeur|valore|değer",
    re.IGNORECASE,
)
# Headings that name a part of a section and leave open what the section is about.
PLAIN_HEADING = re.compile(
    r"(?:key |main |mathematical |basic |summary of )?(?:properties|characteristics|features|"
    r"summary|facts|overview|range|at a glance|quick facts|definition|formula)|"
    r"性质|特性|特征|特点|特徴|性質|まとめ|总结|요약|특징|"
    r"eigenschaften|propiedades|propriétés|propriedades|proprietà",
    re.IGNORECASE,
)
FORMULA = re.compile(
    r"(?:the )?(?:formula|definition|function|expression|equation)|"
    r"公式|定义|表达式|数式|式|수식|정의|formel|fórmula|formule|definición|définition|definição|vzorec|předpis|definice|wzór|formül|формула",
    re.IGNORECASE,
)
SLOPE = re.compile(
    r"(?:first )?derivative|gradient|导数|導関数|微分|도함수|미분|"
    r"ableitung|derivada|dérivée|derivata|türevi?|derivace|pochodna|производная",
    re.IGNORECASE,
)
RANGE = re.compile(
    r"(?:output |value |output value )?range|range of (?:the )?(?:values|outputs?|function)|"
    r"值域|输出范围|輸出範圍|输出区间|取值范围|値域|出力範囲|出力の範囲|出力値の範囲|"
    r"범위|출력 ?범위|출력값 ?범위|치역|output interval|"
    r"wertebereich|ausgabebereich|rango(?: de salida)?|recorrido|faixa(?: de saída)?|"
    r"plage de sortie|intervallo di uscita|çıktı aralığı|çıkış aralığı|değer aralığı|"
    r"obor hodnot|zbiór wartości|imagen|imagem|область значений|intervalle de sortie",
    re.IGNORECASE,
)
_MAX, _MIN = r"max(?:imum|imal|\.)?", r"min(?:imum|imal|\.)?"
_VALUE = r"(?: (?:value|output|activation|wert))?"
_SLOPE = r"(?:gradient|derivative|slope)"
EXTREMA: tuple[tuple[re.Pattern[str], str, int], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind, order)
    for pattern, kind, order in (
        (rf"(?:global )?{_MAX}{_VALUE}|最大值|最大値|최댓값|최대값", "max", 0),
        (rf"(?:global )?{_MIN}{_VALUE}|最小值|最小値|최솟값|최소값", "min", 0),
        (rf"(?:{_MAX}|peak) {_SLOPE}(?: value)?|{_SLOPE} {_MAX}|(?:{_MAX}) of (?:the )?{_SLOPE}|"
         r"最大梯度|导数最大值|最大导数|最大勾配|微分の最大値|최대 ?기울기|최대 ?미분값|"
         r"maximale (?:steigung|ableitung)", "max", 1),
    )
)  # fmt: skip
_ABOUT = r"(?:≈|~|=|about\b|approx(?:imately|\.)?|ca\.|约|約|약)?\s*"
VALUE_AT = re.compile(
    rf"{_ABOUT}(?P<value>{_NUMBER})(?:\s*[,(（]?\s*(?:at|bei|en|em|à|@|when|wenn|当|在)\s*[xzt]\s*"
    rf"(?:=|≈|~)\s*(?P<at>{_NUMBER})\s*(?:时|处)?\s*[)）]?)?",
    re.IGNORECASE,
)
PROPERTIES = _table(
    (r"monoton\w*|单调性?|単調性?|단조성?", "monotone"),
    (r"non[- ]?monoton\w*|非单调性?", "not monotone"),
    (r"strictly (?:monotonic|monotone)", "strictly monotone"),
    (r"(?:monotonically )?increasing|单调递增|单调增", "increasing"),
    (r"strictly increasing", "strictly increasing"),
    (r"smooth|平滑|光滑", "smooth"),
    (r"differentiable|可导性?|可微性?|미분 ?가능", "differentiable"),
    (r"differentiable everywhere|everywhere differentiable|处处可导", "differentiable everywhere"),
    (r"continuous|连续性?|연속", "continuous"),
    (r"bounded|有界性?|유계", "bounded"),
    (r"unbounded", "not bounded"),
    (r"bounded below|有下界", "bounded below"),
    (r"bounded above|有上界", "bounded above"),
    (r"unbounded above", "not bounded above"),
    (r"unbounded below", "not bounded below"),
    (r"(?:zero|0)[- ]?cent(?:ered|red)(?: outputs?)?|零中心化?|以零为中心|零均值", "zero-centred"),
    (r"odd(?: function)?|奇函数", "odd"),
    (r"even(?: function)?|偶函数", "even"),
    (r"convex|凸性?", "convex"),
    (r"non[- ]?linear", "not linear"),
)
YES = re.compile(
    r"(?=[✅✓✔☑\w])(?:[✅✓✔☑]\ufe0f?\s*)?(?:(?:yes|true|ja|sí|oui|sim|evet)\b|是|예|はい)?\.?"
    r"\s*(?:[(（](?P<remark>[^()（）]{1,40})[)）])?",
    re.IGNORECASE,
)
NO = re.compile(
    r"(?=[❌✗✘×\w])(?:[❌✗✘×]\ufe0f?\s*)?(?:(?:no|nein|non|não|false|hayır)\b|否|아니요|いいえ)?\.?",
    re.IGNORECASE,
)
# What a remark behind *yes* says instead; empty where it only confirms it.
REMARKS = {
    "strictly increasing": "strictly increasing",
    "monotonically increasing": "increasing",
    "increasing": "increasing",
    "strictly": "strictly monotone",
    "infinitely differentiable": "c oo",
    "everywhere": "",
}
