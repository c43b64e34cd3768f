"""Where MiniStack cannot take what production has. Nothing else is different on a laptop.

- The gateway's own answers: MiniStack does not read them from the API's definition (where they are
  deployed together with it), only as resources of their own.
"""

from typing import Any

from infra.templates import Template

_ANSWERS = "x-amazon-apigateway-gateway-responses"


def for_ministack(template: Template) -> Template:
    """``template`` as MiniStack can take it."""
    return _with_gateway_answers_as_resources(template)


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
