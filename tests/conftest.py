"""Random examples are drawn anew at each run here, and are the same at each run under CI=true."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI") == "true":
    settings.load_profile("ci")
