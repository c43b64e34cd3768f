"""Which call makes a resource of a type, and what its properties are called there."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Goes:
    """Where a property goes that the creating call does not take."""

    service: str
    to: str
    """An operation, whose input is meant, or a structure of the service's model."""
    member: str | None = None
    """Which member of it the property becomes; None if the property is the whole of it."""
    each: bool = False
    """One call for each entry of the property's list, or for each value of its map."""
    inside: str | None = None
    """Where in such an entry stands what the call takes; None if it is the entry itself."""
    made: frozenset[str] = frozenset()
    """Required members that CloudFormation fills in: of what the call belongs to."""


@dataclass(frozen=True)
class ResourceType:
    """How CloudFormation, or SAM, makes a resource."""

    service: str
    operation: str
    made: frozenset[str] = frozenset()
    """Required members that CloudFormation fills in when the template does not."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """By a property's path, the member's name, where more than its first letter's case differs."""
    goes: Mapping[str, Goes] = field(default_factory=dict)
    """By property, the other call that it is part of."""
    own: Mapping[str, str] = field(default_factory=dict)
    """Properties, by path, that are part of no call with limits, each with the reason."""


_COGNITO = {
    "AWS::Cognito::UserPool": ResourceType(
        "cognito-idp",
        "CreateUserPool",
        renamed={"UserPoolName": "PoolName"},
        own={"EnabledMfas": "two flags of SetUserPoolMfaConfig"},
    ),
    "AWS::Cognito::UserPoolClient": ResourceType("cognito-idp", "CreateUserPoolClient"),
    "AWS::Cognito::UserPoolGroup": ResourceType("cognito-idp", "CreateGroup"),
}

_KEYS_AND_ROLES = {
    "AWS::KMS::Key": ResourceType(
        "kms",
        "CreateKey",
        renamed={"KeyPolicy": "Policy"},
        goes={"PendingWindowInDays": Goes("kms", "ScheduleKeyDeletion", "PendingWindowInDays")},
        own={"EnableKeyRotation": "a call without parameters"},
    ),
    "AWS::KMS::Alias": ResourceType("kms", "CreateAlias"),
    "AWS::SecretsManager::Secret": ResourceType(
        "secretsmanager",
        "CreateSecret",
        made=frozenset({"Name"}),
        goes={"GenerateSecretString": Goes("secretsmanager", "GetRandomPassword")},
    ),
    "AWS::IAM::OIDCProvider": ResourceType(
        "iam", "CreateOpenIDConnectProvider", renamed={"ClientIdList": "ClientIDList"}
    ),
    "AWS::IAM::Role": ResourceType(
        "iam",
        "CreateRole",
        made=frozenset({"RoleName"}),
        goes={
            "Policies": Goes("iam", "PutRolePolicy", each=True, made=frozenset({"RoleName"})),
            "ManagedPolicyArns": Goes("iam", "AttachRolePolicy", "PolicyArn", each=True),
        },
    ),
}

_STORAGE = {
    "AWS::DynamoDB::Table": ResourceType(
        "dynamodb",
        "CreateTable",
        made=frozenset({"TableName"}),
        renamed={"SSESpecification.SSEEnabled": "Enabled"},
        goes={
            "StreamSpecification": Goes(
                "dynamodb", "StreamSpecification", made=frozenset({"StreamEnabled"})
            ),
            "TimeToLiveSpecification": Goes(
                "dynamodb", "UpdateTimeToLive", "TimeToLiveSpecification"
            ),
            "PointInTimeRecoverySpecification": Goes(
                "dynamodb", "UpdateContinuousBackups", "PointInTimeRecoverySpecification"
            ),
        },
    ),
    "AWS::S3::Bucket": ResourceType(
        "s3",
        "CreateBucket",
        made=frozenset({"Bucket"}),
        renamed={
            "BucketEncryption.ServerSideEncryptionConfiguration": "Rules",
            "BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault": (
                "ApplyServerSideEncryptionByDefault"
            ),
            "LifecycleConfiguration.Rules.Id": "ID",
        },
        goes={
            "PublicAccessBlockConfiguration": Goes(
                "s3", "PutPublicAccessBlock", "PublicAccessBlockConfiguration"
            ),
            "OwnershipControls": Goes("s3", "PutBucketOwnershipControls", "OwnershipControls"),
            "BucketEncryption": Goes(
                "s3", "PutBucketEncryption", "ServerSideEncryptionConfiguration"
            ),
            "VersioningConfiguration": Goes("s3", "PutBucketVersioning", "VersioningConfiguration"),
            "LifecycleConfiguration": Goes(
                "s3", "PutBucketLifecycleConfiguration", "LifecycleConfiguration"
            ),
        },
    ),
    "AWS::S3::BucketPolicy": ResourceType(
        "s3", "PutBucketPolicy", renamed={"PolicyDocument": "Policy"}
    ),
}

