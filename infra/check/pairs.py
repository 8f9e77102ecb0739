"""Which property of CloudFormation is which argument of Terraform, kind by kind.

A path steps into blocks with dots. What is a tuple is compared by a function of both sides' values.
"""

import json


class Kind:
    """Resources that both describe.

    suffix: what the logical ids end with; what precedes it, in snake case, is Terraform's name, or own.
    same: property -> argument.
    merged: Terraform types of the same name whose arguments belong to the resource.
    defaults: what an argument is worth that the template leaves out.
    """

    def __init__(self, cloudformation, suffix, terraform, same, merged=(), defaults=None):
        self.cloudformation, self.suffix, self.terraform = cloudformation, suffix, terraform
        self.same, self.merged, self.defaults = same, merged, defaults or {}


def sorted_text(values):
    """A set, however it is written."""
    return sorted(json.dumps(value, sort_keys=True) for value in values or [])


def document(value):
    """JSON, be it text or not; single actions and resources as lists, in any order."""
    if isinstance(value, str):
        value = json.loads(value)
    if isinstance(value, dict):
        return {key: document(each) if key in ("Statement",) else listed(key, each) for key, each in value.items()}
    return [document(each) for each in value]


def listed(key, value):
    if key in ("Action", "Resource"):
        return sorted([value] if isinstance(value, str) else value)
    return value


def inline_policy(policies):
    return {policy["PolicyName"]: document(policy["PolicyDocument"]) for policy in policies}


def rules_of_template(rules):
    """Ingress or egress of a security group."""
    return sorted_text(
        [r["IpProtocol"], r.get("FromPort", 0), r.get("ToPort", 0), r.get("CidrIp") or r["SourceSecurityGroupId"], r["Description"]]
        for r in rules
    )


def rules_of_terraform(rules):
    return sorted_text(
        [r["protocol"], r["from_port"], r["to_port"], *r["cidr_blocks"], *r["security_groups"], r["description"]]
        for r in rules
    )


def retention_of_template(rules):
    return sorted_text(
        [
            r["Id"], r["Status"], r.get("Prefix", ""), int(r.get("ExpirationInDays", 0)), r.get("ExpiredObjectDeleteMarker", False),
            r.get("NoncurrentVersionExpiration", {}).get("NoncurrentDays", 0),
            r.get("AbortIncompleteMultipartUpload", {}).get("DaysAfterInitiation", 0),
            [[t["StorageClass"], t["TransitionInDays"]] for t in r.get("Transitions", [])],
        ]
        for r in rules
    )


def retention_of_terraform(rules):
    def number(blocks, name):
        return (blocks[0].get(name) or 0) if blocks else 0

    return sorted_text(
        [
            r["id"], r["status"], (r["filter"][0].get("prefix") or "") if r["filter"] else "",
            number(r["expiration"], "days"), bool(number(r["expiration"], "expired_object_delete_marker")),
            number(r["noncurrent_version_expiration"], "noncurrent_days"),
            number(r["abort_incomplete_multipart_upload"], "days_after_initiation"),
            [[t["storage_class"], t["days"]] for t in r["transition"]],
        ]
        for r in rules
    )


def dimensions(values):
    return {each["Name"]: each["Value"] for each in values}


def queries_of_template(queries):
    """What an alarm computes its own figure from."""

    def measured(stat):
        metric = stat["Metric"]
        return [metric["Namespace"], metric["MetricName"], dimensions(metric["Dimensions"]), int(stat["Period"]), stat["Stat"]]

    return sorted_text(
        [q["Id"], q.get("Expression", ""), q.get("Label", ""), q["ReturnData"], [measured(q["MetricStat"])] if "MetricStat" in q else []]
        for q in queries
    )


def queries_of_terraform(queries):
    return sorted_text(
        [
            q["id"], q["expression"] or "", q["label"] or "", q["return_data"],
            [[m["namespace"], m["metric_name"], m["dimensions"], m["period"], m["stat"]] for m in q["metric"]],
        ]
        for q in queries
    )


def columns(both):
    return [[each.get("Name", each.get("name")), each.get("Type", each.get("type"))] for each in both]


def origins_of_template(origins):
    return sorted_text(
        [o["Id"], o["DomainName"], o["CustomOriginConfig"], [[h["HeaderName"], "<secret>"] for h in o["OriginCustomHeaders"]]]
        for o in origins
    )


