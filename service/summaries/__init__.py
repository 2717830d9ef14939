"""Cited summaries of documents, meetings, topics and agenda items."""
