"""The search page: what was asked, what answers it, and what else is held."""
