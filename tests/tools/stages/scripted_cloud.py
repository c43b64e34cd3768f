"""CloudFormation by its documentation, in this process. Stacks change while they are looked at,
refuse what they refuse on AWS, and are taken back or deleted as their policies say.

``fails`` says which resource goes wrong at what: ``{("Table", "CREATE"): ["no permission"]}`` is
wrong once. A ``Killed`` is raised after the call of that number, as if the process had died there.
"""

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ClientError

from infra.templates import read_template
from tests.tools.stages.scripted_bucket import ScriptedBucket
from tests.tools.stages.scripted_indexes import ScriptedIndexes

STACK = "AWS::CloudFormation::Stack"
ALIAS = "AWS::Lambda::Alias"
PROTECTABLE = ("AWS::DynamoDB::Table", "AWS::Cognito::UserPool")
KEPT = ("Retain", "RetainExceptOnCreate")
UPDATABLE = (
    "CREATE_COMPLETE",
    "UPDATE_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE",
    "IMPORT_COMPLETE",
    "IMPORT_ROLLBACK_COMPLETE",
)
NO_CHANGES = (
    "The submitted information didn't contain changes. "
    "Submit different information to create a change set."
)
CONDITIONS = {
    "MailIsOn": "MailFrom",
    "IsElsewhere": "Domain",
    "MakesIdentity": "MailDomain",
    "TellsSomebody": "OnCall",
}


class Killed(BaseException):  # it plays a signal, not a fault
    """The process that deploys died."""


def refused(message: str, code: str = "ValidationError") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "AnyCall")


@dataclass
class Resource:
    kind: str
    policy: str
    protected: bool
    status: str = "CREATE_COMPLETE"


@dataclass
class Stack:
    name: str
    number: int
    status: str = "REVIEW_IN_PROGRESS"
    resources: dict[str, Resource] = field(default_factory=dict)
    asked: dict[str, Any] = field(default_factory=dict)
    """What was deployed last: the template and the parameters."""
    events: list[dict[str, str]] = field(default_factory=list)
    going_on: Iterator[None] | None = None

    @property
    def identity(self) -> str:
        return f"arn:stack/{self.name}/{self.number}"


