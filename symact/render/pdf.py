"""The document as PDF, set by Typst: no TeX needed, and the same bytes on every run."""

from typing import Literal

from symact.core.errors import InternalError
from symact.documents.model import Document
from symact.render.typst import render_typst
from symact.render.typstmath import quote


def render_pdf(document: Document) -> bytes:
    """The document as a tagged PDF whose formulas and figures carry alternative texts.

    Raises:
        InputError: for a formula outside the vocabulary (SA11x) or a wrong label (SA12x).
        InternalError: if Typst refuses our source.
    """
    return compile_typst(render_typst(document))


def compile_typst(
    source: str, *, version: Literal["1.5", "1.7"] = "1.7", tagged: bool = True
) -> bytes:
    """PDF bytes from Typst source, with the fonts of the wheel alone."""
    import typst  # noqa: PLC0415  # 80 MB that only this writer needs

    try:
        result = typst.compile(
            source.encode(),
            format="pdf",
            ignore_system_fonts=True,
            timestamp=0,
            pdf_standards=[version],
            pdf_tags=tagged,
        )
    except typst.TypstError as error:
        message = f"typst refuses the page: {error}"
        raise InternalError(message) from error
    if not isinstance(result, bytes):
        message = "typst returned no document"
        raise InternalError(message)
    return result


def svg_to_pdf(svg: str) -> bytes:
    """A picture as a PDF page of its own size, in a version that every TeX includes silently."""
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#image(bytes({quote(svg)}), format: "svg")\n'
    )
    return compile_typst(source, version="1.5", tagged=False)
