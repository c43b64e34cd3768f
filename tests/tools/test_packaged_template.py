"""The template as it is deployed: Chalice's own with api.yaml merged into it."""

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from chalicelib.intake.models import CrisisPanel
from chalicelib.messaging.store import KIND
from chalicelib.platform.http.problems import PROBLEM_MEDIA_TYPE, Problem
from infra.deploy.pipeline import reached_by_domain_alone
from infra.table_definition import STATEFUL_TEMPLATE
from infra.templates import Template, read_template


def resources(template: Template, kind: str) -> dict[str, Any]:
    found = template["Resources"].items()
    return {name: r["Properties"] for name, r in found if r["Type"] == kind}


def functions(template: Template) -> dict[str, Any]:
    return resources(template, "AWS::Serverless::Function")


def statements(template: Template) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, role in resources(template, "AWS::IAM::Role").items():
        for policy in role["Policies"]:
            for statement in policy["PolicyDocument"]["Statement"]:
                yield name, statement


def test_every_function_has_a_role_of_its_own(template: Template) -> None:
    roles = [json.dumps(function["Role"]) for function in functions(template).values()]
    assert len(roles) >= 2
    assert len(set(roles)) == len(roles)


def test_every_function_writes_to_a_log_of_its_own_that_is_kept_for_a_time(
    template: Template,
) -> None:
    logs = resources(template, "AWS::Logs::LogGroup")
    used = [f["LoggingConfig"]["LogGroup"]["Ref"] for f in functions(template).values()]
    assert len(set(used)) == len(used)
    assert all(logs[name]["RetentionInDays"] == 90 for name in used)


def test_no_role_may_touch_more_than_it_names(template: Template) -> None:
    for role, statement in statements(template):
        if statement["Action"] == "dynamodb:ListStreams":  # known by no name of one of them
            assert statement["Resource"] == {"Fn::Sub": "${TableArn}/stream/*"}
            continue
        if role == "ShiftRole":  # whose versions and alarms are known by no name before
            assert "APIHandler.Arn" in json.dumps(statement) or statement["Sid"] == "SeeAlarms"
            continue
        places = statement["Resource"]
        for place in places if isinstance(places, list) else [places]:
            assert "*" not in json.dumps(place), role
        actions = statement["Action"]
        for action in actions if isinstance(actions, list) else [actions]:
            assert "*" not in action, role


def test_no_function_may_scan_the_table_or_change_it(template: Template) -> None:
    allowed = {
        action
        for _, statement in statements(template)
        for action in (
            statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        )
        if action.startswith("dynamodb:")
    }
    read = {"BatchGetItem", "GetItem", "Query"}
    written = {"ConditionCheckItem", "DeleteItem", "PutItem", "UpdateItem"}
    streamed = {"DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"}
    assert allowed <= {f"dynamodb:{action}" for action in read | written | streamed}


def test_the_stream_tells_of_new_messages_alone_and_of_them_only_the_keys(
    template: Template,
) -> None:
    (source,) = resources(template, "AWS::Lambda::EventSourceMapping").values()
    (pattern,) = source["FilterCriteria"]["Filters"]
    assert json.loads(pattern["Pattern"]) == {
        "eventName": ["INSERT"],
        "dynamodb": {
            "Keys": {"pk": {"S": [{"prefix": f"{KIND}#"}]}, "sk": {"S": [{"prefix": KIND}]}}
        },
    }
    assert source["MaximumRetryAttempts"] == 0  # the job finds a minute later what was missed
    (table,) = resources(
        read_template(STATEFUL_TEMPLATE.read_text("utf-8")), "AWS::DynamoDB::Table"
    ).values()
    assert table["StreamSpecification"] == {"StreamViewType": "KEYS_ONLY"}


def test_no_job_can_read_the_secret_but_those_that_hash_names_and_addresses(
    template: Template,
) -> None:
    """Names stand in the index, and addresses that were written to, as HMACs made with it.

    Whoever erases somebody has to find those again.
    """
    may = {
        role for role, s in statements(template) if s["Action"] == "secretsmanager:GetSecretValue"
    }
    jobs = {"ErasePeopleRole", "IndexPeopleRole", "SendMessagesRole", "SendAtOnceRole"}
    assert may == {"ApiHandlerRole", *jobs}


