"""Measurements that a person runs by hand: of models, of speed, against others."""
