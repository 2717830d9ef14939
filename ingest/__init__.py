"""What was said, where, in which language?"""