@dataclass
class ScriptedCloudFormation:
    """The stacks of an account. Every call lets the time pass for all of them."""

    fails: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    stacks: dict[str, Stack] = field(default_factory=dict)
    gone: list[Stack] = field(default_factory=list)
    orphans: list[tuple[str, str]] = field(default_factory=list)
    """Resources that no stack has any more: stack, name."""
    refuses: Callable[[dict[str, Any], dict[str, Any]], str] = lambda _before, _after: ""
    """Why an update of the table from one template to another is refused; "" where it is not."""
    is_in_use: Callable[[str], bool] = lambda _name: False
    """True of a resource that AWS doesn't delete as it is: a bucket with something in it."""
    placed: Callable[[str], dict[str, Any] | None] = lambda _url: None
    """The template behind a URL."""
    ringing: str = ""
    """An alarm that rings: CodeDeploy moves no alias, at its beginning or under way."""
    shift_takes: int = 0
    """Looks that CodeDeploy needs for moving an alias."""
    is_shifting: bool = False
    is_stopped: bool = False
    """Whether somebody has CodeDeploy stop."""
    change_sets: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    # What the deployment calls.

    def describe_stacks(self, StackName: str) -> dict[str, Any]:  # noqa: N803
        self._pass_time()
        stack = self._found(StackName)
        outputs = [{"OutputKey": k, "OutputValue": v} for k, v in _outputs(stack).items()]
        parameters = [
            {"ParameterKey": k, "ParameterValue": v}
            for k, v in stack.asked.get("parameters", {}).items()
        ]
        described = {"Outputs": outputs, "Parameters": parameters}
        return {"Stacks": [{"StackStatus": stack.status, "StackId": stack.identity, **described}]}

    def create_change_set(self, **asked: Any) -> dict[str, str]:
        name, kind = asked["StackName"], asked["ChangeSetType"]
        stack = self.stacks.get(name)
        if kind == "CREATE":
            if stack is not None and stack.status != "REVIEW_IN_PROGRESS":
                raise refused(f"Stack [{name}] already exists and cannot be created again")
            if stack is None:
                stack = self.stacks[name] = Stack(name, next(self._numbers))
                self._tell(stack, stack.status)
        elif stack is None:
            raise refused(f"Stack [{name}] does not exist")
        elif stack.status not in UPDATABLE:
            raise refused(f"Stack:{name} is in {stack.status} state and can not be updated.")
        if asked.pop("UsePreviousTemplate", False):
            asked["TemplateBody"] = json.dumps(stack.asked["template"])
        identity = f"arn:change/{next(self._numbers)}"
        self.change_sets[identity] = {**asked, "looks": 0}
        return {"Id": identity}

    def describe_change_set(self, ChangeSetName: str, StackName: str) -> dict[str, str]:  # noqa: N803
        self._pass_time()
        change = self.change_sets[ChangeSetName]
        change["looks"] += 1
        if change["looks"] == 1:
            return {"Status": "CREATE_IN_PROGRESS"}
        if _asked(change) == self.stacks[StackName].asked:
            return {"Status": "FAILED", "StatusReason": NO_CHANGES}
        return {"Status": "CREATE_COMPLETE"}

    def delete_change_set(self, ChangeSetName: str, StackName: str) -> None:  # noqa: N803
        self.change_sets.pop(ChangeSetName)

    def execute_change_set(self, ChangeSetName: str, StackName: str) -> None:  # noqa: N803
        change, stack = self.change_sets.get(ChangeSetName), self.stacks[StackName]
        if change is None or stack.going_on is not None:
            raise refused("it is OBSOLETE", "InvalidChangeSetStatus")
        others = [i for i, c in self.change_sets.items() if c["StackName"] == StackName]
        for identity in others:
            del self.change_sets[identity]
        begin = self._create if stack.status == "REVIEW_IN_PROGRESS" else self._update
        self._begin(stack, begin(stack, _asked(change)))

    def delete_stack(self, StackName: str, RetainResources: Any = ()) -> None:  # noqa: N803
        stack = self.stacks.get(StackName)
        if stack is None:
            return
        if RetainResources and stack.status != "DELETE_FAILED":
            raise refused("RetainResources is for stacks in the state DELETE_FAILED")
        self._begin(stack, self._delete(stack, RetainResources))

    def continue_update_rollback(self, StackName: str) -> None:  # noqa: N803
        stack = self._found(StackName)
        if stack.status != "UPDATE_ROLLBACK_FAILED":
            raise refused(f"Stack is in {stack.status} state and can not be rolled back")
        self._begin(stack, self._go_back(stack))

    def rollback_stack(self, StackName: str, RetainExceptOnCreate: bool) -> None:  # noqa: N803
        stack = self._found(StackName)
        if stack.status not in ("CREATE_FAILED", "UPDATE_FAILED"):
            raise refused(f"RollbackStack is not allowed in {stack.status}")
        self._begin(stack, self._go_back(stack))

    # What CodeDeploy is asked.

    def list_deployments(self, **asked: Any) -> dict[str, list[str]]:
        assert asked["applicationName"] == "id-of-ServerlessDeploymentApplication"
        assert asked["deploymentGroupName"] == "id-of-APIHandlerDeploymentGroup"
        return {"deployments": ["d-1"] if self.is_shifting else []}

    def stop_deployment(self, deploymentId: str, autoRollbackEnabled: bool) -> None:  # noqa: N803
        assert (deploymentId, autoRollbackEnabled) == ("d-1", True)
        self.is_stopped = True

    def get_template(self, StackName: str, TemplateStage: str) -> dict[str, Any]:  # noqa: N803
        assert TemplateStage == "Original"
        return {"TemplateBody": self._found(StackName).asked["template"]}

    def describe_stack_events(self, StackName: str) -> dict[str, Any]:  # noqa: N803
        self._pass_time()
        return {"StackEvents": list(self._found(StackName).events)}

    def get_paginator(self, call: str) -> SimpleNamespace:
        def paginate(StackName: str) -> Iterator[dict[str, Any]]:  # noqa: N803
            if call == "describe_stack_events":
                yield self.describe_stack_events(StackName)
                return
            summaries = [
                {
                    "LogicalResourceId": name,
                    "PhysicalResourceId": f"id-of-{name}",
                    "ResourceType": resource.kind,
                    "ResourceStatus": resource.status,
                }
                for name, resource in self._found(StackName).resources.items()
            ]
            yield {"StackResourceSummaries": summaries}

        return SimpleNamespace(paginate=paginate)

    # What the test says and sees.

    def found_in(
        self, name: str, status: str, template: dict[str, Any], **parameters: str
    ) -> Stack:
        """A stack that is there already, in any state."""
        stack = self.stacks[name] = Stack(name, next(self._numbers), status)
        asked = {"template": template, "parameters": parameters}
        stack.resources = self._wanted(asked)
        stack.asked = {} if status.startswith(("CREATE_FAILED", "ROLLBACK")) else asked
        self._tell(stack, "CREATE_IN_PROGRESS")
        if not status.startswith(("CREATE", "ROLLBACK", "REVIEW")):
            self._tell(stack, "CREATE_COMPLETE")
        self._tell(stack, status)
        return stack

    def come_to_rest(self) -> None:
        """Let whatever goes on come to its end."""
        while any(stack.going_on for stack in self.stacks.values()):
            self._pass_time()

    # How stacks change, a step at each look.

    def _begin(self, stack: Stack, steps: Iterator[None]) -> None:
        stack.going_on = steps
        next(steps)

    def _pass_time(self) -> None:
        for stack in list(self.stacks.values()):
            if stack.going_on is not None:
                try:
                    next(stack.going_on)
                except StopIteration:
                    stack.going_on = None

    def _create(self, stack: Stack, asked: dict[str, Any]) -> Iterator[None]:
        yield from self._is(stack, "CREATE_IN_PROGRESS")
        wanted = self._wanted(asked)
        for name, resource in wanted.items():
            stack.resources[name] = resource
            if reason := self._fault(name, "CREATE"):
                resource.status = "CREATE_FAILED"
                self._tell(stack, "CREATE_FAILED", name, reason)
                yield from self._is(stack, "ROLLBACK_IN_PROGRESS")
                ok = self._remove_all(stack, kept=("Retain",))
                yield from self._is(stack, "ROLLBACK_COMPLETE" if ok else "ROLLBACK_FAILED")
                return
            self._tell(stack, "CREATE_COMPLETE", name)
        yield
        stack.asked = asked
        yield from self._is(stack, "CREATE_COMPLETE")

    def _update(self, stack: Stack, asked: dict[str, Any]) -> Iterator[None]:
        yield from self._is(stack, "UPDATE_IN_PROGRESS")
        wanted = self._wanted(asked)
        for name in wanted:
            refused = name == "Table" and self.refuses(stack.asked["template"], asked["template"])
            is_shifted = name in stack.resources and self._is_shifted(wanted[name], asked)
            for _ in range(self.shift_takes if is_shifted else 0):
                self.is_shifting = True
                yield
            self.is_shifting = False
            stopped = is_shifted and self._why_not_shifted()
            if reason := refused or stopped or self._fault(name, "UPDATE"):
                self._tell(stack, "UPDATE_FAILED", name, reason)
                yield from self._go_back(stack)
                return
            self._tell(stack, "UPDATE_COMPLETE", name)
        yield
        stack.resources, stack.asked = wanted, asked
        yield from self._is(stack, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
        yield from self._is(stack, "UPDATE_COMPLETE")

    def _go_back(self, stack: Stack) -> Iterator[None]:
        yield from self._is(stack, "UPDATE_ROLLBACK_IN_PROGRESS")
        for name in stack.resources:
            if reason := self._fault(name, "ROLLBACK"):
                self._tell(stack, "UPDATE_FAILED", name, reason)
                yield from self._is(stack, "UPDATE_ROLLBACK_FAILED")
                return
        yield from self._is(stack, "UPDATE_ROLLBACK_COMPLETE")

    def _delete(self, stack: Stack, retained: Any) -> Iterator[None]:
        yield from self._is(stack, "DELETE_IN_PROGRESS")
        yield
        for name in retained:
            assert stack.resources[name].status == "DELETE_FAILED"
            self.orphans.append((stack.name, name))
            del stack.resources[name]
        if not self._remove_all(stack, kept=KEPT):
            yield from self._is(stack, "DELETE_FAILED")
            return
        self.gone.append(self.stacks.pop(stack.name))
        self._tell(stack, "DELETE_COMPLETE")

    def _remove_all(self, stack: Stack, kept: tuple[str, ...]) -> bool:
        """Delete the resources; False if AWS refuses one of them."""
        for name, resource in list(stack.resources.items()):
            reason = self._fault(name, "DELETE")
            if resource.policy in kept:
                self.orphans.append((stack.name, name))
            elif reason or resource.protected or self.is_in_use(name):
                resource.status = "DELETE_FAILED"
                while_ = (
                    "while deletion protection is on" if resource.protected else "with things in it"
                )
                why = reason or f"it can't be deleted {while_}"
                self._tell(stack, "DELETE_FAILED", name, why)
                continue
            del stack.resources[name]
        return not stack.resources

    def _is_shifted(self, resource: Resource, asked: dict[str, Any]) -> bool:
        return resource.kind == ALIAS and asked["parameters"].get("Gradually") == "true"

    def _why_not_shifted(self) -> str:
        """Why CodeDeploy doesn't move an alias that was there; "" if it does."""
        if self.ringing:
            return f"One or more alarms have been activated: {self.ringing}. Rollback successful"
        stopped, self.is_stopped = self.is_stopped, False
        return "The deployment was stopped on request" if stopped else ""

    def _wanted(self, asked: dict[str, Any]) -> dict[str, Resource]:
        template = asked["template"]
        placed = self.placed(template) if isinstance(template, str) else None
        return _wanted({**asked, "template": placed} if placed else asked)

    def _is(self, stack: Stack, status: str) -> Iterator[None]:
        yield  # the order is taken at once, and shows a look later
        stack.status = status
        self._tell(stack, status)

    def _fault(self, name: str, at: str) -> str:
        reasons = self.fails.get((name, at), [])
        return reasons.pop(0) if reasons else ""

    def _tell(self, stack: Stack, status: str, name: str = "", reason: str = "") -> None:
        kind = stack.resources[name].kind if name in stack.resources else "AWS::Any::Thing"
        event = {
            "EventId": str(next(self._numbers)),
            "StackId": stack.identity,
            "PhysicalResourceId": f"id-of-{name}" if name else stack.identity,
            "LogicalResourceId": name or stack.name,
            "ResourceType": kind if name else STACK,
            "ResourceStatus": status,
            "ResourceStatusReason": reason,
        }
        stack.events.insert(0, event)

    def _found(self, name: str) -> Stack:
        for stack in [*self.stacks.values(), *self.gone]:
            if name == stack.identity or (name == stack.name and stack not in self.gone):
                return stack
        raise refused(f"Stack with id {name} does not exist")


def _asked(change: dict[str, Any]) -> dict[str, Any]:
    parameters = {p["ParameterKey"]: p["ParameterValue"] for p in change["Parameters"]}
    body = change.get("TemplateBody")
    return {"template": _read(body) if body else change["TemplateURL"], "parameters": parameters}


@cache
def _read(body: str) -> dict[str, Any]:
    return json.loads(body) if body.startswith("{") else read_template(body)


def _wanted(asked: dict[str, Any]) -> dict[str, Resource]:
    template, parameters = asked["template"], asked["parameters"]
    if not isinstance(template, dict) or "Resources" not in template:
        return {"Thing": Resource("AWS::Any::Thing", "Delete", protected=False)}
    made = {}
    for name, resource in template["Resources"].items():
        if resource.get("Condition") == "IsProtected" and parameters.get("Protection") != "on":
            continue
        policy = resource.get("DeletionPolicy", "Delete")
        if isinstance(policy, dict):
            policy = parameters[policy["Ref"]]
        protected = resource["Type"] in PROTECTABLE and parameters.get("Protection") == "on"
        made[name] = Resource(resource["Type"], policy, protected)
        if alias := resource.get("Properties", {}).get("AutoPublishAlias"):
            made |= {
                n: Resource(kind, "Delete", protected=False) for n, kind in _by_sam(name, alias)
            }
    return made


def _by_sam(function: str, alias: str) -> list[tuple[str, str]]:
    """What SAM makes, by name, of a function that is published."""
    application = ("ServerlessDeploymentApplication", "AWS::CodeDeploy::Application")
    group = (f"{function}DeploymentGroup", "AWS::CodeDeploy::DeploymentGroup")
    return [application, group, (f"{function}Alias{alias}", ALIAS)]


def _outputs(stack: Stack) -> dict[str, str]:
    if not stack.asked or not isinstance(stack.asked["template"], dict):
        return {"EndpointURL": "https://api.example/", "RestAPIId": "api"} if stack.asked else {}
    parameters = stack.asked["parameters"]
    outputs = {}
    for name, output in stack.asked["template"].get("Outputs", {}).items():
        if not parameters.get(CONDITIONS.get(output.get("Condition", ""), ""), "yes"):
            continue
        value = output["Value"]
        of_parameter = isinstance(value, dict) and value.get("Ref") in parameters
        outputs[name] = parameters[value["Ref"]] if of_parameter else f"value-of-{name}"
        if name in ("Domain", "BasePath", "Certificate"):
            outputs[name] = parameters[name] or "none"
        if parameters.get("TableInUse") and _condition_of(value) == "IsRestored":
            outputs[name] = _substituted(value["Fn::If"][1], parameters)
        if value == {"Ref": "Table"}:
            outputs[name] = "value-of-SettingTable"
    return outputs


def _condition_of(value: Any) -> str:
    return value.get("Fn::If", [""])[0] if isinstance(value, dict) else ""


def _substituted(value: dict[str, str], parameters: dict[str, str]) -> str:
    """What a ``Ref`` or ``Sub`` of parameters comes to."""
    text = value.get("Fn::Sub", f"${{{value.get('Ref')}}}")
    for name, of_stage in parameters.items():
        text = text.replace(f"${{{name}}}", of_stage)
    return text


@dataclass
class ScriptedAccount:
    """All services that a deployment calls. ``kill_after`` counts the calls to any of them."""

    cloudformation: ScriptedCloudFormation = field(default_factory=ScriptedCloudFormation)
    table: ScriptedIndexes = field(init=False)
    kill_after: int | None = None
    s3: ScriptedBucket = field(default_factory=ScriptedBucket)
    backup: Any = field(default_factory=lambda: _listing({"BackupVaultList": []}))
    count: int = 0
    region_name: str = "us-east-1"

    def __post_init__(self) -> None:
        self.table = ScriptedIndexes(self._data_template)
        self.cloudformation.refuses = self.table.refuses
        self.cloudformation.placed = self._placed
        self.cloudformation.is_in_use = lambda name: (
            name == "ArtifactBucket" and bool(self.s3.objects or self.s3.noted)
        )

    def _placed(self, url: str) -> dict[str, Any] | None:
        _, _, key = url.removeprefix(f"{self.s3.meta.endpoint_url}/").partition("/")
        body = self.s3.noted.get(key)
        return None if body is None else json.loads(body)

    def _data_template(self) -> dict[str, Any]:
        (data,) = (s for n, s in self.cloudformation.stacks.items() if n.endswith("-data"))
        return dict(data.asked.get("template", {}))

    def client(self, service: str, **_: Any) -> Any:
        """A client as a boto3 session gives it."""
        name = "lambda_" if service == "lambda" else service.replace("-", "_")
        return _Counted(self, getattr(self, name))

    @property
    def dynamodb(self) -> ScriptedIndexes:
        return self.table

    @property
    def codedeploy(self) -> ScriptedCloudFormation:
        return self.cloudformation

    @property
    def apigateway(self) -> SimpleNamespace:
        def get_account() -> dict[str, str]:
            made = self.cloudformation.stacks.get("frontdesk-account")
            return {"cloudwatchRoleArn": "arn:role"} if made and made.asked else {}

        return SimpleNamespace(get_account=get_account)

    @property
    def lambda_(self) -> SimpleNamespace:
        limits = {"ConcurrentExecutions": 1000, "UnreservedConcurrentExecutions": 1000}
        return SimpleNamespace(get_account_settings=lambda: {"AccountLimit": limits})

    def called(self) -> None:
        """Count a call; die of it if it is the one."""
        self.count += 1
        if self.count == self.kill_after:
            raise Killed


def _listing(page: dict[str, Any]) -> SimpleNamespace:
    """A service of which everything is listed by one page."""
    pages = SimpleNamespace(paginate=lambda **_asked: iter([page]))
    return SimpleNamespace(get_paginator=lambda _call: pages)


class _Counted:
    """A client whose calls are counted, once they have had their effect."""

    def __init__(self, account: ScriptedAccount, client: Any) -> None:
        self._account = account
        self._client = client

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._client, name)
        if name == "get_paginator":
            return lambda call: SimpleNamespace(paginate=self._counted(found(call).paginate))
        return self._counted(found) if callable(found) else found

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def made(*given: Any, **named: Any) -> Any:
            try:
                answer = call(*given, **named)
                return list(answer) if isinstance(answer, Iterator) else answer
            finally:
                self._account.called()

        return made
