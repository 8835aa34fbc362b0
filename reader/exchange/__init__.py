"""Other people's formats: what comes in and what goes out, one module a format, one registry each way."""
