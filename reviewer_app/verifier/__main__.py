"""`python -m reviewer_audit` (installed alone) or `python -m reviewer_app.verifier`."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
