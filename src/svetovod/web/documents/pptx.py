"""Slides as PPTX: a title and points to write over on each, one layout, equal slides are equal bytes."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
EPOCH = (1980, 1, 1, 0, 0, 0)
INK, FAINT, PAPER = "16315F", "5B6470", "FFFFFF"
WIDTH, HEIGHT, EDGE = 12_192_000, 6_858_000, 762_000  # English Metric Units, 36,000 a millimetre: 16 to 9
TITLE_BOX = (EDGE, 457_200, WIDTH - 2 * EDGE, 990_600)
BODY_BOX = (EDGE, 1_676_400, WIDTH - 2 * EDGE, 4_267_200)
FOOT_BOX = (EDGE, 6_248_400, WIDTH - 2 * EDGE, 365_760)

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_KIND = "application/vnd.openxmlformats-officedocument"
_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_MAP = (
    'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"'
)


def presentation(slides: Sequence[tuple[str, Sequence[str]]], *, title: str, foot: str, lang: str) -> bytes:
    """`slides` are titles with points; `foot` stands under each; a spelling checker reads by `lang`, ru or en."""
    tongue = {"ru": "ru-RU", "en": "en-US"}[lang]
    parts = {
        "[Content_Types].xml": _types(len(slides)),
        "_rels/.rels": _relations([("officeDocument", "ppt/presentation.xml"), (None, "docProps/core.xml")]),
        "docProps/core.xml": _core(title, tongue),
        "ppt/presentation.xml": _presentation(len(slides), tongue),
        "ppt/_rels/presentation.xml.rels": _relations([
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            *(("slide", f"slides/slide{n}.xml") for n in range(1, len(slides) + 1)),
            ("theme", "theme/theme1.xml"),
        ]),
        "ppt/theme/theme1.xml": _theme(),
        "ppt/slideMasters/slideMaster1.xml": _master(foot, tongue),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations([
            ("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml"),
        ]),
        "ppt/slideLayouts/slideLayout1.xml": _layout(),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _relations([
            ("slideMaster", "../slideMasters/slideMaster1.xml"),
        ]),
    }  # fmt: skip
    for n, (heading, points) in enumerate(slides, 1):
        parts[f"ppt/slides/slide{n}.xml"] = _slide(heading, points, tongue)
        parts[f"ppt/slides/_rels/slide{n}.xml.rels"] = _relations([
            ("slideLayout", "../slideLayouts/slideLayout1.xml"),
        ])  # fmt: skip
    return _packed(parts)


def _packed(parts: Mapping[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), _HEAD + text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _types(slides: int) -> str:
    parts = {
        "/ppt/presentation.xml": "presentationml.presentation.main",
        "/ppt/slideMasters/slideMaster1.xml": "presentationml.slideMaster",
        "/ppt/slideLayouts/slideLayout1.xml": "presentationml.slideLayout",
        "/ppt/theme/theme1.xml": "theme",
    } | {f"/ppt/slides/slide{n}.xml": "presentationml.slide" for n in range(1, slides + 1)}
    named = "".join(f'<Override PartName="{name}" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{named}</Types>"
    )


def _relations(found: Iterable[tuple[str | None, str]]) -> str:
    """No kind: the properties of the package."""
    rows = "".join(
        f'<Relationship Id="rId{n}" '
        f'Type="{f"{_OFFICE}/{kind}" if kind else f"{_PACKAGE}/relationships/metadata/core-properties"}" '
        f'Target="{target}"/>'
        for n, (kind, target) in enumerate(found, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _core(title: str, tongue: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{tongue}</dc:language></cp:coreProperties>"
    )


def _presentation(slides: int, tongue: str) -> str:
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n + 1}"/>' for n in range(1, slides + 1))
    return (
        f'<p:presentation {_NAMES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="{WIDTH}" cy="{HEIGHT}"/><p:notesSz cx="{HEIGHT}" cy="{WIDTH}"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{tongue}"/></a:defPPr></p:defaultTextStyle></p:presentation>'
    )


def _master(foot: str, tongue: str) -> str:
    mark = (
        f'<p:sp><p:nvSpPr><p:cNvPr id="4" name="Form"/><p:cNvSpPr txBox="1"/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_place(FOOT_BOX)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square"/><a:lstStyle/><a:p><a:r><a:rPr lang="{tongue}" sz="1000">{_fill(FAINT)}'
        f"</a:rPr><a:t>{escape(foot)}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    levels = "".join(
        f'<a:lvl{n}pPr marL="{342_900 * n}" indent="-342900"><a:spcBef><a:spcPts val="900"/></a:spcBef>'
        f'<a:buFont typeface="Arial"/><a:buChar char="•"/><a:defRPr sz="{2000 - 200 * (n - 1)}">{_fill(FAINT)}'
        '<a:latin typeface="+mn-lt"/></a:defRPr>'
        f"</a:lvl{n}pPr>"
        for n in (1, 2)
    )
    styles = (
        f'<p:titleStyle><a:lvl1pPr><a:defRPr sz="3200" b="1">{_fill(INK)}<a:latin typeface="+mj-lt"/></a:defRPr>'
        f"</a:lvl1pPr></p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle/>"
    )
    return (
        f"<p:sldMaster {_NAMES}><p:cSld><p:bg><p:bgPr>{_fill(PAPER)}<a:effectLst/></p:bgPr></p:bg><p:spTree>{_TREE}"
        f"{_holder(2, 'title', TITLE_BOX)}{_holder(3, 'body', BODY_BOX)}{mark}</p:spTree></p:cSld>"
        f'<p:clrMap {_MAP}/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>'
        f"<p:txStyles>{styles}</p:txStyles></p:sldMaster>"
    )


def _layout() -> str:
    return (
        f'<p:sldLayout {_NAMES} type="obj" preserve="1"><p:cSld name="Title and points"><p:spTree>{_TREE}'
        f"{_holder(2, 'title', None)}{_holder(3, 'body', None)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _slide(heading: str, points: Sequence[str], tongue: str) -> str:
    texts = "".join(_paragraph(point, tongue) for point in points)
    return (
        f"<p:sld {_NAMES}><p:cSld><p:spTree>{_TREE}{_holder(2, 'title', None, _paragraph(heading, tongue))}"
        f"{_holder(3, 'body', None, texts)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def _holder(number: int, kind: str, box: tuple[int, int, int, int] | None, texts: str = "<a:p/>") -> str:
    """A place for a title or for points; without a box it stands where the master has it."""
    name, holder = ("Title", '<p:ph type="title"/>') if kind == "title" else ("Points", '<p:ph type="body" idx="1"/>')
    look = f'{_place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    body = '<a:bodyPr anchor="b"/>' if kind == "title" else "<a:bodyPr><a:normAutofit/></a:bodyPr>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:spPr>{look}</p:spPr>"
        f"<p:txBody>{body}<a:lstStyle/>{texts}</p:txBody></p:sp>"
    )


def _place(box: tuple[int, int, int, int]) -> str:
    x, y, cx, cy = box
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'


def _paragraph(text: str, tongue: str) -> str:
    return f'<a:p><a:r><a:rPr lang="{tongue}"/><a:t>{escape(text)}</a:t></a:r></a:p>'


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _theme() -> str:
    """Colours and fonts that every office has; the rest is what the format asks for."""
    colours = {
        "dk1": "1B1F24", "lt1": PAPER, "dk2": INK, "lt2": "F6F3EC", "accent1": INK, "accent2": "B7791F",
        "accent3": "2F6F4F", "accent4": "9B2C2C", "accent5": FAINT, "accent6": "4A6FA5", "hlink": INK,
        "folHlink": FAINT,
    }  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, face in (("major", "Georgia"), ("minor", "Arial"))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Svetovod"><a:themeElements>'
        f'<a:clrScheme name="Svetovod">{scheme}</a:clrScheme><a:fontScheme name="Svetovod">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Svetovod"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
