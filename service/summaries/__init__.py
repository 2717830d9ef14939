"""Summaries that can be defended: what was decided, invited and requested, every sentence cited."""