def test_only_what_works_the_outbox_may_send_and_the_api_where_a_manager_runs_it(
    template: Template,
) -> None:
    may = {
        role: (s["Resource"], s["Condition"])
        for role, s in statements(template)
        if s["Action"] == "ses:SendRawEmail"
    }
    ours = [
        {"Ref": name} for name in ("MailAddressArn", "MailDomainArn", "MailConfigurationSetArn")
    ]
    from_us = {"StringEquals": {"ses:FromAddress": {"Ref": "MailFromAddress"}}}
    senders = ("ApiHandlerRole", "SendMessagesRole", "SendAtOnceRole")
    assert may == dict.fromkeys(senders, (ours, from_us))


def test_every_job_may_keep_its_report(template: Template) -> None:
    may = {role for role, s in statements(template) if "dynamodb:PutItem" in s["Action"]}
    roles = {function["Role"]["Fn::GetAtt"][0] for function in functions(template).values()}
    assert may == roles


SENDERS = ("SendMessages", "SendAtOnce")


def test_every_function_has_the_settings_of_the_stage_and_no_others(template: Template) -> None:
    for name, function in functions(template).items():
        its_own = {"FRONTDESK_ENDPOINT_URL"} if name in SENDERS else set()
        assert set(function["Environment"]["Variables"]) - its_own == {
            "FRONTDESK_STAGE",
            "FRONTDESK_LOG_LEVEL",
            "FRONTDESK_TABLE",
            "FRONTDESK_SECRET_ARN",
            "FRONTDESK_USER_POOL_ARN",
            "FRONTDESK_USER_POOL_CLIENT_ID",
            "FRONTDESK_MAIL_FROM",
            "FRONTDESK_PUBLIC_URL",
            "FRONTDESK_MAIL_CONFIGURATION_SET",
        }


def test_whatever_sends_mail_knows_the_address_of_the_pages(template: Template) -> None:
    """The API's own function, which the gateway is made after, sees it where it is called."""
    may = {role for role, s in statements(template) if "ses:SendRawEmail" in s["Action"]}
    told = {f"{name}Role" for name in SENDERS}
    assert may == {"ApiHandlerRole", *told}
    for name in SENDERS:
        variables = functions(template)[name]["Environment"]["Variables"]
        (address,) = variables["FRONTDESK_ENDPOINT_URL"].values()
        assert address == "https://${RestAPI}.execute-api.${AWS::Region}.${AWS::URLSuffix}/api/"


def test_a_visitor_is_not_kept_waiting_longer_than_the_gateway_waits(template: Template) -> None:
    api = functions(template)["APIHandler"]
    assert api["Timeout"] < 29
    assert api["MemorySize"] == 1769


def test_a_minute_job_ends_before_its_next_turn_and_is_not_repeated(template: Template) -> None:
    job = functions(template)["ReturnStaleClaims"]
    (event,) = job["Events"].values()
    assert event["Properties"]["Schedule"] == "rate(1 minute)"
    assert job["Timeout"] < 60
    assert job["EventInvokeConfig"]["MaximumRetryAttempts"] == 0


def test_the_gateway_speaks_of_problems_as_the_application_does(template: Template) -> None:
    answers = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"][
        "x-amazon-apigateway-gateway-responses"
    ]
    for kind, answer in answers.items():
        problem = Problem.model_validate_json(answer["responseTemplates"]["application/json"])
        assert str(problem.status) == answer["statusCode"], kind
        assert problem.type.startswith("urn:frontdesk:problem:")
        headers = answer["responseParameters"]
        assert headers["gatewayresponse.header.Content-Type"] == f"'{PROBLEM_MEDIA_TYPE}'"
        assert headers["gatewayresponse.header.Access-Control-Allow-Origin"] == "'*'"
    assert {"UNAUTHORIZED", "ACCESS_DENIED", "MISSING_AUTHENTICATION_TOKEN"} <= set(answers)
    assert {"REQUEST_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "THROTTLED"} <= set(answers)
    assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= set(answers)


def test_whatever_the_gateway_answers_leads_to_help(template: Template) -> None:
    """Nobody has read what was sent, and its answers can't differ by route."""
    answers = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"][
        "x-amazon-apigateway-gateway-responses"
    ]
    assert len(answers) == 21
    for kind, answer in answers.items():
        (body,) = answer["responseTemplates"].values()
        told = json.loads(body)
        panel = CrisisPanel.model_validate(told["crisis"])
        assert told["unread"] is True, kind
        assert {line.href for line in panel.lines} >= {
            "tel:988",
            "sms:988",
            "tel:911",
            "sms:838255",
        }
        assert "call or text 988" in told["help"]
        assert "oprima 2" in told["help"]
        assert "put your request first" not in body
        assert body.isascii()  # CloudFormation keeps no more


