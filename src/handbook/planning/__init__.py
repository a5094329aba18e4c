"""What the study planner and the dashboard know of the handbook: pages, drills, topics and their times."""

from handbook.planning.outline import URI, outline_file

__all__ = ["URI", "outline_file"]
