"""Check a built site as its readers get it."""

from handbook.sitecheck.check import Budgets, check_site

__all__ = ["Budgets", "check_site"]
