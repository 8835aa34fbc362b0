"""Training of the cleaner's classifiers from labelled pages: a tool of the project, never loaded by the reader.

It needs the extra `train`; what it writes is plain data that `reader.cleaning.trees` reads.
"""
