"""The clinic as a package brings it: read and checked when that was made, not at every start.

Reading its file takes a function longer the more locations it has: seconds with some hundreds.
"""

import pickle
from pathlib import Path

from chalicelib.clinic.clinic import Clinic
from chalicelib.clinic.load import CLINIC_FILE, load_clinic

PACKAGED = "clinic.pickle"
"""Beside the clinic's file in a package: the clinic that it describes, as Python keeps it."""


def packaged_clinic(folder: Path = CLINIC_FILE.parent) -> Clinic:
    """The clinic that was packaged; that of its file where nothing is packaged.

    Raises ClinicConfigError as ``load_clinic`` does.
    """
    try:
        kept = (folder / PACKAGED).read_bytes()
    except FileNotFoundError:
        return load_clinic(folder / CLINIC_FILE.name)
    # A part of the package like the compiled code beside it, and made with it: trusted alike.
    clinic: Clinic = pickle.loads(kept)  # noqa: S301
    return clinic


def package_clinic(folder: Path) -> bytes:
    """The clinic whose file is in ``folder``, to be kept beside it as ``PACKAGED``.

    Raises ClinicConfigError as ``load_clinic`` does.
    """
    return pickle.dumps(load_clinic(folder / CLINIC_FILE.name), protocol=5)
