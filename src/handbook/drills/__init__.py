"""Coding drills: one module of cells each, run the same under pytest and in the page."""

from handbook.drills.model import Drill, Mutant
from handbook.drills.parser import DrillLoader, parse_drill
from handbook.drills.runner import Verdict, run_tests

__all__ = ["Drill", "DrillLoader", "Mutant", "Verdict", "parse_drill", "run_tests"]
