"""Question sets and corpora that come with the project."""
