"""Answers held against the OpenAPI document: a field that the document does not name is a fault, too."""

from typing import Any

from jsonschema import Draft202012Validator, FormatChecker


def closed(schema: Any) -> Any:
    """The schema with every object closed to other fields, as a test may be stricter than a reader."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {"additionalProperties": False} if "properties" in schema and "additionalProperties" not in schema else {}
    return {key: closed(value) for key, value in schema.items()} | shut


class Documented:
    def __init__(self, document: dict[str, Any]) -> None:
        self.paths = document["paths"]
        self.components = closed(document["components"])

    def operation(self, name: str) -> dict[str, Any]:
        return next(op for path in self.paths.values() for op in path.values() if op["operationId"] == name)

    def holds(self, name: str, answer: Any) -> Any:
        """The JSON of the answer, which is as the document says."""
        responses = self.operation(name)["responses"]
        assert str(answer.status_code) in responses, f"{name}: {answer.status_code} is not documented"
        content = responses[str(answer.status_code)]["content"]
        media = answer["Content-Type"].partition(";")[0]
        assert media in content, f"{name}: {media}"
        schema = content[media]["schema"] | {"components": self.components}
        found = answer.json()
        faults = [
            f"{'/'.join(map(str, error.path))}: {error.message[:200]}"
            for error in Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(found)
        ]
        assert not faults, f"{name}: {faults[:5]}"
        return found
