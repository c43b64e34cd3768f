"""``python -m infra.import_lists people FILE``: a dry run; with ``--to URL``, the import itself.

    python -m infra.import_lists people patients.csv
    python -m infra.import_lists people patients.csv --to https://…/api/
    python -m infra.import_lists appointments week.csv --location new-york --dates day-first

With ``--to``, a manager signs in, and the rows that have no problem are sent. Sending a list again
changes nothing.
"""

import argparse
import getpass
import sys
from pathlib import Path

from chalicelib.clinic import UnknownLocationError, load_clinic
from chalicelib.clinic.errors import ClinicConfigError
from chalicelib.platform.clock import utc_now
from infra.import_lists.call_api import Api, ApiError, sign_in
from infra.import_lists.column_rules import Column
from infra.import_lists.date_rules import DateOrder
from infra.import_lists.look import Look, Wishes, look_at
from infra.import_lists.read_csv import CsvFileError
from infra.import_lists.report import problem_lines, report_lines
from infra.import_lists.send import Sent, send_appointments, send_people


def main(arguments: list[str]) -> int:
    """Look at a list, and import it if an address is given; the exit status."""
    options = _parse(arguments)
    wishes = Wishes(dict(options.column), options.dates, options.location)
    try:
        data = options.file.read_bytes()
        look = look_at(options.kind, data, wishes, load_clinic(options.clinic), utc_now())
    except CsvFileError as wrong:
        line = f" (line {wrong.line})" if wrong.line else ""
        return _failed(f"{wrong}{line}")
    except (OSError, ValueError, ClinicConfigError, UnknownLocationError) as wrong:
        return _failed(str(wrong))
    print(*report_lines(look), sep="\n")
    if options.to is None or look.read is None:
        return 0 if look.is_clean else 1
    if not look.is_clean and not options.skip_problems:
        return _failed("Nothing was sent. Mend these rows, or leave them out: --skip-problems.")
    try:
        sent = _send(options.to, look)
    except ApiError as failure:
        return _failed(f"{failure} It is safe to import the same list again.")
    print(f"{sent.stored} {look.kind} are stored", *problem_lines(sent.problems), sep="\n")
    return 1 if sent.problems else 0


def _send(url: str, look: Look) -> Sent:
    """Sign in, and send what was read. Raises ApiError."""
    api = Api(f"{url.rstrip('/')}/")
    email = input("Email: ").strip()
    password = getpass.getpass("Password: ")
    api.token = sign_in(api, email, password, lambda: input("Code of the app: ").strip())
    if look.people is not None:
        return send_people(api, look.people.rows)
    return send_appointments(api, look.appointments.rows if look.appointments else [])


def _failed(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m infra.import_lists",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("kind", choices=["people", "appointments"])
    parser.add_argument("file", type=Path, help="a CSV file, from any spreadsheet")
    parser.add_argument("--to", metavar="URL", help="the API's address; without it, a dry run")
    parser.add_argument("--column", type=_column, action="append", default=[], metavar="WHAT=NAME")
    parser.add_argument("--dates", type=DateOrder, choices=list(DateOrder))
    parser.add_argument("--location", help="where, if the list has no column for it")
    parser.add_argument("--skip-problems", action="store_true", help="import the other rows")
    parser.add_argument(
        "--clinic", type=Path, default=Path("chalicelib/clinic.toml"), help="the clinic's settings"
    )
    return parser.parse_args(arguments)


def _column(text: str) -> tuple[Column, str]:
    what, _, name = text.partition("=")
    return Column(what.strip()), name.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
