"""Conditions in words before a value, and statements in many languages: right and wrong ones."""

import pytest

from symact.check.document import check_text


def told(text: str) -> list[str]:
    return [c.judgement.status.value for c in check_text("notes.md", text).claims]


FRONTS = [
    ("ReLU", "For positive inputs, the derivative is 1.", "is 1", "is 0"),
    ("ReLU", "For $x > 0$, the derivative is 1; for $x<0$, it is 0.", "is 0", "is 1"),
    ("ReLU", "When x > 0, the gradient is 1.", "> 0", "< 0"),
    ("ReLU", "If x is negative, the output is 0.", "is 0", "is 1"),
    ("ReLU", "If the input is positive, the output equals the input.", "positive", "negative"),
    ("Tanh", "For x > 0, the derivative of ReLU is 1.", "is 1", "is 2"),
    ("ReLU", "当x>0时，导数为1；当x<0时，导数为0。", "导数为1", "导数为2"),
    ("ReLU", "在 $x>0$ 时，导数恒为 1。", "为 1", "为 0"),
    ("ReLU", "当输入为正数时，导数为1。", "正", "负"),
    ("ReLU", "Para $x>0$, la derivada es 1.", "es 1", "es 0"),
    ("ReLU", "Pour x > 0, la dérivée vaut 1.", "vaut 1", "vaut 0"),
    ("ReLU", "x가 0보다 크면 기울기가 1이고, 0보다 작으면 기울기가 0이다.", "1이고", "2이고"),
]


@pytest.mark.parametrize(("title", "text", "right", "wrong"), FRONTS)
def test_a_value_behind_a_condition(title: str, text: str, right: str, wrong: str) -> None:
    assert set(told(f"# {title}\n\n{text}")) == {"proved"}
    assert "refuted" in told(f"# {title}\n\n{text.replace(right, wrong)}")


@pytest.mark.parametrize(
    "text",
    [
        "# Sign function\n\nFor $x \\ge 0$, the output is 1.",
        "# ReLU\n\nFor negative x, sigmoid saturates and the derivative is 0.",
        "# ReLU\n\nUnlike sigmoid, for x > 0 the gradient is 1.",
        "# ReLU\n\nIf x is always negative, the gradient is 0.",
        "# Leaky ReLU\n\nFor negative inputs, the output is 0.",
        "# Sigmoid\n\nFor large positive inputs, the derivative is 0.",
        "# ReLU\n\nFor x > 0, the derivative is 1 or undefined.",
        "# ReLU\n\nIs it true that for x > 0 the derivative is 0?",
    ],
)
def test_what_another_word_may_change_is_open(text: str) -> None:
    assert set(told(text)) <= {"unknown"}


OTHER_LANGUAGES = [
    ("Obor hodnot sigmoidy je interval (0, 1).", "(0", "(-1"),
    ("# Sigmoida\n\nMaximum derivace je 0,25 v bodě $x=0$.", "0,25", "0,5"),
    ("# Hyperbolický tangens\n\nObor hodnot: (-1, 1)", "(-1", "(0"),
    ("# Hyperbolický tangens\n\nFunkce je lichá a rostoucí.", "lichá", "sudá"),
    ("# Sigmoida\n\nJejí derivace je $\\sigma(x)(1-\\sigma(x))$.", "1-", "1+"),
    ("# 시그모이드\n\n도함수의 최댓값은 0.25이다.", "0.25", "0.5"),
    ("# tanh 함수\n\n원점 대칭인 기함수이다.", "기함수", "우함수"),
    ("# Sigmoid\n\nTürevi $\\sigma(x)(1-\\sigma(x))$ şeklindedir.", "1-", "1+"),
    ("# Sigmoid\n\nその微分は $\\sigma(x)(1-\\sigma(x))$ である。", "1-", "1+"),
    ("# Sigmoid\n\n导数的最大值为0.25,在x=0处取得。", "0.25", "0.5"),
    ("# Sigmoid\n\nSua derivada é $\\sigma(x)(1-\\sigma(x))$, com valor máximo.", "1-", "1+"),
]

NUMBERS_IN_WORDS = [
    ("# ReLU函数\n\n- 范围:输出值在0到正无穷之间。", "到正", "到负"),
    ("# Tanh\n\n它的范围是(-1,1)而均值为0。", "(-1", "(0"),
    ("# Sigmoid\n\n梯度的范围是(0,0.25]。", "0.25]", "0.25)"),
    ("# Tanh函数\n\n输出是0均值", "是0均值", "非0均值"),
    ("# ReLU函数\n\n大于0的梯度始终为1", "大于", "小于"),
    ("# ReLU\n\n입력이 0 이상일 경우 기울기가 1이다.", "이상", "이하"),
    ("# tanh\n\n원점에 대한 점대칭이다.\n\n# Sigmoid\n\n시그모이드 함수의 결과는 항상 양수이다.",
     "# tanh", "# ReLU"),
]  # fmt: skip
OTHER_LANGUAGES += NUMBERS_IN_WORDS


@pytest.mark.parametrize(("text", "right", "wrong"), OTHER_LANGUAGES)
def test_other_languages(text: str, right: str, wrong: str) -> None:
    assert set(told(text)) == {"proved"}
    assert "refuted" in told(text.replace(right, wrong))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Сигмоида принимает значения от 0 до 1.", "от -1"),
        ("# 시그모이드\n\n시그모이드 함수는 0과 1 사이의 값을 출력한다.", "-1과"),
        ("# Sigmoïde\n\nLa fonction sigmoïde prend ses valeurs dans ]0, 1[.", "]-1,"),
    ],
)
def test_wider_bounds_are_open(text: str, wrong: str) -> None:
    assert told(text) == ["proved"]
    first = {"от -1": "от 0", "-1과": "0과", "]-1,": "]0,"}[wrong]
    assert told(text.replace(first, wrong)) == ["unknown"]


@pytest.mark.parametrize(
    "text",
    [
        "# Sigmoid\n\n学习率的范围是(0,0.1)。",
        "# Sigmoid\n\n输入的范围是(-6,6)。",
        "# Sigmoid\n\n敏感区的范围是(-3,3)。",
        "# Tanh\n\n权重的取值范围为(-1,2)。",
        "# Sigmoid\n\n学习率的取值范围为(0,1)。",
        "# Sigmoid\n\n특징: 입력은 -5에서 5 사이의 값을 가진다.",
        "# Sigmoid\n\nLes entrées sont comprises entre -5 et 5.",
        "# Sigmoid\n\nВеса принимают значения от -1 до 1.",
        "# Sigmoid\n\nHodnoty vstupu nabývá hodnot od -5 do 5.",
    ],
)
def test_what_is_said_of_another_thing_is_no_claim(text: str) -> None:
    assert told(text) == []
