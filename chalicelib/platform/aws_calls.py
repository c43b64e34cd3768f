"""The calls of Amazon's services that the functions make; a package knows how to make no other."""

from collections.abc import Mapping

CALLS: Mapping[str, tuple[str, ...]] = {
    "cognito-idp": (
        "AssociateSoftwareToken",
        "ConfirmForgotPassword",
        "ForgotPassword",
        "InitiateAuth",
        "RespondToAuthChallenge",
        "RevokeToken",
        "VerifySoftwareToken",
    ),
    "dynamodb": (
        "BatchGetItem",
        "GetItem",
        "PutItem",
        "Query",
        "TransactWriteItems",
        "UpdateItem",
    ),
    "secretsmanager": ("GetSecretValue",),
    "ses": ("SendRawEmail",),
}
"""By service, as botocore names both. A client of a package has no method for any other call."""
