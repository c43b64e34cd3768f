"""Every state that a stack can be found in, and the way from there to one that can be deployed.

The states are CloudFormation's (``StackStatus`` of its API's model; a test holds the list to it).
"""

from enum import Enum


class Way(Enum):
    """Ways out of a stack's state."""

    CREATE = "there is nothing yet: it is created"
    UPDATE = "it is whole: it is updated"
    WAIT = "something is going on: it is waited for"
    CLEAR = "its very creation failed: it is deleted, and created again"
    CONTINUE = "the way back from an update failed: it is gone again"
    GO_BACK = "an update stopped halfway: the way back is gone"
    FINISH_DELETING = "it could not be deleted: if it was never whole, that is finished"
    ASK = "only somebody can decide: words say what"


_WAYS = {
    "REVIEW_IN_PROGRESS": Way.CREATE,  # a change set was made, and never executed
    "DELETE_COMPLETE": Way.CREATE,
    "CREATE_COMPLETE": Way.UPDATE,
    "UPDATE_COMPLETE": Way.UPDATE,
    "UPDATE_ROLLBACK_COMPLETE": Way.UPDATE,
    "IMPORT_COMPLETE": Way.UPDATE,
    "IMPORT_ROLLBACK_COMPLETE": Way.UPDATE,
    "CREATE_IN_PROGRESS": Way.WAIT,
    "ROLLBACK_IN_PROGRESS": Way.WAIT,
    "DELETE_IN_PROGRESS": Way.WAIT,
    "UPDATE_IN_PROGRESS": Way.WAIT,
    "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS": Way.WAIT,
    "UPDATE_ROLLBACK_IN_PROGRESS": Way.WAIT,
    "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS": Way.WAIT,
    "IMPORT_IN_PROGRESS": Way.WAIT,
    "IMPORT_ROLLBACK_IN_PROGRESS": Way.WAIT,
    "CREATE_FAILED": Way.CLEAR,
    "ROLLBACK_COMPLETE": Way.CLEAR,
    "ROLLBACK_FAILED": Way.CLEAR,
    "UPDATE_ROLLBACK_FAILED": Way.CONTINUE,
    "UPDATE_FAILED": Way.GO_BACK,
    "DELETE_FAILED": Way.FINISH_DELETING,
    "IMPORT_ROLLBACK_FAILED": Way.ASK,
}

STATES = frozenset(_WAYS)

WHOLE = frozenset(state for state, way in _WAYS.items() if way is Way.UPDATE)
"""States of a stack that was made, and can be updated."""

LEFT_BEHIND = frozenset(
    {
        "AWS::DynamoDB::Table",
        "AWS::KMS::Key",
        "AWS::Cognito::UserPool",
        "AWS::SecretsManager::Secret",
        "AWS::S3::Bucket",
    }
)
"""Kinds that AWS refuses to delete while they are protected or not empty. Here their names are
AWS's own, so that one that is left behind is in nobody's way."""


def way_out(state: str | None) -> Way:
    """The way from ``state``, None where there is no stack; a state that is new is asked about."""
    return Way.CREATE if state is None else _WAYS.get(state, Way.ASK)


def words_for(name: str, state: str, reason: str) -> str:
    """Words on what somebody has to do, where a deployment must not decide by itself."""
    because = f" ({reason})" if reason else ""
    what = {
        "DELETE_FAILED": "Somebody deleted it, and not all of it would go. Delete it in the "
        "CloudFormation console, keeping what it names if that holds data, then deploy again. What "
        "is kept is no part of the new stack: to go on with its data, ask before you deploy",
        "UPDATE_ROLLBACK_FAILED": "The way back from an update failed twice. Mend what is named, "
        "or, in the CloudFormation console, “Continue update rollback” and skip that resource; "
        "then deploy again",
        "IMPORT_ROLLBACK_FAILED": "Somebody imported resources into it, and that could not be "
        "taken back. Finish it in the CloudFormation console (“Continue update rollback”), then "
        "deploy again",
    }
    advice = what.get(state, "See its events in the CloudFormation console, then deploy again")
    return f"stack {name} is in the state {state}{because}. {advice}."
