"""template.yaml and infra/terraform describe one system, and what was deployed is what they say."""

import concurrent.futures
import json
import tempfile
import unittest

from pairs import ASIDE, KINDS, NOT_COMPARED, Kind
from sam import Stack
from terraform import ACCOUNT, REGION, Deployment, ProvidersUnavailable, binary, emulator, snake

GIVEN_SECRET = "given/database"
OWN_DATABASE = {"AlarmEmail": "oncall@example.com", "AthenaComputesUsage": "true", "ThroughQueue": "true"}
GIVEN_DATABASE = {
    "Architecture": "x86_64",
    "HttpRuntime": "java21",
    "HttpMemory": 1024,
    "IngestConcurrency": 50,
    "ConsoleConcurrency": -1,
    "BasePath": "/ai/otel",
    "DomainName": "millrace.example.com",
    "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/0f1e2d3c-0000-4000-8000-000000000000",
    "WebAclArn": "arn:aws:wafv2:us-east-1:123456789012:global/webacl/own/0f1e2d3c-0000-4000-8000-000000000000",
    "LandingContent": "keep",
    "RollupSchedule": "cron(15 0 * * ? *)",
    "DatabaseUrl": "postgresql://db.example.com:5432/millrace",
    "DatabaseUser": "owner",
    "DatabaseSecret": GIVEN_SECRET,
    "DatabaseAuthority": "public",
    "RawDays": 90,
    "LakeDays": 100,
    "LogDays": 7,
    "KmsKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/0f1e2d3c-0000-4000-8000-000000000000",
    "QuietHours": 5,
    "GlueDatabase": "telemetry",
}
CASES = {"own database": OWN_DATABASE, "given database": GIVEN_DATABASE}


def variables(parameters):
    """The parameters as Terraform's variables."""
    return {
        snake(name): value.split(",") if name in ("SubnetIds", "SecurityGroupIds") else value
        for name, value in parameters.items()
    }


