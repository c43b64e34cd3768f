"""The application, joined of rooms that are read at the first call of one of their routes.

A room is named by its module, which has ``routes``, or ``jobs`` for what runs on a schedule. A
package brings an index of its routes, written when it was made: with it a fresh function reads the
one room that is called, and whoever waits for that first answer waits for no other. Without it, or
for a route that it does not name, all rooms are read.
"""

import json
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from chalice.app import Chalice, CORSConfig

from .routes import Route, Routes

INDEX = "route_index.json"
"""Beside ``app.py`` in a package: each route, as ``GET /clinic``, with its room's module."""

_PACKAGE = Path(__file__).parents[3]


class Rooms(Chalice):
    """The rooms as one Chalice application."""

    def __init__(
        self,
        app_name: str,
        *,
        rooms: Sequence[str],
        jobs: Sequence[str],
        cors: CORSConfig,
        index: Path = _PACKAGE / INDEX,
    ) -> None:
        super().__init__(app_name=app_name)
        self.api.cors = cors
        self._rooms, self._jobs = rooms, jobs
        self._mounted: dict[str, Routes] = {}
        self._room_of = _read(index)
        if not self._room_of:
            self._mount_all()

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:
        """Answer a call by the gateway, whose room is read first if it was not called before."""
        called = event.get("requestContext", {})
        method = {"HEAD": "GET"}.get(called.get("httpMethod"), called.get("httpMethod"))
        room = self._room_of.get(f"{method} {called.get('resourcePath')}")
        if room is None:
            self._mount_all()
        else:
            self._mount(room)
        answer: dict[str, Any] = super().__call__(event, context)
        return answer

    @property
    def every_route(self) -> list[Route]:
        """The routes of all rooms. Those that were not called yet are read for it."""
        self._mount_all()
        return [route for room in self._rooms for route in self._mounted[room].routes]

    def index(self) -> dict[str, str]:
        """The room of each route, as a package takes it along."""
        self._mount_all()
        return {
            f"{route.method} {route.pattern}": room
            for room in self._rooms
            for route in self._mounted[room].routes
        }

    def _mount_all(self) -> None:
        for room in self._rooms:
            self._mount(room)
        while self._jobs:
            *self._jobs, job = self._jobs
            self.register_blueprint(import_module(job).jobs)

    def _mount(self, room: str) -> None:
        if room not in self._mounted:
            self._mounted[room] = import_module(room).routes
            self.register_blueprint(self._mounted[room].blueprint)


def _read(index: Path) -> Mapping[str, str]:
    """The index, empty where there is none."""
    try:
        found: dict[str, str] = json.loads(index.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return found
