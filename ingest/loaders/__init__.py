"""Which loader reads this file?"""