_RUNNING = {
    "AWS::Lambda::Alias": ResourceType("lambda", "CreateAlias"),
    "AWS::Lambda::EventSourceMapping": ResourceType("lambda", "CreateEventSourceMapping"),
    "AWS::Lambda::Permission": ResourceType(
        "lambda", "AddPermission", made=frozenset({"StatementId"})
    ),
    "AWS::Logs::LogGroup": ResourceType(
        "logs",
        "CreateLogGroup",
        goes={"RetentionInDays": Goes("logs", "PutRetentionPolicy", "retentionInDays")},
    ),
    "AWS::Serverless::Function": ResourceType(
        "lambda",
        "CreateFunction",
        made=frozenset({"FunctionName", "Code"}),
        renamed={"Events.Schedule": "ScheduleExpression"},
        goes={
            "EventInvokeConfig": Goes(
                "lambda", "PutFunctionEventInvokeConfig", made=frozenset({"FunctionName"})
            ),
            "Events": Goes(
                "events", "PutRule", each=True, inside="Properties", made=frozenset({"Name"})
            ),
            "Tracing": Goes("lambda", "TracingConfig", "Mode"),
        },
        own={
            "AutoPublishAlias": "tells SAM to publish a version and move an alias to it",
            "AutoPublishAliasAllProperties": "tells SAM what makes another version",
            "CodeUri": "where the package lies, which upload puts in",
            "DeploymentPreference": "tells SAM how CodeDeploy moves that alias",
            "VersionDeletionPolicy": "tells SAM what becomes of versions that nothing calls",
            "Events.Topic": "the topic that SAM subscribes it to",
            "EventInvokeConfig.DestinationConfig.OnFailure.Type": "tells SAM what it is",
        },
    ),
    "AWS::Serverless::Api": ResourceType(
        "apigateway",
        "CreateRestApi",
        made=frozenset({"name"}),
        goes={
            "AccessLogSetting": Goes("apigateway", "AccessLogSettings"),
            "EndpointConfiguration": Goes("apigateway", "EndpointType"),
            "MethodSettings": Goes("apigateway", "MethodSetting", each=True),
            "StageName": Goes("apigateway", "CreateStage", "stageName"),
            "TracingEnabled": Goes("apigateway", "CreateStage", "tracingEnabled"),
        },
        own={
            "DefinitionBody": "an OpenAPI document, which the model takes as bytes",
            "MethodSettings.HttpMethod": "half of the setting's key",
            "MethodSettings.ResourcePath": "half of the setting's key",
            "OpenApiVersion": "tells SAM how to write the document",
        },
    ),
}

_DOMAIN = {
    "AWS::ApiGateway::DomainName": ResourceType("apigateway", "CreateDomainName"),
    "AWS::ApiGateway::BasePathMapping": ResourceType("apigateway", "CreateBasePathMapping"),
}

_FIREWALL = {
    "AWS::WAFv2::WebACL": ResourceType("wafv2", "CreateWebACL"),
    "AWS::WAFv2::WebACLAssociation": ResourceType("wafv2", "AssociateWebACL"),
    "AWS::WAFv2::LoggingConfiguration": ResourceType("wafv2", "LoggingConfiguration"),
}

