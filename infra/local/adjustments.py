"""Where MiniStack cannot take what production has. Nothing else is different on a laptop.

- The gateway's own answers: MiniStack does not read them from the API's definition (where they are
  deployed together with it), only as resources of their own.
- The address of the pages: here it is the local cloud's.
- Leave to send email: MiniStack doesn't see which identity or address a mail is sent from, so leave
  for one of them is none to it.
- Alarms, the dashboard and the budget: MiniStack counts no calls and reads no metrics from logs, so
  there is nothing to watch; it knows neither alarms that reckon nor budgets.
- Versions and aliases are not added here in the first place (``infra/deploy/publish_versions.py``):
  there is no CodeDeploy.
- The queue's policy, which refuses whoever doesn't come over TLS: nobody does here.
"""

from typing import Any

from infra.templates import Template

_PAGES = "FRONTDESK_ENDPOINT_URL"
_SEND_MAIL = "ses:SendRawEmail"
_LEFT_OUT = {
    *("AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard", "AWS::Budgets::Budget"),
    "AWS::SQS::QueuePolicy",
}
_ANSWERS = "x-amazon-apigateway-gateway-responses"


def for_ministack(template: Template, port: int) -> Template:
    """``template`` as MiniStack, which answers at ``port``, can take it."""
    local = _with_pages_here(_without_what_is_not_there(template), pages_url("${RestAPI}", port))
    return _with_mail_from_any_identity(_with_gateway_answers_as_resources(local))


def pages_url(api: str, port: int) -> str:
    """The address at which browsers and curl find the API (both know ``*.localhost``)."""
    return f"http://{api}.execute-api.localhost:{port}/api/"


def _without_what_is_not_there(template: Template) -> Template:
    resources = template["Resources"].items()
    kept = {name: resource for name, resource in resources if resource["Type"] not in _LEFT_OUT}
    return {**template, "Resources": kept}


def _with_pages_here(template: Template, url: str) -> Template:
    resources = {
        name: _told(resource, url) if _is_told(resource) else resource
        for name, resource in template["Resources"].items()
    }
    return {**template, "Resources": resources}


def _is_told(resource: dict[str, Any]) -> bool:
    environment = resource.get("Properties", {}).get("Environment", {})
    return _PAGES in environment.get("Variables", {})


def _told(function: dict[str, Any], url: str) -> dict[str, Any]:
    properties = function["Properties"]
    variables = {**properties["Environment"]["Variables"], _PAGES: {"Fn::Sub": url}}
    return {**function, "Properties": {**properties, "Environment": {"Variables": variables}}}


def _with_gateway_answers_as_resources(template: Template) -> Template:
    api = template["Resources"].get("RestAPI")
    if api is None:
        return template
    body = api["Properties"]["DefinitionBody"]
    answers = {
        # Made before the deployment, which takes a copy of them: MiniStack goes by name here.
        f"GatewayAnswer{kind.title().replace('_', '')}": _answer_resource(kind, answer)
        for kind, answer in body.get(_ANSWERS, {}).items()
    }
    slim = {name: part for name, part in body.items() if name != _ANSWERS}
    properties = {**api["Properties"], "DefinitionBody": slim}
    resources = {**template["Resources"], "RestAPI": {**api, "Properties": properties}, **answers}
    return {**template, "Resources": resources}


def _answer_resource(kind: str, answer: dict[str, Any]) -> dict[str, Any]:
    return {
        "Type": "AWS::ApiGateway::GatewayResponse",
        "Properties": {
            "RestApiId": {"Ref": "RestAPI"},
            "ResponseType": kind,
            "StatusCode": answer["statusCode"],
            "ResponseParameters": answer["responseParameters"],
            "ResponseTemplates": answer["responseTemplates"],
        },
    }


def _with_mail_from_any_identity(template: Template) -> Template:
    resources = {
        name: _with_statements(resource) if resource["Type"] == "AWS::IAM::Role" else resource
        for name, resource in template["Resources"].items()
    }
    return {**template, "Resources": resources}


def _with_statements(role: dict[str, Any]) -> dict[str, Any]:
    properties = role["Properties"]
    policies = [
        {**policy, "PolicyDocument": _of_any_identity(policy["PolicyDocument"])}
        for policy in properties.get("Policies", [])
    ]
    return {**role, "Properties": {**properties, "Policies": policies}}


def _of_any_identity(document: dict[str, Any]) -> dict[str, Any]:
    anywhere = {"Effect": "Allow", "Action": _SEND_MAIL, "Resource": "*"}
    statements = [
        anywhere if statement["Action"] == _SEND_MAIL else statement
        for statement in document["Statement"]
    ]
    return {**document, "Statement": statements}
