"""Of a drawn SVG only what a drawing needs: shapes, words, places and colours. It stands inside a page, where anything
more could be a link, a script or a style that the page did not make."""

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

NAMESPACE = "http://www.w3.org/2000/svg"
_SHAPES = {"svg", "g", "path", "rect", "line", "circle", "text", "tspan", "defs", "clipPath", "title"}
_PLACES = {
    "width", "height", "viewBox", "transform", "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "r", "cx", "cy", "id",
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "opacity", "text-anchor", "font-family", "font-size", "font-weight",
    "display", "visibility", "clip-path",
}  # fmt: skip
_REFERENCE = re.compile(r"url\((?!#[\w-]+\))", re.I)


class UncleanError(ValueError):
    """It is no drawing."""


def clean(svg: str) -> str:
    try:
        source = fromstring(svg, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise UncleanError from error
    if _bare(source.tag) != "svg":
        raise UncleanError
    made = Element("svg", {"xmlns": NAMESPACE, **_kept(source)})
    made.tail = None
    _copy(source, made)
    return tostring(made, encoding="unicode")


def _copy(source: Element, target: Element) -> None:
    for each in source:
        name = _bare(each.tag)
        if name in _SHAPES and name != "svg":
            child = SubElement(target, name, _kept(each))
            child.text = each.text
            _copy(each, child)


def _kept(each: Element) -> dict[str, str]:
    return {name: value for name, value in each.attrib.items() if name in _PLACES and not _REFERENCE.search(value)}


def _bare(tag: object) -> str:
    return str(tag).removeprefix(f"{{{NAMESPACE}}}")
