"""Names of functions in other languages than English, in the forms in which notes decline them."""

from __future__ import annotations

_FORMS: dict[str, str] = {
    "sigmoid": "sigmoide|sigmoïde|sigmóide|sigmoidea|función sigmoidal|função sigmoidal|sigmoidfunktion|"
    "logistische funktion|fonction logistique|función logística|função logística|funzione logistica|"
    "sigmoida|sigmoidy|sigmoidu|sigmoidě|sigmoidou|sigmoidní funkce|sigmoidální funkce|logistická funkce|"
    "logistické funkce|funkcja sigmoidalna|funkcji sigmoidalnej|sigmoidin|sigmoid fonksiyonunun|"
    "сигмоида|сигмоиды|сигмоиду|сигмоиде|сигмоид|логистическая функция|s型函数|시그모이드|シグモイド",
    "tanh": "tangente hyperbolique|tangente hiperbólica|tangente hiperbolica|tangente iperbolica|"
    "tangens hyperbolicus|hyperbolický tangens|hyperbolického tangens|hyperbolického tangentu|"
    "hyperbolická tangenta|tangens hiperboliczny|tangensa hiperbolicznego|hiperbolik tanjant|"
    "гиперболический тангенс|гиперболического тангенса|双曲正切|双曲线正切|雙曲正切|双曲線正接|双曲正接|"
    "ハイパボリックタンジェント|하이퍼볼릭 탄젠트|쌍곡 탄젠트|쌍곡탄젠트",
    "relu": "整流线性单元|修正线性单元|线性整流单元|线性整流函数|整流線性單元|unité linéaire rectifiée|"
    "unidad lineal rectificada|unidade linear retificada|正規化線形関数|렐루",
    "leaky_relu": "带泄露线性整流函数|带泄露的修正线性单元|带泄漏的修正线性单元|泄露修正线性单元|泄漏修正线性单元|"
    "渗漏整流线性单元|带泄露整流线性单元|带泄露修正线性单元|leaky整流线性单元|리키 렐루|리키렐루",
    "prelu": "参数化修正线性单元|参数修正线性单元|带参数的修正线性单元|参数化整流线性单元|参数整流线性单元",
    "rrelu": "随机修正线性单元|随机整流线性单元",
    "elu": "指数线性单元|指數線性單元|지수 선형 유닛",
    "selu": "缩放指数线性单元|自归一化指数线性单元|扩展指数线性单元",
    "gelu": "高斯误差线性单元",
    "softplus": "소프트플러스|ソフトプラス",
    "hard_sigmoid": "硬sigmoid|硬 sigmoid|하드 시그모이드|ハードシグモイド",
    "hard_tanh": "硬tanh|硬 tanh|하드 탄젠트",
    "log_sigmoid": "对数sigmoid|对数 sigmoid|로그 시그모이드",
}
NAMES: dict[str, str] = {form: name for name, forms in _FORMS.items() for form in forms.split("|")}