def origins_of_terraform(origins):
    def reached(config):
        return {"OriginProtocolPolicy": config["origin_protocol_policy"], "OriginSSLProtocols": config["origin_ssl_protocols"]}

    return sorted_text(
        [
            o["origin_id"], o["domain_name"], reached(o["custom_origin_config"][0]),
            [[h["name"], h["value"]] for h in o["custom_header"]],
        ]
        for o in origins
    )


def behaviours_of_template(behaviours):
    return [
        [
            b.get("PathPattern", ""), b["TargetOriginId"], b["ViewerProtocolPolicy"], sorted(b["AllowedMethods"]),
            b["CachePolicyId"], b["OriginRequestPolicyId"],
        ]
        for b in (behaviours if isinstance(behaviours, list) else [behaviours])
    ]


def behaviours_of_terraform(behaviours):
    return [
        [
            b.get("path_pattern", ""), b["target_origin_id"], b["viewer_protocol_policy"], sorted(b["allowed_methods"]),
            b["cache_policy_id"], b["origin_request_policy_id"],
        ]
        for b in behaviours
    ]


POLICY = (document, document)
SET = (sorted_text, sorted_text)
NETWORK = {
    "VpcConfig.SubnetIds": ("vpc_config.subnet_ids", *SET),
    "VpcConfig.SecurityGroupIds": ("vpc_config.security_group_ids", *SET),
}
ROLE = {
    "RoleName": "name",
    "AssumeRolePolicyDocument": ("assume_role_policy", *POLICY),
    "Policies": ("aws_iam_role_policy.policy", inline_policy, lambda text: {"own": document(text)}),
    "ManagedPolicyArns": ("aws_iam_role_policy_attachment.policy_arn", lambda arns: arns, lambda arn: [arn]),
}
ALARM = {
    "AlarmName": "alarm_name",
    "AlarmDescription": (
        "alarm_description",
        lambda text: text.replace("IngestConcurrency", "ingest_concurrency").replace("QuietHours", "quiet_hours"),
        lambda text: text,
    ),
    "Namespace": "namespace",
    "MetricName": "metric_name",
    "Dimensions": ("dimensions", dimensions, dict),
    "Metrics": ("metric_query", queries_of_template, queries_of_terraform),
    "Statistic": "statistic",
    "ExtendedStatistic": "extended_statistic",
    "Period": "period",
    "EvaluationPeriods": "evaluation_periods",
    "Threshold": "threshold",
    "ComparisonOperator": "comparison_operator",
    "TreatMissingData": "treat_missing_data",
    "AlarmActions": ("alarm_actions", *SET),
    "InsufficientDataActions": ("insufficient_data_actions", *SET),
}
QUEUE = {
    "QueueName": "name",
    "FifoQueue": "fifo_queue",
    "SqsManagedSseEnabled": "sqs_managed_sse_enabled",
    "VisibilityTimeout": "visibility_timeout_seconds",
    "MessageRetentionPeriod": "message_retention_seconds",
    "RedrivePolicy": ("redrive_policy", lambda policy: policy, lambda text: json.loads(text) if text else None),
}
TABLE = {
    "DatabaseName": "database_name",
    "TableInput.Name": "name",
    "TableInput.Description": "description",
    "TableInput.TableType": "table_type",
    "TableInput.Parameters": "parameters",
    "TableInput.PartitionKeys": ("partition_keys", columns, columns),
    "TableInput.StorageDescriptor.Location": "storage_descriptor.location",
    "TableInput.StorageDescriptor.InputFormat": "storage_descriptor.input_format",
    "TableInput.StorageDescriptor.OutputFormat": "storage_descriptor.output_format",
    "TableInput.StorageDescriptor.SerdeInfo.SerializationLibrary": "storage_descriptor.ser_de_info.serialization_library",
    "TableInput.StorageDescriptor.Columns": ("storage_descriptor.columns", columns, columns),
}
FUNCTION = {
    "FunctionName": "function_name",
    "Description": "description",
    "Architectures": "architectures",
    "Runtime": "runtime",
    "Handler": "handler",
    "MemorySize": "memory_size",
    "Timeout": "timeout",
    "ReservedConcurrentExecutions": "reserved_concurrent_executions",
    "EphemeralStorage.Size": "ephemeral_storage.size",
    "Role": "role",
    "LoggingConfig.LogFormat": "logging_config.log_format",
    "LoggingConfig.LogGroup": "logging_config.log_group",
    "Environment.Variables": "environment.variables",
    **NETWORK,
}
BUCKET = {
    "BucketName": "bucket",
    "BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm":
        "aws_s3_bucket_server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm",
    "BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.KMSMasterKeyID":
        "aws_s3_bucket_server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.kms_master_key_id",
    "BucketEncryption.ServerSideEncryptionConfiguration.BucketKeyEnabled":
        "aws_s3_bucket_server_side_encryption_configuration.rule.bucket_key_enabled",
    "OwnershipControls.Rules.ObjectOwnership": "aws_s3_bucket_ownership_controls.rule.object_ownership",
    "PublicAccessBlockConfiguration.BlockPublicAcls": "aws_s3_bucket_public_access_block.block_public_acls",
    "PublicAccessBlockConfiguration.BlockPublicPolicy": "aws_s3_bucket_public_access_block.block_public_policy",
    "PublicAccessBlockConfiguration.IgnorePublicAcls": "aws_s3_bucket_public_access_block.ignore_public_acls",
    "PublicAccessBlockConfiguration.RestrictPublicBuckets": "aws_s3_bucket_public_access_block.restrict_public_buckets",
    "VersioningConfiguration.Status": "aws_s3_bucket_versioning.versioning_configuration.status",
    "LifecycleConfiguration.Rules":
        ("aws_s3_bucket_lifecycle_configuration.rule", retention_of_template, retention_of_terraform),
}
ENDPOINT = {
    "VpcId": "vpc_id",
    "VpcEndpointType": "vpc_endpoint_type",
    "ServiceName": "service_name",
    "PrivateDnsEnabled": "private_dns_enabled",
    "RouteTableIds": ("route_table_ids", *SET),
    "SubnetIds": ("subnet_ids", *SET),
    "SecurityGroupIds": ("security_group_ids", *SET),
    "PolicyDocument": ("policy", *POLICY),
}
CLUSTER = {
    "DBClusterIdentifier": "cluster_identifier",
    "Engine": "engine",
    "EngineVersion": "engine_version",
    "DatabaseName": "database_name",
    "MasterUsername": "master_username",
    "MasterUserPassword": "master_password",
    "ServerlessV2ScalingConfiguration.MinCapacity": "serverlessv2_scaling_configuration.min_capacity",
    "ServerlessV2ScalingConfiguration.MaxCapacity": "serverlessv2_scaling_configuration.max_capacity",
    "ServerlessV2ScalingConfiguration.SecondsUntilAutoPause": "serverlessv2_scaling_configuration.seconds_until_auto_pause",
    "DBSubnetGroupName": "db_subnet_group_name",
    "VpcSecurityGroupIds": ("vpc_security_group_ids", *SET),
    "StorageEncrypted": "storage_encrypted",
    "BackupRetentionPeriod": "backup_retention_period",
    "CopyTagsToSnapshot": "copy_tags_to_snapshot",
    "DeletionProtection": "deletion_protection",
}

