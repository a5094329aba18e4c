"""Validate front matter against a JSON Schema, with messages that point at the line."""

from typing import Any

from handbook.problems import Problem
from handbook.sources import Document


def validator(schema: dict[str, Any]) -> Any:
    """Return a reusable validator that also checks formats such as dates."""
    # Loaded here because a build that has nothing to validate is done in the time that it takes.
    import jsonschema

    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def check_front_matter(document: Document, checker: Any) -> list[Problem]:
    """Return what in a document's front matter does not satisfy the schema of `checker`."""
    problems = []
    for error in checker.iter_errors(document.data):
        key = str(error.absolute_path[0]) if error.absolute_path else ""
        hint = ""
        if error.validator == "required":
            message = f"missing in the front matter: {error.message.split()[0]}"
        elif error.validator == "additionalProperties":
            known = checker.schema["properties"]
            key = next(name for name in document.data if name not in known)
            message, hint = f"unknown key `{key}`", "keys: " + ", ".join(known)
        else:
            message = f"`{key}`: {error.message}"
            if error.validator == "enum":
                hint = "allowed: " + ", ".join(error.validator_value)
        problems.append(document.problem(key, message, hint))
    return problems
