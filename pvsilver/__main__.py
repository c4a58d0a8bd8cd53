"""`python -m pvsilver`."""

import sys

from pvsilver.cli import main

sys.exit(main())
