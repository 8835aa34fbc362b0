"""Pages: guarded and parsed once, cut into blocks, decided block by block, written out as typed parts.

Readability's answer is heard as one vote; it is handed a copy of our own tree, never bytes.
"""
