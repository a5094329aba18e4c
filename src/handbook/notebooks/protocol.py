"""What the executor and its worker process tell one another: one JSON object a line."""

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Job:
    """One notebook to execute.

    Attributes:
        name: ``<topic>/<slug>``.
        root: The repository root.
        text: The percent script.
        libraries: Versions of the libraries it uses, kept in the executed notebook.
        seconds: Time it may take before it is ended.
    """

    name: str
    root: str
    text: str
    libraries: dict[str, str]
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """How the execution of one notebook ended.

    Attributes:
        name: ``<topic>/<slug>``.
        seconds: Wall time.
        cpu_seconds: Processor time.
        notebook: The executed notebook as JSON; None when it failed.
        problems: What is wrong, each as (line, message, hint).
        modules: Repository files that it imported.
    """

    name: str
    seconds: float
    cpu_seconds: float
    notebook: dict[str, Any] | None
    problems: tuple[tuple[int, str, str], ...] = ()
    modules: tuple[str, ...] = ()


def encode(message: Job | Outcome) -> str:
    """Return the message as one line of JSON, without the line end."""
    return json.dumps(asdict(message), ensure_ascii=True, separators=(",", ":"))


def decode_job(line: str) -> Job:
    """Read a job from a line.

    Raises:
        ValueError: The line is no job.
    """
    return Job(**_object(line))


def decode_outcome(line: str) -> Outcome:
    """Read an outcome from a line.

    Raises:
        ValueError: The line is no outcome.
    """
    fields = _object(line)
    fields["problems"] = tuple((line, message, hint) for line, message, hint in fields.get("problems", ()))
    fields["modules"] = tuple(fields.get("modules", ()))
    return Outcome(**fields)


def _object(line: str) -> dict[str, Any]:
    value = json.loads(line)
    if not isinstance(value, dict):
        raise ValueError(f"not a JSON object: {line[:80]}")
    return value
