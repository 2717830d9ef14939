"""Conversation: a question that leans on earlier ones becomes one that stands alone.

Only questions and held passages are read, never the text of an answer that a client sends back:
what it holds cannot steer what is asked.
"""
