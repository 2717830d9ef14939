"""The chat widget: its script, its texts, and which documents are those of a meeting."""
