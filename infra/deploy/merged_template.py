"""The template that is merged into Chalice's: the API's and its firewall's, help put in."""

import json
from pathlib import Path
from typing import Any

from infra.deploy.errors import DeployError
from infra.deploy.paths import API_TEMPLATE, FIREWALL_TEMPLATE
from infra.deploy.put_help_in import put_help_in
from infra.templates import Template, read_template


def merged_template() -> Template:
    """What Chalice cannot say, of all files that say it.

    Raises DeployError when two of them have something of one name.
    """
    together: Template = {}
    for place in (API_TEMPLATE, FIREWALL_TEMPLATE):
        for section, content in read_template(place.read_text("utf-8")).items():
            if section != "Description":
                _add(together.setdefault(section, {}), content, place)
            together.setdefault(section, content)
    return put_help_in(together)


def write_merged_template(folder: Path) -> Path:
    """Write it into ``folder``; its place. YAML by its name, as Chalice asks for, and JSON too."""
    place = folder / "merged.yaml"
    place.write_text(json.dumps(merged_template(), indent=1), "utf-8")
    return place


def _add(section: dict[str, Any], more: dict[str, Any], place: Path) -> None:
    if twice := section.keys() & more.keys():
        raise DeployError(f"{place.name} has a {min(twice)}, and so has another template")
    section.update(more)
