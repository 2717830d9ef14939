"""Faults that an index must survive: killed writers and flipped bytes."""