class DescriptionsTest(unittest.TestCase):
    """Deploys everything once and at once, since an apply takes a minute, most of it waiting."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if binary() is None:
            raise unittest.SkipTest("neither terraform nor tofu is here")
        try:
            with concurrent.futures.ThreadPoolExecutor() as pool:
                cls.deployed = dict(zip(CASES, pool.map(cls.deploy, CASES.values())))
        except ProvidersUnavailable as e:
            raise unittest.SkipTest(str(e)) from e

    @classmethod
    def deploy(cls, parameters):
        parameters = dict(parameters)
        address = cls.enterClassContext(emulator())
        deployment = Deployment(cls.enterClassContext(tempfile.TemporaryDirectory()), address, {})
        if "DatabaseUrl" in parameters:
            given = json.dumps({"password": "given-password"})
            deployment.client("secretsmanager").create_secret(Name=GIVEN_SECRET, SecretString=given)
            parameters.update(own_network(deployment))
        deployment.variables = variables(parameters)
        deployment.apply()
        return deployment, Stack(REGION, ACCOUNT, parameters).resources()

    def test_has_the_same_resources(self):
        for case, (deployment, stack) in self.deployed.items():
            with self.subTest(case):
                merged = {name for kind in KINDS for name in kind.merged}
                made = {where for where in deployment.resources() if where[0] not in merged | ASIDE}
                described = {counterpart(*each) for each in stack.items() if each[1][0] not in ASIDE}
                self.assertEqual(described, made)

    def test_gives_every_resource_the_same_properties(self):
        for case, (deployment, stack) in self.deployed.items():
            made = with_ids_of_template(deployment, stack)
            for logical, (type_name, properties) in stack.items():
                if type_name in ASIDE:
                    continue
                kind = kind_of(type_name)
                name = counterpart(logical, (type_name, properties))[1]
                for path, argument in kind.same.items():
                    with self.subTest(f"{case}: {logical}.{path}"):
                        self.assertEqual(*both(kind, path, argument, properties, made, name))

    def test_compares_every_property(self):
        for case, (deployment, stack) in self.deployed.items():
            for logical, (type_name, properties) in stack.items():
                if type_name not in ASIDE:
                    with self.subTest(f"{case}: {logical}"):
                        known = {path.split(".")[0] for path in kind_of(type_name).same}
                        self.assertLessEqual(set(properties), known | NOT_COMPARED.get(type_name, set()))

    def test_compares_every_argument(self):
        deployment, _ = self.deployed["own database"]
        for (type_name, name), arguments in deployment.configured().items():
            if type_name not in ASIDE:
                with self.subTest(f"{type_name}.{name}"):
                    meta = NOT_COMPARED.get(type_name, set())
                    self.assertLessEqual(arguments, compared_arguments(type_name) | meta)

    def test_lets_addresses_be_called_and_nothing_else(self):
        for case, (deployment, stack) in self.deployed.items():
            for function in ("ingest", "console"):
                with self.subTest(f"{case}: {function}"):
                    answer = deployment.client("lambda").get_policy(FunctionName=f"millrace-{function}")
                    granted = [permission(each) for each in json.loads(answer["Policy"])["Statement"]]
                    described = [
                        permission(properties)
                        for type_name, properties in stack.values()
                        if type_name == "AWS::Lambda::Permission" and properties["FunctionName"].endswith(function)
                    ]
                    self.assertCountEqual(described, granted)
                    self.assertCountEqual(granted, [
                        {"Action": "lambda:InvokeFunctionUrl", "Principal": "*", "FunctionUrlAuthType": "NONE"},
                        {"Action": "lambda:InvokeFunction", "Principal": "*", "InvokedViaFunctionUrl": True},
                    ])

    def test_refuses_plain_http_to_the_bucket(self):
        deployment, stack = self.deployed["own database"]
        s3 = deployment.client("s3")
        bucket = stack["Bucket"][1]["BucketName"]
        (statement,) = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])["Statement"]
        self.assertEqual("Deny", statement["Effect"])
        self.assertEqual({"Bool": {"aws:SecureTransport": "false"}}, statement["Condition"])
        self.assertTrue(all(s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"].values()))

    def test_encrypts_with_the_given_key(self):
        deployment, stack = self.deployed["given database"]
        key = GIVEN_DATABASE["KmsKeyArn"]
        encryption = deployment.client("s3").get_bucket_encryption(Bucket=stack["Bucket"][1]["BucketName"])
        (rule,) = encryption["ServerSideEncryptionConfiguration"]["Rules"]
        self.assertEqual(
            {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}, rule["ApplyServerSideEncryptionByDefault"]
        )
        for function in ("ingest", "console", "rollup"):
            with self.subTest(function):
                role = stack[f"{function.capitalize()}Role"][1]["RoleName"]
                policy = deployment.client("iam").get_role_policy(RoleName=role, PolicyName="own")["PolicyDocument"]
                (statement,) = [each for each in policy["Statement"] if each["Sid"] == "Encrypt"]
                self.assertEqual(["kms:GenerateDataKey", "kms:Decrypt"], statement["Action"])
                self.assertEqual(key, statement["Resource"])

    def test_gives_the_deployed_ingest_function_no_more_than_it_needs(self):
        deployment, stack = self.deployed["own database"]
        function = deployment.client("lambda").get_function_configuration(FunctionName="millrace-ingest")
        role = function["Role"].rsplit("/", 1)[1]
        iam = deployment.client("iam")
        self.assertEqual([], iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"])
        self.assertEqual(["own"], iam.list_role_policies(RoleName=role)["PolicyNames"])
        policy = iam.get_role_policy(RoleName=role, PolicyName="own")["PolicyDocument"]
        bucket = "arn:aws:s3:::" + stack["Bucket"][1]["BucketName"]
        allowed = {
            (action, resource)
            for statement in policy["Statement"]
            for action in as_list(statement["Action"])
            for resource in as_list(statement["Resource"])
            if not action.startswith("logs:")
        }
        self.assertEqual(allowed, {
            ("s3:PutObject", f"{bucket}/raw/*"),
            ("s3:PutObject", f"{bucket}/deliveries/*"),
            ("s3:GetObject", f"{bucket}/keys/*"),
            ("s3:GetObject", f"{bucket}/deliveries/*"),
            ("s3:ListBucket", bucket),
            ("sqs:SendMessage", f"arn:aws:sqs:{REGION}:{ACCOUNT}:millrace-landing"),
        })
        self.assertFalse(function.get("VpcConfig", {}).get("SubnetIds"))


def own_network(deployment):
    ec2 = deployment.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/24")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=block)["Subnet"]["SubnetId"] for block in ("10.0.0.0/25", "10.0.0.128/25")
    ]
    group = ec2.create_security_group(VpcId=vpc, GroupName="own", Description="own")["GroupId"]
    return {"SubnetIds": ",".join(subnets), "SecurityGroupIds": group}


def as_list(value):
    return value if isinstance(value, list) else [value]


def permission(statement):
    wanted = ("Action", "Principal", "FunctionUrlAuthType", "InvokedViaFunctionUrl")
    return {name: statement[name] for name in wanted if name in statement}


def kind_of(type_name) -> Kind:
    return next(kind for kind in KINDS if kind.cloudformation == type_name)


def counterpart(logical, resource):
    """Where Terraform has the resource."""
    kind = kind_of(resource[0])
    if not logical.endswith(kind.suffix):
        raise AssertionError(f"the ids of {kind.cloudformation} end with {kind.suffix}, but there is {logical}")
    return kind.terraform, snake(logical.removesuffix(kind.suffix)) or "own"


def compared_arguments(type_name):
    arguments = set()
    for kind in KINDS:
        for argument in kind.same.values():
            steps = (argument[0] if isinstance(argument, tuple) else argument).split(".")
            if kind.terraform == type_name and steps[0] not in kind.merged:
                arguments.add(steps[0])
            elif steps[0] == type_name:
                arguments.add(steps[1])
    return arguments


def with_ids_of_template(deployment, stack):
    """What Terraform made, under the template's names where AWS gave the name."""
    resources = deployment.resources()
    text = json.dumps([[*where, values] for where, values in resources.items()])
    for logical, resource in stack.items():
        if resource[0].startswith("AWS::EC2::"):
            text = text.replace(resources[counterpart(logical, resource)]["id"], f"<{logical}>")
    text = text.replace(f"{deployment.address}/{ACCOUNT}/", "<queues>/")
    for (type_name, name), values in resources.items():
        if type_name == "aws_rds_cluster":
            text = text.replace(values["endpoint"], "<DatabaseCluster.Endpoint.Address>")
        if type_name == "aws_lambda_function" and values["function_name"].endswith("console"):
            given = values["environment"][0]["variables"]
            for secret in ("QUARKUS_DATASOURCE_PASSWORD", "MILLRACE_CONSOLE_SESSION_SECRET", "MILLRACE_HTTP_FRONT_SECRET"):
                text = text.replace(json.dumps(given[secret]), '"<secret>"') if secret in given else text
        if type_name == "aws_lambda_function_url":
            url, named = values["function_url"], f"<{name.capitalize()}FunctionUrl>"
            # The emulator leaves out the slash at the end.
            text = text.replace(json.dumps(url), f'"https://{named}/"').replace(url.split("/")[2], named)
    return {(type_name, name): values for type_name, name, values in json.loads(text)}


def both(kind, path, argument, properties, made, name):
    """The two values of one property, in a form that can be compared."""
    steps, of_template, of_terraform = argument if isinstance(argument, tuple) else (argument, plain, plain)
    template = step(properties, path)
    if template is None:
        template = kind.defaults.get(path)
    type_name, _, rest = steps.partition(".")
    if type_name in kind.merged:
        name = f"{name}_network" if type_name.endswith("attachment") else name
        terraform = step(made.get((type_name, name), {}), rest)
    else:
        terraform = step(made[(kind.terraform, name)], steps)
    return (
        None if template in (None, "") else of_template(template),
        None if terraform in (None, "") else of_terraform(terraform),
    )


def step(values, path):
    """Follows the path; a list of one block is the block."""
    for name in path.split("."):
        if isinstance(values, list):
            values = values[0] if values else None
        values = None if values is None else values.get(name)
    return values


def plain(value):
    """Numbers as text, as the template may write them; a secret that is looked up, as any other."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, str) and value.startswith("{{resolve:secretsmanager:"):
        return "<secret>"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


if __name__ == "__main__":
    unittest.main()