KINDS = [
    Kind("AWS::Lambda::Function", "Function", "aws_lambda_function", FUNCTION,
         defaults={"EphemeralStorage.Size": 512, "ReservedConcurrentExecutions": -1}),
    Kind("AWS::Lambda::Url", "FunctionUrl", "aws_lambda_function_url",
         {"TargetFunctionArn": "function_name", "AuthType": "authorization_type"}),
    Kind("AWS::Lambda::EventInvokeConfig", "Invocations", "aws_lambda_function_event_invoke_config", {
        "FunctionName": "function_name",
        "Qualifier": "qualifier",
        "MaximumRetryAttempts": "maximum_retry_attempts",
        "MaximumEventAgeInSeconds": "maximum_event_age_in_seconds",
        "DestinationConfig.OnFailure.Destination": "destination_config.on_failure.destination",
    }),
    Kind("AWS::Lambda::EventSourceMapping", "Source", "aws_lambda_event_source_mapping", {
        "FunctionName": "function_name",
        "EventSourceArn": "event_source_arn",
        "BatchSize": "batch_size",
        "MaximumBatchingWindowInSeconds": "maximum_batching_window_in_seconds",
        "FunctionResponseTypes": "function_response_types",
        "ScalingConfig.MaximumConcurrency": "scaling_config.maximum_concurrency",
    }, defaults={"MaximumBatchingWindowInSeconds": 0}),
    Kind("AWS::Scheduler::Schedule", "Timer", "aws_scheduler_schedule", {
        "Name": "name",
        "Description": "description",
        "ScheduleExpression": "schedule_expression",
        "FlexibleTimeWindow.Mode": "flexible_time_window.mode",
        "Target.Arn": "target.arn",
        "Target.RoleArn": "target.role_arn",
        "Target.Input": ("target.input", json.loads, json.loads),
        "Target.RetryPolicy.MaximumRetryAttempts": "target.retry_policy.maximum_retry_attempts",
        "Target.RetryPolicy.MaximumEventAgeInSeconds": "target.retry_policy.maximum_event_age_in_seconds",
        "Target.DeadLetterConfig.Arn": "target.dead_letter_config.arn",
    }),
    Kind("AWS::IAM::Role", "Role", "aws_iam_role", ROLE, merged=["aws_iam_role_policy", "aws_iam_role_policy_attachment"]),
    Kind("AWS::IAM::ManagedPolicy", "Policy", "aws_iam_policy",
         {"ManagedPolicyName": "name", "PolicyDocument": ("policy", *POLICY)}),
    Kind("AWS::SQS::Queue", "Queue", "aws_sqs_queue", QUEUE,
         defaults={"FifoQueue": False, "VisibilityTimeout": 30, "MessageRetentionPeriod": 345600}),
    Kind("AWS::S3::Bucket", "Bucket", "aws_s3_bucket", BUCKET, merged=[
        "aws_s3_bucket_lifecycle_configuration", "aws_s3_bucket_ownership_controls", "aws_s3_bucket_public_access_block",
        "aws_s3_bucket_server_side_encryption_configuration", "aws_s3_bucket_versioning",
    ]),
    Kind("AWS::S3::BucketPolicy", "BucketPolicy", "aws_s3_bucket_policy",
         {"Bucket": "bucket", "PolicyDocument": ("policy", *POLICY)}),
    Kind("AWS::SecretsManager::Secret", "Secret", "aws_secretsmanager_secret", {"Name": "name", "Description": "description"},
         merged=["aws_secretsmanager_secret_version"]),
    Kind("AWS::RDS::DBCluster", "DatabaseCluster", "aws_rds_cluster", CLUSTER),
    Kind("AWS::RDS::DBInstance", "DatabaseInstance", "aws_rds_cluster_instance", {
        "DBInstanceIdentifier": "identifier",
        "DBClusterIdentifier": "cluster_identifier",
        "DBInstanceClass": "instance_class",
        "Engine": "engine",
        "PubliclyAccessible": "publicly_accessible",
        "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
    }),
    Kind("AWS::RDS::DBSubnetGroup", "DatabaseSubnets", "aws_db_subnet_group", {
        "DBSubnetGroupName": "name",
        "DBSubnetGroupDescription": "description",
        "SubnetIds": ("subnet_ids", *SET),
    }),
    Kind("AWS::EC2::VPC", "Vpc", "aws_vpc", {
        "CidrBlock": "cidr_block",
        "EnableDnsSupport": "enable_dns_support",
        "EnableDnsHostnames": "enable_dns_hostnames",
    }),
    Kind("AWS::EC2::Subnet", "Subnet", "aws_subnet",
         {"VpcId": "vpc_id", "CidrBlock": "cidr_block", "AvailabilityZone": "availability_zone"}),
    Kind("AWS::EC2::RouteTable", "RouteTable", "aws_route_table", {"VpcId": "vpc_id"}),
    Kind("AWS::EC2::SubnetRouteTableAssociation", "Routes", "aws_route_table_association",
         {"SubnetId": "subnet_id", "RouteTableId": "route_table_id"}),
    Kind("AWS::EC2::SecurityGroup", "SecurityGroup", "aws_security_group", {
        "GroupName": "name",
        "GroupDescription": "description",
        "VpcId": "vpc_id",
        "SecurityGroupIngress": ("ingress", rules_of_template, rules_of_terraform),
        "SecurityGroupEgress": ("egress", rules_of_template, rules_of_terraform),
    }, defaults={"SecurityGroupIngress": []}),
    Kind("AWS::EC2::VPCEndpoint", "Endpoint", "aws_vpc_endpoint", ENDPOINT,
         defaults={"PrivateDnsEnabled": False, "RouteTableIds": [], "SubnetIds": [], "SecurityGroupIds": []}),
    Kind("AWS::CloudFront::Distribution", "Front", "aws_cloudfront_distribution", {
        "DistributionConfig.Comment": "comment",
        "DistributionConfig.Enabled": "enabled",
        "DistributionConfig.Aliases": ("aliases", *SET),
        "DistributionConfig.HttpVersion": "http_version",
        "DistributionConfig.IPV6Enabled": "is_ipv6_enabled",
        "DistributionConfig.WebACLId": "web_acl_id",
        "DistributionConfig.ViewerCertificate.AcmCertificateArn": "viewer_certificate.acm_certificate_arn",
        "DistributionConfig.ViewerCertificate.SslSupportMethod": "viewer_certificate.ssl_support_method",
        "DistributionConfig.ViewerCertificate.MinimumProtocolVersion": "viewer_certificate.minimum_protocol_version",
        "DistributionConfig.Origins": ("origin", origins_of_template, origins_of_terraform),
        "DistributionConfig.DefaultCacheBehavior":
            ("default_cache_behavior", behaviours_of_template, behaviours_of_terraform),
        "DistributionConfig.CacheBehaviors":
            ("ordered_cache_behavior", behaviours_of_template, behaviours_of_terraform),
    }),
    Kind("AWS::Logs::LogGroup", "Logs", "aws_cloudwatch_log_group",
         {"LogGroupName": "name", "RetentionInDays": "retention_in_days"}),
    Kind("AWS::SNS::Topic", "Topic", "aws_sns_topic", {"TopicName": "name"}),
    Kind("AWS::SNS::Subscription", "Subscription", "aws_sns_topic_subscription",
         {"TopicArn": "topic_arn", "Protocol": "protocol", "Endpoint": "endpoint"}),
    Kind("AWS::CloudWatch::Alarm", "Alarm", "aws_cloudwatch_metric_alarm", ALARM, defaults={"Metrics": [], "Period": 0}),
    Kind("AWS::CloudWatch::Dashboard", "Dashboard", "aws_cloudwatch_dashboard",
         {"DashboardName": "dashboard_name", "DashboardBody": ("dashboard_body", json.loads, json.loads)}),
    Kind("AWS::Glue::Database", "GlueCatalog", "aws_glue_catalog_database",
         {"DatabaseInput.Name": "name", "DatabaseInput.Description": "description"}),
    Kind("AWS::Glue::Table", "Table", "aws_glue_catalog_table", TABLE),
    Kind("AWS::Athena::WorkGroup", "Workgroup", "aws_athena_workgroup", {
        "Name": "name",
        "Description": "description",
        "RecursiveDeleteOption": "force_destroy",
        "WorkGroupConfiguration.EnforceWorkGroupConfiguration": "configuration.enforce_workgroup_configuration",
        "WorkGroupConfiguration.PublishCloudWatchMetricsEnabled": "configuration.publish_cloudwatch_metrics_enabled",
        "WorkGroupConfiguration.BytesScannedCutoffPerQuery": "configuration.bytes_scanned_cutoff_per_query",
        "WorkGroupConfiguration.EngineVersion.SelectedEngineVersion": "configuration.engine_version.selected_engine_version",
        "WorkGroupConfiguration.ResultConfiguration.OutputLocation": "configuration.result_configuration.output_location",
        "WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.EncryptionOption":
            "configuration.result_configuration.encryption_configuration.encryption_option",
        "WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.KmsKey":
            "configuration.result_configuration.encryption_configuration.kms_key_arn",
    }),
]

