"""The one door of this project: python3 dev.py run | test | check | tour | bench | package | setup.

This file is kept readable by very old Pythons so that a wrong one gets a sentence instead of a syntax error;
the work is done in devtools/.
"""

import sys

if not ((3, 11) <= sys.version_info[:2] <= (3, 13)):
    sys.stderr.write(
        "Unit Editor needs Python 3.11, 3.12 or 3.13; this is Python %d.%d (%s).\n"
        % (sys.version_info[0], sys.version_info[1], sys.executable)
    )
    sys.exit(2)

from devtools.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
