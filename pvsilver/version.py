"""Version of the model.  The data have a version of their own."""

MODEL_VERSION = "0.1.0"

LICENCE = "Results and data tables: CC-BY-4.0; code: BSD-3-Clause"