_MAIL = {
    "AWS::SNS::Topic": ResourceType(
        "sns",
        "CreateTopic",
        made=frozenset({"Name"}),
        own=dict.fromkeys(
            ("KmsMasterKeyId", "DisplayName"),
            "one of CreateTopic's attributes, which are a map of any text",
        ),
    ),
    "AWS::SNS::TopicPolicy": ResourceType(
        "sns",
        "SetTopicAttributes",
        made=frozenset({"TopicArn", "AttributeName"}),
        renamed={"PolicyDocument": "AttributeValue"},
        own={"Topics": "a call for each of them"},
    ),
    "AWS::SES::ConfigurationSet": ResourceType(
        "sesv2", "CreateConfigurationSet", renamed={"Name": "ConfigurationSetName"}
    ),
    "AWS::SES::ConfigurationSetEventDestination": ResourceType(
        "ses",
        "CreateConfigurationSetEventDestination",
        renamed={"EventDestination.SnsDestination": "SNSDestination"},
    ),
    "AWS::SES::EmailIdentity": ResourceType(
        "sesv2",
        "CreateEmailIdentity",
        goes={
            "ConfigurationSetAttributes": Goes(
                "sesv2",
                "PutEmailIdentityConfigurationSetAttributes",
                made=frozenset({"EmailIdentity"}),
            ),
            "DkimAttributes": Goes(
                "sesv2", "PutEmailIdentityDkimAttributes", made=frozenset({"EmailIdentity"})
            ),
            "MailFromAttributes": Goes(
                "sesv2", "PutEmailIdentityMailFromAttributes", made=frozenset({"EmailIdentity"})
            ),
        },
    ),
}

_WATCH = {
    "AWS::CloudWatch::Alarm": ResourceType("cloudwatch", "PutMetricAlarm"),
    "AWS::CloudWatch::Dashboard": ResourceType("cloudwatch", "PutDashboard"),
    "AWS::Budgets::Budget": ResourceType("budgets", "CreateBudget", made=frozenset({"AccountId"})),
    "AWS::SNS::Subscription": ResourceType("sns", "Subscribe"),
    "AWS::SQS::Queue": ResourceType(
        "sqs",
        "CreateQueue",
        made=frozenset({"QueueName"}),
        own=dict.fromkeys(
            ("KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "MessageRetentionPeriod"),
            "one of CreateQueue's attributes, which are a map of any text",
        ),
    ),
    "AWS::SQS::QueuePolicy": ResourceType(
        "sqs",
        "SetQueueAttributes",
        made=frozenset({"QueueUrl", "Attributes"}),
        own={"PolicyDocument": "one of the attributes", "Queues": "a call for each of them"},
    ),
}
_BACKUPS = {
    "AWS::Backup::BackupVault": ResourceType(
        "backup",
        "CreateBackupVault",
        goes={
            "AccessPolicy": Goes("backup", "PutBackupVaultAccessPolicy", "Policy"),
            "LockConfiguration": Goes(
                "backup",
                "PutBackupVaultLockConfiguration",
                made=frozenset({"BackupVaultName"}),
            ),
        },
    ),
    "AWS::Backup::BackupPlan": ResourceType(
        "backup",
        "CreateBackupPlan",
        renamed={
            "BackupPlan.BackupPlanRule": "Rules",
            "BackupPlan.BackupPlanRule.TargetBackupVault": "TargetBackupVaultName",
        },
    ),
    "AWS::Backup::BackupSelection": ResourceType("backup", "CreateBackupSelection"),
}

RESOURCE_TYPES: Mapping[str, ResourceType] = {
    **_COGNITO,
    **_KEYS_AND_ROLES,
    **_STORAGE,
    **_RUNNING,
    **_DOMAIN,
    **_FIREWALL,
    **_MAIL,
    **_WATCH,
    **_BACKUPS,
}

NOT_MADE_BY_A_CALL = {
    "AWS::ApiGateway::Account": "a setting of the account, patched and not made",
}
"""Types that are not looked into, each with the reason."""
