"""What do we tell the reader, and on whose word?"""
