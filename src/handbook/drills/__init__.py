"""Coding drills: one module of cells each, run the same under pytest and in the page."""

from handbook.drills.model import Drill, Mutant
from handbook.drills.parser import load_drills, parse_drill
from handbook.drills.runner import Verdict, run_tests

__all__ = ["Drill", "Mutant", "Verdict", "load_drills", "parse_drill", "run_tests"]
