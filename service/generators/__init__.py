"""Ways to turn evidence into an answer; ``base`` is their contract."""
