from . import check, document, law, registry, support

__all__ = ["check", "document", "law", "registry", "support"]