def test_there_is_one_stage_and_it_is_throttled(template: Template) -> None:
    api = template["Resources"]["RestAPI"]["Properties"]
    assert api["StageName"] == "api"
    assert api["OpenApiVersion"] == "2.0"
    assert api["EndpointConfiguration"] == "REGIONAL"
    everywhere, form, *signing_in = api["MethodSettings"]
    assert (everywhere["ResourcePath"], everywhere["HttpMethod"]) == ("/*", "*")
    assert form["ThrottlingBurstLimit"] >= 64
    assert everywhere["ThrottlingRateLimit"] <= form["ThrottlingRateLimit"]
    assert signing_in
    for guessed in signing_in:
        assert guessed["ResourcePath"].startswith("/~1session")
        assert 0 < guessed["ThrottlingRateLimit"] < everywhere["ThrottlingRateLimit"]


def test_the_gateway_compresses_what_is_worth_it(template: Template) -> None:
    assert resources(template, "AWS::Serverless::Api")["RestAPI"]["MinimumCompressionSize"] == 1024


def test_each_stage_has_a_name_and_metrics_of_its_own(template: Template) -> None:
    """CloudWatch files an API's metrics under its name, so that two of one name are one there."""
    api = template["Resources"]["RestAPI"]["Properties"]
    assert api["Name"] == {"Fn::Sub": "${AWS::StackName}"}
    assert api["DefinitionBody"]["info"]["title"] == {"Fn::Sub": "${AWS::StackName}"}


def test_nobody_speaks_to_it_in_less_than_tls_1_2(template: Template) -> None:
    api = template["Resources"]["RestAPI"]["Properties"]
    domain = template["Resources"]["DomainName"]["Properties"]
    for place in (api, domain):
        assert place["SecurityPolicy"] == "SecurityPolicy_TLS13_1_2_2021_06"
        assert place["EndpointAccessMode"] == "BASIC"


def test_every_answer_of_the_gateway_tells_browsers_to_stay_with_https(template: Template) -> None:
    answers = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"][
        "x-amazon-apigateway-gateway-responses"
    ]
    for kind, answer in answers.items():
        kept = answer["responseParameters"]["gatewayresponse.header.Strict-Transport-Security"]
        assert kept == "'max-age=63072000'", kind


def test_a_domain_leads_to_the_api_and_then_nothing_else_does(template: Template) -> None:
    domain, mapping = (template["Resources"][name] for name in ("DomainName", "DomainMapping"))
    assert domain["Condition"] == mapping["Condition"] == "HasDomain"
    assert domain["Properties"]["RegionalCertificateArn"] == {"Ref": "Certificate"}
    assert mapping["Properties"]["RestApiId"] == {"Ref": "RestAPI"}
    assert mapping["Properties"]["BasePath"]["Fn::If"][1] == {"Ref": "BasePath"}
    own_address = template["Resources"]["RestAPI"]["Properties"]["DisableExecuteApiEndpoint"]
    assert own_address is False
    alone = reached_by_domain_alone(template)["Resources"]["RestAPI"]["Properties"]
    assert alone["DisableExecuteApiEndpoint"] is True


def test_whatever_can_be_read_can_be_asked_for_by_head(template: Template) -> None:
    paths = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    for pattern, methods in paths.items():
        assert ("head" in methods) == ("get" in methods), pattern
        if "head" in methods:
            assert methods["head"].get("security") == methods["get"].get("security"), pattern


def test_why_no_answer_came_from_the_function_is_in_the_access_log(template: Template) -> None:
    log = json.loads(template["Resources"]["RestAPI"]["Properties"]["AccessLogSetting"]["Format"])
    assert log["lambda_problem"] == "$context.integration.error"
    assert log["lambda_status"] == "$context.integration.status"
    assert log["sign_in_problem"] == "$context.authorizer.error"


