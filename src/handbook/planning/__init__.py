"""The study plans that are written out by hand; `outline` tells the planner of them and of all else."""

from handbook.planning.links import check_plans, site_pages
from handbook.planning.loader import PlansLoader, parse_plans
from handbook.planning.model import PATH, Plans
from handbook.planning.render import plan_markdown

__all__ = [
    "PATH",
    "Plans",
    "PlansLoader",
    "check_plans",
    "parse_plans",
    "plan_markdown",
    "site_pages",
]
