"""`python -m parley`."""

import sys

from parley.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
