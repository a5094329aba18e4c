"""Replace functions of MkDocs for the length of one build."""

from collections.abc import Callable
from typing import Any


class Patches:
    """What was replaced, and how to put it back."""

    def __init__(self) -> None:
        """Start without any."""
        self._undo: list[Callable[[], object]] = []

    def replace(self, owner: object, name: str, value: Any) -> Any:
        """Set an attribute and return what it was."""
        before = getattr(owner, name)
        self._undo.append(lambda: setattr(owner, name, before))
        setattr(owner, name, value)
        return before

    def finally_do(self, action: Callable[[], object]) -> None:
        """Do something more when everything is put back."""
        self._undo.append(action)

    def undo(self) -> None:
        """Put everything back, the last first."""
        while self._undo:
            self._undo.pop()()
