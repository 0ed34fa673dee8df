"""Of what a clause speaks: of the function that its section is about, or of something else.

The tables hold words of the languages of real notes.
"""

from __future__ import annotations

import re

# Nouns that name something else, even beside the name of the function.
_ELSE = re.compile(
    r"\b(?:second|third|higher|double|twice|inverse|reciprocal|logarithm\w*|log|antiderivativ\w*|integral|"
    r"primitive|weights?|inputs?|loss(?:es)?|costs?|errors?|objective|entropy|bias(?:es)?|parameters?|negative of|"
    r"its negative|jacobian|hessian|norm|variance|mean|expectation|sum|product|quotient|difference|square|"
    r"squared|composition|noise|data|targets?|labels?|arguments?|domain|pre-?activations?|logits?|"
    r"clip\w*|clamp\w*|batch|optimi[sz]\w+|learning|zweite\w*|inverse\w*|umkehrfunktion|kehrwert|stammfunktion|"
    r"gewichte?|eingabe\w*|verlust\w*|fehler\w*|seconde?|réciproque|primitiva|poids|entrée\w*|perte|erreur|"
    r"segunda|inversa|pesos?|entrada\w*|pérdida|perda|errore|ikinci|ters)\b|"
    r"\b(?:useful|typical|recommended|active|linear|effective|usable|practical|sensitive|dynamic|plot\w*|test\w*|"
    r"visible|training|quantiz\w+|initial\w*|saturat\w+) (?:output )?(?:range|region)|"
    r"derivative of (?:(?:the|its) )?(?:\w+ )?derivative|二阶|二階|高阶|反函数|逆関数|逆函数|倒数|对数|積分|积分|原函数|权重|權重|输入|輸入|损失|損失|"
    r"误差|誤差|偏置|参数|重み|入力|가중치|입력|손실|втор\w+|обратн\w+|вес\w*|вход\w*|потер\w+",
    re.IGNORECASE,
)
# Things that have properties as functions have them, and may be meant by a pronoun.
_RIVAL = re.compile(
    r"\b(?:loss|cost|error|entropy|objective|weights|gradients?|derivatives?|slope|optimi[sz]er|softmax|regulari[sz]er|"
    r"approximation|version|variant|sum|product|inverse|verlust\w*|ableitung|gradient|fehler|dérivée|perte|pérdida|derivada|"
    r"perda|derivata|kayıp|türev\w*)\b|损失|导数|梯度|误差|損失|勾配|微分|손실|미분|기울기|도함수",
    re.IGNORECASE,
)
# Nouns by which a text speaks of the function itself, of its graph or of its values.
_ITSELF = frozenset(
    "it its itself this that these they which function functions activation activations output outputs "
    "value values curve graph range image result results derivative gradient slope property properties "
    "advantages disadvantages pros cons note mathematically formula plot nonlinearity non-linearity unit "
    "neuron neurons problem drawback benefit features characteristics shape s-shaped maximum minimum max min "
    "die der das funktion sie ableitung wertebereich werte ausgabe ausgabewerte "
    "la le les fonction sortie dérivée valeurs plage elle il "
    "el función salida derivada valores rango "
    "a o função saída faixa ela funzione uscita derivata gradiente pendenza pente pendiente".split()
)
# Words that are no nouns: articles, verbs, adverbs and adjectives that stand before a property.
_LINKS = frozenset(
    "the a an is are be been being was were has have also always everywhere strictly very both and or but so "
    "thus hence therefore then because since as of at in to by with between from any all every only not non no "
    "never fully perfectly bounded unbounded smooth continuous differentiable monotonic monotone nonlinear "
    "non-linear convex increasing decreasing squashes squash maps map lies lie takes take produces produce "
    "gives give returns return real number numbers values valued open closed interval equals reaches attains "
    "its our one s it's ist sind immer stets und est sont toujours et es son siempre y é são sempre e "
    "zero centered centred around cannot can whose where here there above below infinitely nowhere "
    "ranges range outputs compresses compress squeezes squeeze into positive "
    "è e di del della su sua suo when solo only vale tende dove donde où wo nell'origine".split()
)
_CLAUSE = re.compile(r"[;:—–(]|(?<=[a-z]),|[.!?]\s|\n\s*\n")
_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'-]*")


# Characters by which texts without spaces speak of the function itself, and those between them.
_OWN_CHARACTERS = re.compile(
    r"它们?|其|该|此|这个?|函数|输出|输入|数值|值|导数|梯度|激活|任意|所有|实数|将|把|可以|能够|能|会|可|当|时|的|在|都|则|就|也|并|且|而|"
    r"同样|始终|总是|逐渐|性质|特点|公式|含义|导函数|微分|関数|活性化|定义|미분|기울기|활성화|그|함수|출력|도함수|은|는|이|가"
)
_CHARACTER = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def has_other_characters(lead: str) -> bool:
    """Whether a clause in a script without spaces may have another subject than the function.

    Example:
        >>> has_other_characters("它将输入"), has_other_characters("归一化层将输入")
        (False, True)
    """
    clause = re.split(r"[：:，,。；;\s]", lead)[-1]
    return _CHARACTER.search(_OWN_CHARACTERS.sub("", clause)) is not None


def names_something_else(lead: str) -> bool:
    """Whether words before what is said name something other than a function or its derivative.

    Example:
        >>> names_something_else("The second derivative is"), names_something_else("Its range is")
        (True, False)
    """
    return _ELSE.search(lead) is not None


def names_a_rival(before: str) -> bool:
    """Whether earlier sentences name something that a pronoun may mean as well as the function.

    Example:
        >>> names_a_rival("We train with the loss."), names_a_rival("It maps inputs to (0, 1).")
        (True, False)
    """
    return _RIVAL.search(before) is not None


def is_of_the_subject(lead: str) -> bool:
    """Whether the clause before what is said has no noun but those for the function itself.

    Words in scripts without spaces are not told apart: there only a noun that is known counts.

    Example:
        >>> is_of_the_subject("It is"), is_of_the_subject("The teacher is")
        (True, False)
    """
    if names_something_else(lead):
        return False
    clause = _CLAUSE.split(lead)[-1]
    words = (word.casefold() for word in _WORD.findall(clause))
    return all(word in _ITSELF or word in _LINKS for word in words)
