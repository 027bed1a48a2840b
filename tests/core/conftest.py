"""Settings of the property tests."""

from hypothesis import settings

settings.register_profile("core", deadline=None)  # a busy machine is no fault of the rules
settings.load_profile("core")
