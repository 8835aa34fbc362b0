"""The parts of the screen. Each takes values and posts messages; none reaches for the library."""
