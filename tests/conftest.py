"""What holds for all tests."""

from hypothesis import settings

# a law is no measurement: on a busy machine the first example of one may take long
settings.register_profile("reader", deadline=None)
settings.load_profile("reader")
