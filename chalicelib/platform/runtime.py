"""The tools of a use case: the table, the staff's pool, the clock, ids, the keyring, the clinic.

A process has one runtime, made at first use from its settings. Tests put their own in its place,
so nothing below reads a wall clock, draws randomness or finds a client by itself.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from ..clinic import Clinic, packaged_clinic
from .clock import Clock
from .cognito import StaffPool
from .current_closings import CurrentClosings
from .ids import Ids
from .moved_clock import clock_moved_by
from .senders import EmailSender
from .settings import Settings, settings
from .storage.table import Table
from .tokens import Keyring


class _AsOrdered:
    """The clinic of a runtime: as it was handed in, with the closings that are ordered now."""

    def __get__(self, run: "Runtime | None", owner: type | None = None) -> Clinic:
        if run is None:
            raise AttributeError("clinic")  # so that it is a field without a default
        filed, closings = run.filed_clinic, run.closings
        return closings.applied_to(filed, run.table, run.clock()) if closings else filed

    def __set__(self, run: "Runtime", clinic: Clinic) -> None:
        run.__dict__["_filed"] = clinic


@dataclass(frozen=True)
class Runtime:
    """The world, as far as the rooms may touch it."""

    settings: Settings
    table: Table
    staff_pool: StaffPool
    clock: Clock
    ids: Ids
    keyring: Keyring
    clinic: _AsOrdered = _AsOrdered()
    """The clinic as it is open now: its file's closures, and those that managers ordered."""
    closings: CurrentClosings | None = None
    """None where a test has no use for them: then the clinic is as its file says."""
    email: EmailSender | None = None
    """None while mail is off."""

    @property
    def filed_clinic(self) -> Clinic:
        """The clinic as it was handed in; for what has nothing to do with its opening."""
        filed: Clinic = self.__dict__["_filed"]
        return filed


_replacements: list[Runtime] = []


def runtime() -> Runtime:
    """The runtime of this process: the one a test put in place, else that of the settings."""
    return _replacements[-1] if _replacements else _deployed()


@contextmanager
def using(replacement: Runtime) -> Iterator[Runtime]:
    """While the block runs, ``runtime()`` is ``replacement``."""
    _replacements.append(replacement)
    try:
        yield replacement
    finally:
        _replacements.pop()


def _sender(known: Settings, make_client: Callable[[], Any]) -> EmailSender | None:
    """The sender of email; None while mail is off."""
    from .ses import SesSender

    if not known.mail_from:
        return None
    return SesSender(make_client, known.mail_from, known.mail_configuration_set)


@cache
def _deployed() -> Runtime:
    from .aws import (  # botocore is heavy; reading the clinic is not
        cognito_client,
        dynamodb_client,
        secret_value,
        ses_client,
    )

    known = settings()
    return Runtime(
        settings=known,
        clinic=packaged_clinic(),
        table=Table(dynamodb_client, known.table),
        closings=CurrentClosings(),
        staff_pool=StaffPool(
            lambda: cognito_client(known.user_pool_arn), known.user_pool_client_id
        ),
        clock=clock_moved_by(timedelta(seconds=known.clock_offset), known.cloud),
        ids=Ids(),
        keyring=Keyring(lambda: secret_value(known.secret_arn)),
        email=_sender(known, ses_client),
    )
