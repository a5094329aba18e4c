"""Draw the small architecture diagrams of the handbook from a YAML grid."""

from handbook.diagrams.fence import figure, format_fence
from handbook.diagrams.model import Diagram, check, parse
from handbook.diagrams.svg import literal, render

__all__ = ["Diagram", "check", "figure", "format_fence", "literal", "parse", "render"]
