"""The words with which clauses on functions begin: tables, in the languages of real notes."""

from __future__ import annotations

import re

YES_MARKS = "✅✔✓☑👍➕"
NO_MARKS = "❌✗✘✖🚫👎➖"
_MARKS = rf"{YES_MARKS}{NO_MARKS}⚠📊💡🔹🔸📈📉\ufe0f"
# What stands before the first word: bullets, marks, emphasis, and a label that says nothing.
DECORATION = re.compile(
    rf"(?:[\s•·◦▪*_`#>|–—{_MARKS}]|-(?=\s)|\d+[.)](?=\s)|"
    r"(?:(?:key |main |mathematical )?(?:properties|property|nature|features?|characteristics|note|pros?|cons?|advantages?|"
    r"disadvantages?|behaviou?r|shape|eigenschaften|propriétés?|propiedades|propriedades|özellikleri|性质|特点|特性|"
    r"特徴|優点|优点|缺点|특징|성질))\s*[*_]*\s*[:：](?:-)?[*_]*\s*)*",
    re.IGNORECASE,
)
PREFIX = re.compile(
    r"(?:unlike|in contrast to|compared (?:to|with)|similar to|like|im gegensatz zu[mr]?|contrairement à|a diferencia de|"
    r"ao contrário d[aoe])\s+[^,，]{1,40}[,，]\s*|"
    r"\(?(?:note that|note:|also|moreover|furthermore|additionally|in addition|thus|therefore|hence|here|that is|"
    r"可以看出|可见|显然|由此可见|由图可知|从图中可以看出|我们可以看到|可以看到|可知|"
    r"mathematically|in deep learning|as a result|at the same time|además|de plus|außerdem|此外|另外|同时|注意)\s*[,，:]?\s*",
    re.IGNORECASE,
)
ARTICLE = r"(?:(?:the|a|an|la|le|les|el|los|o|os|die|der|das|il|lo|this|our)\s+|l['’])"
_KIND = (
    r"(?:activation\s+|standard\s+|classic\s+|logistic\s+)?(?:functions?|units?|activations?|curves?|nonlinearit\w+)|funktion|"
    r"aktivierungsfunktion|fonction|función|função|funzione|fonksiyonu?|funkce|funkcja|функция|aktivasyon fonksiyonu|激活函数|函数|函數|関数|함수"
)
BEFORE_NAME = (
    rf"{ARTICLE}?(?:(?:activation function|function|fonction d['’]activation|fonction|función de activación|función|"
    rf"função de ativação|função|funzione|funktion|funkce|aktivační funkce|funkcja|функция(?: активации)?|激活函数)\s+)?"
)
AFTER_NAME = rf"[\s-]*(?:{_KIND})(?![a-z])"
_SLOPE = r"derivatives?|gradients?|slope|ableitung(?:sfunktion)?|steigung|dérivée|derivada|derivata|türevi|导数|导函数|梯度|微分|勾配|도함수|미분값|미분하면|미분|기울기|微分すると|求导得到?|求导可得|derivace|pochodna|производная|eğimi|導関数"
_RANGE = r"(?:output |value )?range(?: of values)?|wertebereich|值域|输出范围|取值范围|函数范围|范围|치역|出力範囲|値域|rango|imagen|imagem|image|obor hodnot|değer aralığı|çıkış aralığı|zbiór wartości|область значений|출력 범위|출력값의 범위"
_VALUES = r"outputs?(?: values?)?|values?|activations?|ausgabe|sortie|salida|saída|uscita|çıktısı|输出值?|取值|출력값?|出力値?|hodnoty|výstup|değerleri|çıkışı|결과값?|함숫값|함수값|函数值|valores(?: de salida)?|valeurs|wartości|значения|выход|값"
VALUES = rf"(?:{_SLOPE}|{_RANGE}|{_VALUES})(?![a-z])"
OF_NAME = rf"{ARTICLE}?(?:{_SLOPE}|{_RANGE}|{_VALUES})\s+(?:of|for|von|der|des|de la|de l['’]|de|du|da|do|della|del|dell['’]|funkce)"
PARTICLE = r"\s*(?:的值|の値)?(?:は|が|を|를|는|은|가|이|을)"
# The words by which a clause speaks of the function of its section.
ITSELF = re.compile(
    rf"(?:(?:the\s+)?(?:{_SLOPE})(?=[\s*_]*(?:is|=|[:：]|will|approaches|tends)(?![a-z]))|it(?=['’]s\b|\s)|its\s+(?:{VALUES})|(?:the|this)\s+(?:(?:{_KIND})|{VALUES})|(?:outputs?|values?)(?=\s+(?:is|are|lies?|ranges)\b)|outputs?(?=\s+(?:not|never|always|centered|centred)\b)|"
    r"(?:cette|la|sa)\s+(?:fonction|sortie|dérivée)|elle|(?:esta|la|su)\s+(?:función|salida|derivada)|"
    r"(?:esta|a|sua)\s+(?:função|saída|derivada)|(?:diese|die|seine|ihre)\s+(?:funktion|ausgabe|ableitung)|sie(?=\s+ist)|"
    r"ses\s+valeurs|sus\s+valores|seus\s+valores|(?:tato\s+|její\s+|jeho\s+)?(?:funkce|derivace|výstup|hodnoty)(?=\s+(?:je|jsou|má|nabývá|leží|vrací)\b)|"
    r"(?:bu\s+)?(?:fonksiyon(?:un çıktısı|un değerleri)?|türevi|çıktısı|değerleri|çıkışı)|"
    r"(?:эта\s+|её\s+|ее\s+)?(?:функция|производная)|"
    r"(?:la|sua|questa)\s+(?:funzione|uscita|derivata)|"
    rf"(?:它|该函数|此函数|这个函数|函数|其)(?:的)?(?:{VALUES})?|(?:{VALUES})(?=始终|总是|恒|永远|均|全|都|在|为|是|不是|非|以|关于|介于|处于|位于|落在|は|が|を|이|가|은|는|을|를)|"
    rf"(?:その|この)(?:{VALUES})|(?:この関数|関数|이 함수|함수)(?:の|의)?\s*(?:{VALUES})?)(?:{PARTICLE})?\s*",
    re.IGNORECASE,
)
_COPULA = (
    r"(?:is|are|['’]s|est|sont|ist|sind|es|está|son|é|são|è|sono|je|jsou|jest|есть|является|是|为)"
)
_ADVERB = (
    r"(?:also|both|all|always|fully|very|still|an?|thus|therefore|completely|everywhere|the|une?|eine?|einen?|una?|uma?|"
    r"toujours|aussi|stets|immer|auch|siempre|también|sempre|também|strictly(?=\s+(?:positive|between|bounded))|"
    r"vždy|také|navíc|всегда|также|zawsze|"
    r"始终|总是|恒|永远|均|全|都|也|是一个|一个|常に|항상)"
)
LINK = re.compile(
    rf"[\s*_]*(?:n['’])?(?P<negation>(?:n[ãa]o\s+|no\s+(?=es\b|está)|non\s+(?=è)|并不|并非|不))?(?:(?:始终|总是|恒|永远|均|全|都|也)\s*)*(?P<copula>{_COPULA}(?![a-zà-ÿ]))?\s*"
    rf"(?:{_ADVERB}(?![a-zà-ÿ])\s*)*",
    re.IGNORECASE,
)
