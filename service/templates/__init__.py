"""The template of drafts, and the script that builds it."""
