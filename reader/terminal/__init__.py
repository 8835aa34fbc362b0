"""What may reach a terminal: the second door, at the exit. Used by the command line and the screen alone.

The files of a library can be edited by others, so that text is cleaned again when it leaves, even though it
was cleaned when it came in (`reader.article.characters`).
"""

from reader.terminal.printable import printable, printable_line

__all__ = ["printable", "printable_line"]
