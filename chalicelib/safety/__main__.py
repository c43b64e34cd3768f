"""The crisis rule at the command line: `python -m chalicelib.safety`."""

from .read_lines import main

main()
