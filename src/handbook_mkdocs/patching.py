"""Replace functions of MkDocs for the length of one build."""

from typing import Any


class Patches:
    """Attributes that were replaced, and what they were."""

    def __init__(self) -> None:
        """Start without any."""
        self._undo: list[tuple[object, str, Any]] = []

    def replace(self, owner: object, name: str, value: Any) -> Any:
        """Set an attribute and return what it was."""
        before = getattr(owner, name)
        self._undo.append((owner, name, before))
        setattr(owner, name, value)
        return before

    def undo(self) -> None:
        """Put everything back, the last first."""
        while self._undo:
            owner, name, before = self._undo.pop()
            setattr(owner, name, before)
