"""``python -m chalicelib.clinic [FILE]``: check a clinic's file; 0 if good, 1 if not."""

import sys
from pathlib import Path

from chalicelib.clinic.errors import ClinicConfigError
from chalicelib.clinic.load import CLINIC_FILE, load_clinic


def main(arguments: list[str]) -> int:
    """Print each problem of the file, or that it has none. Returns the exit status."""
    path = Path(arguments[0]) if arguments else CLINIC_FILE
    try:
        clinic = load_clinic(path)
    except ClinicConfigError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    counts = f"{len(clinic.locations)} locations, {len(clinic.services)} services"
    sys.stdout.write(f"{path.name}: good ({counts})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
