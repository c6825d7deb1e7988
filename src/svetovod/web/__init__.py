"""The remembering and showing floor: Django apps in the same rooms everywhere (see docs/architecture.md)."""
