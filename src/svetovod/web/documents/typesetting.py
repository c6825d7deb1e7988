"""Documents as PDF/A-2b by typst: the same template and data give the same bytes.

A template is `templates/<app>/<name>.typ` of an installed app, of the operator's own before ours; it imports the house
style by `#import "/web/documents/templates/typst/house.typ": *` and gets its data as `data`.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.utils import get_app_template_dirs
from django.utils.functional import Promise


class TypesettingError(RuntimeError):
    """typst refused the template or the data; the text is its message."""


def render_pdf(template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """`template` set with `data`, dated `at`. Values may be plain JSON, dates, Decimals and lazy texts."""
    import typst  # 60 MB of native code: only where a document is made

    text = data_json(data)
    try:
        pdf: bytes = typst.compile(
            _source(template),
            root=str(settings.PACKAGE),
            font_paths=_fonts(),
            sys_inputs={"data": text, "digest": digest(template, data)},
            pdf_standards=["a-2b"],
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        raise TypesettingError(f"{template}: {error}") from error
    return pdf


def render_png(template: str, data: Mapping[str, Any]) -> bytes:
    """One page as a picture, a pixel a point."""
    import typst

    try:
        png: bytes = typst.compile(
            _source(template), root=str(settings.PACKAGE), font_paths=_fonts(), format="png", ppi=72.0,
            sys_inputs={"data": data_json(data)},
        )  # fmt: skip
    except typst.TypstError as error:
        raise TypesettingError(f"{template}: {error}") from error
    return png


def digest(template: str, data: Mapping[str, Any]) -> str:
    """SHA-256 of what the document says: printed on it, and recomputed from the stored snapshot."""
    return hashlib.sha256(f"{template}\n{data_json(data)}".encode()).hexdigest()


def data_json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def qr_svg(text: str) -> str:
    """A QR code as SVG text, for `data`: the template shows it by `qr(data.qr)`."""
    import segno

    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID, Promise)):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be set in a document")


def _source(template: str) -> str | dict[str, bytes]:
    """The file of the template; where it lies outside of the package with the house style, the bytes of its folder."""
    path = _find(template)
    if path.is_relative_to(settings.PACKAGE):
        return str(path)
    beside = {each.name: each.read_bytes() for each in sorted(path.parent.iterdir()) if each.is_file()}
    return beside | {"main.typ": path.read_bytes()}


def _find(template: str) -> Path:
    for folder in get_app_template_dirs("templates"):
        path = Path(folder) / template
        if path.is_file() and path.resolve().is_relative_to(Path(folder).resolve()):
            return path
    raise TypesettingError(f"{template}: no installed app has this template")


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Roboto from its package and typst's own serif; never the machine's, so that pages are the same everywhere."""
    import font_roboto
    import typst

    folder = Path(font_roboto.__file__).parent / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])
