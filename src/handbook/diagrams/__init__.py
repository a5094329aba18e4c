"""Draw the small architecture diagrams of the handbook from a YAML grid."""

from handbook.diagrams.check import check
from handbook.diagrams.fence import diagram_fence, figure
from handbook.diagrams.model import Diagram, parse
from handbook.diagrams.svg import literal, render

__all__ = ["Diagram", "check", "diagram_fence", "figure", "literal", "parse", "render"]