def test_logs_are_encrypted_with_the_key_of_the_stage(template: Template) -> None:
    logs = resources(template, "AWS::Logs::LogGroup")
    assert all(log["KmsKeyId"] == {"Ref": "KeyArn"} for log in logs.values())
    stateful = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))["Resources"]
    (may,) = (
        statement
        for statement in stateful["Key"]["Properties"]["KeyPolicy"]["Statement"]
        if statement["Sid"] == "LogsOfTheStageAreEncrypted"
    )
    (contexts,) = may["Condition"]["ArnLike"].values()
    allowed = [context["Fn::Sub"].partition(":log-group:")[2] for context in contexts]
    for log in logs.values():
        stack = log["LogGroupName"]["Fn::Sub"].replace("${AWS::StackName}", "frontdesk-beta-api")
        assert any(fnmatchcase(stack, each.replace("${Stage}", "beta")) for each in allowed), stack
    assert not any(each.startswith("*") for each in allowed)


def test_the_access_log_tells_nothing_of_visitors(template: Template) -> None:
    log = json.loads(template["Resources"]["RestAPI"]["Properties"]["AccessLogSetting"]["Format"])
    telling = ("sourceIp", "userAgent", "querystring", "$context.path", "claims.email", "caller")
    assert not [value for value in log.values() if any(word in value for word in telling)]


def test_mail_that_came_back_is_told_by_a_topic_of_ours_and_tried_again(
    template: Template,
) -> None:
    hears = functions(template)["NoteReturnedMail"]
    (event,) = hears["Events"].values()
    assert (event["Type"], event["Properties"]) == ("SNS", {"Topic": {"Ref": "MailTopicArn"}})
    assert hears["EventInvokeConfig"]["MaximumRetryAttempts"] == 2


def test_only_ses_of_this_account_may_tell_it_and_nobody_is_watched_reading() -> None:
    stateful = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))["Resources"]
    (statement,) = stateful["MailTopicPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert statement["Principal"] == {"Service": "ses.amazonaws.com"}
    assert statement["Action"] == "sns:Publish"
    source = statement["Condition"]["StringEquals"]["aws:SourceAccount"]
    assert source == {"Ref": "AWS::AccountId"}
    told = stateful["MailEvents"]["Properties"]["EventDestination"]
    assert set(told["MatchingEventTypes"]) == {"bounce", "complaint"}
    assert told["SnsDestination"] == {"TopicARN": {"Ref": "MailTopic"}}
    assert stateful["MailTopic"]["Properties"]["KmsMasterKeyId"] == {"Fn::GetAtt": ["Key", "Arn"]}


def test_what_outlives_deployments_is_protected_unless_a_stage_says_otherwise() -> None:
    stateful = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))
    assert stateful["Parameters"]["Protection"]["Default"] == "on"
    assert stateful["Parameters"]["Disposal"]["Default"] == "RetainExceptOnCreate"
    for name in ("Key", "Table", "Secret", "UserPool", "ArtifactBucket"):
        assert stateful["Resources"][name]["DeletionPolicy"] == {"Ref": "Disposal"}
        assert stateful["Resources"][name]["UpdateReplacePolicy"] == "Retain"
    table = stateful["Resources"]["Table"]["Properties"]
    assert table["SSESpecification"]["KMSMasterKeyId"] == {"Fn::GetAtt": ["Key", "Arn"]}
    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True


def test_a_second_factor_is_asked_for_in_production() -> None:
    stateful = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))
    mfa = stateful["Resources"]["UserPool"]["Properties"]["MfaConfiguration"]
    by_stage = {"Fn::If": ["IsProduction", "ON", "OPTIONAL"]}
    assert mfa == {"Fn::If": ["MfaByStage", by_stage, {"Ref": "Mfa"}]}
    assert stateful["Parameters"]["Mfa"]["Default"] == "by-stage"


def test_staff_cannot_sign_themselves_up() -> None:
    stateful = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))
    pool = stateful["Resources"]["UserPool"]["Properties"]
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True


def test_both_parameters_and_environment_can_be_filled_from_the_data_stack(
    template: Template,
) -> None:
    outputs = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))["Outputs"]
    of_the_deployment = {"Concurrency", "Gradually"}
    assert set(template["Parameters"]) - of_the_deployment <= set(outputs)
