"""Entry point of the frozen program."""

import sys

from editor_app.__main__ import main

sys.exit(main())
