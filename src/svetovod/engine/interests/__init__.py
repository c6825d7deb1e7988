"""Ties between people and organisations: found in typed records, each with its path, nobody asked outside."""

from .find import links_of
from .index import MASS, Index
from .model import (
    By,
    Hop,
    Joint,
    Kind,
    Link,
    Officer,
    Organisation,
    Person,
    Place,
    Role,
    Strength,
    Value,
)
from .normal import domain_of, public_domains

__all__ = [
    "MASS", "By", "Hop", "Index", "Joint", "Kind", "Link", "Officer", "Organisation", "Person", "Place", "Role",
    "Strength", "Value", "domain_of", "links_of", "public_domains",
]  # fmt: skip
