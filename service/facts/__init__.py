"""Answers from records: a budget, a list of projects, what became of a recommendation."""
