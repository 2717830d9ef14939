"""Which choices are open?"""
