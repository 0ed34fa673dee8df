"""Settings that all tests share."""

import os

from hypothesis import settings

# A run in CI must give the same answer twice; at a desk new examples are welcome.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