# Said otherwise on either side, and checked by tests of their own or by nothing but a reader.
NOT_COMPARED = {
    "AWS::Lambda::Function": {"Code", "Tags"},
    "AWS::Glue::Database": {"CatalogId"},
    "AWS::Glue::Table": {"CatalogId"},
    # Drawn by Secrets Manager here, by a data source there.
    "AWS::SecretsManager::Secret": {"GenerateSecretString"},
    "aws_lambda_function": {"s3_bucket", "s3_key", "source_code_hash"},
    "aws_iam_role_policy": {"name", "role"},
    "aws_iam_role_policy_attachment": {"role"},
    # Restricts nothing, but has to be said.
    "aws_cloudfront_distribution": {"restrictions"},
    # CloudFormation deletes at once.
    "aws_secretsmanager_secret": {"recovery_window_in_days"},
    "aws_secretsmanager_secret_version": {"secret_id", "secret_string"},
    # The template's DeletionPolicy.
    "aws_rds_cluster": {"final_snapshot_identifier"},
    **{
        f"aws_s3_bucket_{part}": {"bucket"}
        for part in (
            "lifecycle_configuration", "ownership_controls", "public_access_block",
            "server_side_encryption_configuration", "versioning",
        )
    },
}
# The permissions to call the addresses are compared as the functions' policies; packages are uploaded by SAM itself.
ASIDE = {"AWS::Lambda::Permission", "aws_cloudformation_stack", "aws_s3_object"}
