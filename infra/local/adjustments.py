"""Where MiniStack cannot take what production has. Nothing else is different on a laptop.

- The gateway's own answers: MiniStack does not read them from the API's definition (where they are
  deployed together with it), only as resources of their own.
- Leave to send email: MiniStack doesn't see which identity a mail is sent from, so leave for one
  identity is none to it.
"""

from typing import Any

from infra.templates import Template

_SEND_MAIL = "ses:SendRawEmail"
_ANSWERS = "x-amazon-apigateway-gateway-responses"


def for_ministack(template: Template) -> Template:
    """``template`` as MiniStack can take it."""
    return _with_mail_from_any_identity(_with_gateway_answers_as_resources(template))


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
    statements = [
        {**statement, "Resource": "*"} if statement["Action"] == _SEND_MAIL else statement
        for statement in document["Statement"]
    ]
    return {**document, "Statement": statements}
