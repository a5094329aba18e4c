"""The question bank: one Markdown file a question, read into typed values, checked and rendered."""

from handbook.bank.bank import Bank
from handbook.bank.loader import BankLoader
from handbook.bank.model import DIMENSIONS, FollowUp, Question, RubricPoint, Topic

__all__ = ["DIMENSIONS", "Bank", "BankLoader", "FollowUp", "Question", "RubricPoint", "Topic"]
