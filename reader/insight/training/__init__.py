"""Making the tagger's model out of labelled text: a step of making the package, never run by the program."""
