"""``python -m chalicelib.clinic [--production] [FILE]``: check a clinic's file.

0 if good, 1 if not. In production more has to be said in it.
"""

import sys
from pathlib import Path

from chalicelib.clinic.errors import ClinicConfigError
from chalicelib.clinic.load import CLINIC_FILE, load_clinic
from chalicelib.clinic.production_checks import missing_in_production

_PRODUCTION = "--production"


def main(arguments: list[str]) -> int:
    """Print each problem of the file, or that it has none. Returns the exit status."""
    files = [each for each in arguments if each != _PRODUCTION]
    path = Path(files[0]) if files else CLINIC_FILE
    try:
        clinic = load_clinic(path)
    except ClinicConfigError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    missing = missing_in_production(clinic) if _PRODUCTION in arguments else []
    if missing:
        sys.stderr.write("".join(f"{path.name}: {sentence}\n" for sentence in missing))
        return 1
    counts = f"{len(clinic.locations)} locations, {len(clinic.services)} services"
    sys.stdout.write(f"{path.name}: good ({counts})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
