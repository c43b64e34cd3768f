"""Put help for somebody in danger into what the gateway and its firewall answer by themselves.

Nobody has read what was sent then, and on AWS one answer serves every route: so each of them leads
to help. The words are the application's own. All of it is ASCII: CloudFormation doesn't keep more.
"""

import json
from collections.abc import Mapping
from typing import Any

from chalicelib.intake.rules import panel_unread
from chalicelib.platform.languages import LANGUAGES, words_of
from chalicelib.web.markup import Html, fill, join
from infra.templates import Template

_ANSWERS = "x-amazon-apigateway-gateway-responses"
_NUMBER = "988"

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{title}</title>
<body>
<main>{parts}
</main>
</body>
</html>
"""
_PART = """
<div lang="{language}">
<h1>{title}</h1>
<p>{text}</p>
<section>
<h2>{heading}</h2>
<p>{help}</p>
<ul>{lines}
</ul>
</section>
</div>"""
_LINE = '\n<li><a href="{href}">{label}</a>'


def put_help_in(template: Template) -> Template:
    """The template with help in all that is answered without the application.

    Problems get the members ``help``, ``unread`` and ``crisis``; of the firewall's page, the words
    are all there is.
    """
    return {
        **template,
        "Resources": {name: _helping(each) for name, each in template["Resources"].items()},
    }


def _problem_with_help(problem: str) -> str:
    """A problem document with help in it, as JSON that can be read as it stands."""
    told = {**json.loads(problem), "help": _line(), "unread": True, "crisis": _panel()}
    return json.dumps(told, indent=1)


def _page_with_help() -> str:
    """A page in all languages for whoever has to wait a minute, with help on it."""
    parts = join(_part(language) for language in LANGUAGES)
    titled = words_of(LANGUAGES[0]).said("edge.title")
    page = fill(_PAGE, language=LANGUAGES[0], title=titled, parts=parts)
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _helping(resource: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = resource.get("Properties", {})
    told: dict[str, Any]
    if "CustomResponseBodies" in properties:
        bodies = properties["CustomResponseBodies"].items()
        told = {"CustomResponseBodies": {key: _body(body) for key, body in bodies}}
    elif _ANSWERS in properties.get("DefinitionBody", {}):
        document = properties["DefinitionBody"]
        answers = {kind: _answer(each) for kind, each in document[_ANSWERS].items()}
        told = {"DefinitionBody": {**document, _ANSWERS: answers}}
    else:
        return resource
    return {**resource, "Properties": {**properties, **told}}


def _body(body: Mapping[str, str]) -> Mapping[str, str]:
    is_page, content = body["ContentType"] == "TEXT_HTML", body["Content"]
    return {**body, "Content": _page_with_help() if is_page else _problem_with_help(content)}


def _answer(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    templates = answer["responseTemplates"].items()
    told = {kind: _problem_with_help(problem) for kind, problem in templates}
    return {**answer, "responseTemplates": told}


def _line() -> str:
    return " ".join(words_of(each).said("help.line", number=_NUMBER) for each in LANGUAGES)


def _panel() -> dict[str, Any]:
    """One panel in all languages, the first one's ways to help before the others'."""
    panels = [panel_unread(language) for language in LANGUAGES]
    return {
        "heading": " ".join(panel.heading for panel in panels),
        "text": " ".join(panel.text for panel in panels),
        "lines": [line.model_dump() for panel in panels for line in panel.lines],
    }


def _part(language: str) -> Html:
    words, panel = words_of(language), panel_unread(language)
    lines = [fill(_LINE, href=line.href, label=line.label) for line in panel.lines]
    return fill(
        _PART,
        language=language,
        title=words.said("edge.title"),
        text=words.said("edge.text"),
        heading=panel.heading,
        help=panel.text,
        lines=join(lines),
    )
