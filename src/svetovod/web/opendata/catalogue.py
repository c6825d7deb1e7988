"""The catalogue for programs: DCAT in JSON-LD."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .datasets import DATASETS, LICENCE, Dataset
from .formats import TYPES

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip


def jsonld(changed: dict[str, date]) -> dict[str, Any]:
    """`changed`: the last day on which a set was another than before."""
    return {
        "@context": CONTEXT,
        "@type": "dcat:Catalog",
        "@id": _at("opendata:catalogue"),
        "dct:title": _("Open data of Svetovod"),
        "dct:language": get_language(),
        "dct:license": {"@id": LICENCE},
        "dcat:dataset": [_dataset(each, changed.get(each.key)) for each in DATASETS],
    }


def _dataset(each: Dataset, changed: date | None) -> dict[str, Any]:
    modified = {"dct:modified": {"@value": changed.isoformat(), "@type": "xsd:date"}} if changed else {}
    return {
        "@type": "dcat:Dataset",
        "@id": _at("opendata:dataset", each.key),
        "dct:identifier": each.key,
        "dct:title": str(each.title),
        "dct:description": str(each.said),
        "dct:license": {"@id": LICENCE},
        **modified,
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": {"@id": _at("opendata:download", each.key, kind)},
                "dcat:mediaType": content_type.split(";")[0],
                "dct:format": kind,
                "dct:license": {"@id": LICENCE},
            }
            for kind, content_type in TYPES.items()
        ],
    }


def _at(name: str, *arguments: str) -> str:
    return f"{settings.BASE_URL.rstrip('/')}{reverse(name, args=arguments)}"
