"""The claims of one block of a document: of its formulas, and of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from symact.check import phrases
from symact.check.chains import Claim, State
from symact.check.denied import unless_denied
from symact.check.introductions import introduced, introducing, names_alone
from symact.check.labelled_values import below_label, labelled_values
from symact.check.lone import is_below_its_name, is_lone_interval, range_above
from symact.check.named_losses import under_named_loss
from symact.check.nearby import holds_condition, spaced
from symact.check.pace import Pace
from symact.check.prose import claims_in
from symact.check.runs import FAULTS, Found, run_claims, unless_conditioned
from symact.check.sentences import sentences_of
from symact.check.shape_words import SAYS_A_SHAPE, shape_words
from symact.check.slope_words import slope_words
from symact.check.subjects import subject_in
from symact.check.surroundings import surroundings_of
from symact.check.table_facts import function_above
from symact.check.tables import is_below_slope, is_on_derivative, ranges_in_columns, row_claims
from symact.check.values import values_in_row
from symact.core.diagnostic import Diagnostic
from symact.core.verdict import Status
from symact.reading.pages.page import Block, Kind, Language, Page, Run

_NAMING = 3  # words of an item that only names what the items below it are about


def block_claims(block: Block, page: Page, state: State, pace: Pace) -> Found:
    """The claims of one block, and the state after it."""
    claims: list[tuple[Claim, bool]] = []
    said: list[Diagnostic] = []
    lead, posed, restricted = state.lead, state.posed, state.is_restricted
    conditioned = state.conditioned or holds_condition(block, page, state.context.names)
    state = _entered(block, page, state)
    ranges: list[tuple[str, Sequence[Run]]] = []
    if block.kind is Kind.ROW:
        alone, state = row_claims(block, page, state)
        claims += [(claim, False) for claim in (*alone, *values_in_row(block, page, state))]
        ranges = list(ranges_in_columns(block, page))
    elif is_lone_interval(block, page) and (above := range_above(lead, state)) is not None:
        ranges = [(above, runs) for runs in block.cells]
    headed = is_lone_interval(block, page) and is_below_its_name(lead, state)
    for runs in block.cells:
        row = spaced(runs)
        for index, run in enumerate(row):
            if run.language is Language.PROSE:
                continue
            around = surroundings_of(row, index, page, state.context.names, lead, posed)
            if around.is_condition:
                continue
            if restricted:
                around, restricted = replace(around, is_doubtful=True), False
            if _is_inline(run, page):
                state = replace(state, chain=None)
            found, diagnostics, state = run_claims(run, page, state, around, pace)
            if conditioned:
                found = [(unless_conditioned(claim), mended) for claim, mended in found]
            claims += found
            said += diagnostics
        if pace.begin() is None:
            above_it = next((above for above, cell in ranges if cell is runs), None)
            claims += _said(block, runs, page, state, above_it, headed=headed)
            shapes, state = _shapes(runs, page, state)
            claims += shapes
        if block.kind is Kind.ROW:
            state = replace(state, chain=None)
    if block.kind is Kind.DISPLAY and not claims and pace.begin() is None:
        below = _below_label(block, page, state)
        claims += [(unless_conditioned(c) if conditioned else c, False) for c in below]
    behind = introducing(block.kind, block.level, words_of(block, page), state.context)
    return claims, said, replace(state, context=behind)


def _shapes(
    runs: Sequence[Run], page: Page, state: State
) -> tuple[list[tuple[Claim, bool]], State]:
    """The claims that the words of some runs make on shapes, and the state after them."""
    claims: list[tuple[Claim, bool]] = []
    has_formulas = any(run.language is not Language.PROSE for run in runs)
    if not has_formulas or not SAYS_A_SHAPE.search(page.source.text, runs[0].start, runs[-1].end):
        return claims, state
    context = state.context
    for sentence in sentences_of(runs, page, context.names):
        found, context = shape_words(sentence, context)
        claims += [(unless_denied(claim), False) for claim in found]
    return claims, replace(state, context=context)


def _said(
    block: Block, runs: Sequence[Run], page: Page, state: State, above: str | None, *, headed: bool
) -> Iterator[tuple[Claim, bool]]:
    """The claims in words of a cell or of the runs of a block."""
    if above is None and is_below_slope(block, runs, page):
        return  # what a cell below "Gradient" says, as "bounded", is said of that
    is_unsaid = above is None and headed
    above = "" if is_unsaid else above
    for claim in _spoken(runs, page, state, above, in_row=block.kind is Kind.ROW):
        # An interval that no word calls a range may be a domain.
        if not is_unsaid or claim.judgement.status is Status.PROVED:
            yield claim, False


def _entered(block: Block, page: Page, state: State) -> State:
    """The state at the beginning of a block: of what it speaks, and which letters are new."""
    words = words_of(block, page)
    state = _led(block, words, page, state)
    context = state.context
    if block.kind in {Kind.HEADING, Kind.ITEM, Kind.PARAGRAPH}:
        context = under_named_loss(words, context)
    return replace(state, context=introduced(block.kind, block.level, words, context))


def _led(block: Block, words: str, page: Page, state: State) -> State:
    """The state at the beginning of a block: the subject that a heading or a label gives it."""
    match block.kind:
        case Kind.HEADING:
            context = subject_in(words, state.context, is_heading=True)
            return State(context.inheriting())
        case Kind.ROW:
            named = _name_of_row(block, words, page)
            context = subject_in(named, state.context.of_row(), is_heading=True)
            context = replace(context, is_on_derivative=is_on_derivative(block, page))
            return State(subject_in(words, context))
        case Kind.ITEM:
            context = state.context.in_new_scope()
            if words and phrases.word_count(words) <= _NAMING:
                # Below "Derivative", what an item with a name alone says may be on that.
                is_on_slope = context.is_on_derivative
                context = subject_in(words, context, is_heading=names_alone(words))
                is_on_slope = is_on_slope or context.is_on_derivative
                context = replace(context, is_on_derivative=is_on_slope)
            return replace(state, context=subject_in(words, context))
        case Kind.PARAGRAPH:
            return replace(state, context=subject_in(words, state.context))
        case _:
            return state


def _name_of_row(block: Block, words: str, page: Page) -> str:
    """The words of a row, or where it has none the function that the heading above names."""
    if block.header is None or any(c.isalpha() for c in words):
        return words
    return function_above(block.header, page, is_alone=False) or words


def _spoken(
    runs: Sequence[Run], page: Page, state: State, lead: str | None, *, in_row: bool
) -> Iterator[Claim]:
    """The claims that the words of some runs make."""
    for sentence in sentences_of(runs, page, state.context.names):
        try:
            yield from claims_in(sentence, state, lead, in_row=in_row)
        except FAULTS:
            continue  # words that only look like a claim are no claim


def _below_label(block: Block, page: Page, state: State) -> Iterator[Claim]:
    """The claims of a display without a relation by the label on the line above it."""
    for sentence in below_label(block, page, state):
        try:
            for claim in (*labelled_values(sentence, state), *slope_words(sentence, state)):
                yield unless_denied(claim)
        except FAULTS:
            continue


def _is_inline(run: Run, page: Page) -> bool:
    """Whether words stand before a run on its line, so that it continues no chain."""
    line = page.source.text.rfind("\n", 0, run.start) + 1
    return any(c.isalpha() for c in page.source.text[line : run.start])


def words_of(block: Block, page: Page) -> str:
    """The words of a block without its formulas."""
    parts = [
        page.source.text[run.start : run.end]
        for runs in block.cells
        for run in runs
        if run.language is Language.PROSE
    ]
    return " ".join(parts)
