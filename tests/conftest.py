"""Settings of hypothesis: the same examples in every run, and no deadlines."""

from hypothesis import settings

settings.register_profile("suite", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("suite")
