"""The schemas of bodies, answers and parameters, as the API's description tells them."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

Mode = Literal["validation", "serialization"]
Schemas = Mapping[tuple[type[Any], Mode], dict[str, Any]]

_WHERE = "#/components/schemas/{model}"


def schemas_of(
    taken: list[type[BaseModel]], answered: list[type[BaseModel]]
) -> tuple[Schemas, dict[str, Any]]:
    """References to the schemas of bodies and answers, and the named schemas themselves."""
    wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {
        **{(model, "validation"): None for model in taken},
        **{(model, "serialization"): None for model in answered},
    }
    refs, document = models_json_schema(
        list(wanted), ref_template=_WHERE, schema_generator=_SchemasAsSent
    )
    return refs, document["$defs"]


def fields_of(model: type[BaseModel]) -> tuple[dict[str, Any], list[str]]:
    """The schemas of a query's or of headers' fields, and the names of those that are needed."""
    schema = model.model_json_schema(ref_template=_WHERE, schema_generator=_FieldsAsTaken)
    return schema.get("properties", {}), schema.get("required", [])


class _Untitled(GenerateJsonSchema):
    """A field's name in capitals tells nothing that its name does not."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


class _SchemasAsSent(_Untitled):
    """Schemas of answers as the adapter sends them: what is not known is absent, never null.

    All the rest is always there, whatever the model fills in by itself.
    """

    def field_is_required(self, field: Any, total: bool) -> bool:
        if self.mode == "validation":
            return super().field_is_required(field, total)
        return not _may_be_none(field["schema"])

    def model_field_schema(self, schema: Any) -> Any:
        if self.mode == "serialization":
            schema = {**schema, "schema": _present(schema["schema"])}
        return super().model_field_schema(schema)

    def default_schema(self, schema: Any) -> Any:
        if self.mode == "serialization":
            return self.generate_inner(schema["schema"])
        told = super().default_schema(schema)
        return {name: part for name, part in told.items() if (name, part) != ("default", None)}


class _FieldsAsTaken(_Untitled):
    """Schemas of parameters: one that is left out is absent, and null cannot be sent."""

    def model_field_schema(self, schema: Any) -> Any:
        if _may_be_none(schema["schema"]):
            schema = {**schema, "schema": _present(schema["schema"])}
        return super().model_field_schema(schema)

    def field_is_required(self, field: Any, total: bool) -> bool:
        return not _may_be_none(field["schema"]) and super().field_is_required(field, total)


def _may_be_none(schema: Any) -> bool:
    return schema["type"] == "nullable" or (_wraps(schema) and _may_be_none(schema["schema"]))


def _present(schema: Any) -> Any:
    """The schema of a field that is there: neither its default nor None is told of."""
    if schema["type"] in ("default", "nullable"):
        return _present(schema["schema"])
    return {**schema, "schema": _present(schema["schema"])} if _wraps(schema) else schema


def _wraps(schema: Any) -> bool:
    kind = str(schema["type"])
    return "schema" in schema and (kind == "default" or kind.startswith("function-"))
