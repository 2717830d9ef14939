"""The chat interface of OpenAI, so that its clients can ask us; what is theirs stands here."""
