"""template.yaml as CloudFormation gets it: translated, and with every reference resolved."""

import pathlib
import re

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

TEMPLATE = pathlib.Path(__file__).parents[2] / "template.yaml"
STACK = "millrace"

# What Ref and GetAtt give for a resource whose properties are p. What AWS names itself stays <logical id>.
LAMBDA = "arn:aws:lambda:{region}:{account}:function:{p[FunctionName]}"
QUEUE = "arn:aws:sqs:{region}:{account}:{p[QueueName]}"
ANSWERS = {
    ("AWS::Athena::WorkGroup", "Ref"): "{p[Name]}",
    ("AWS::EC2::VPC", "Ref"): "<{logical}>",
    ("AWS::Glue::Database", "Ref"): "{p[DatabaseInput][Name]}",
    ("AWS::IAM::ManagedPolicy", "Ref"): "arn:aws:iam::{account}:policy/{p[ManagedPolicyName]}",
    ("AWS::IAM::Role", "Arn"): "arn:aws:iam::{account}:role/{p[RoleName]}",
    ("AWS::Lambda::Function", "Arn"): LAMBDA,
    ("AWS::Lambda::Function", "Ref"): "{p[FunctionName]}",
    ("AWS::Lambda::Url", "FunctionUrl"): "https://<{logical}>/",
    ("AWS::Logs::LogGroup", "Arn"): "arn:aws:logs:{region}:{account}:log-group:{p[LogGroupName]}:*",
    ("AWS::Logs::LogGroup", "Ref"): "{p[LogGroupName]}",
    ("AWS::RDS::DBCluster", "Ref"): "{p[DBClusterIdentifier]}",
    ("AWS::RDS::DBSubnetGroup", "Ref"): "{p[DBSubnetGroupName]}",
    ("AWS::S3::Bucket", "Arn"): "arn:aws:s3:::{p[BucketName]}",
    ("AWS::S3::Bucket", "Ref"): "{p[BucketName]}",
    ("AWS::SNS::Topic", "Ref"): "arn:aws:sns:{region}:{account}:{p[TopicName]}",
    ("AWS::SQS::Queue", "Arn"): QUEUE,
    ("AWS::SQS::Queue", "QueueName"): "{p[QueueName]}",
    ("AWS::SQS::Queue", "Ref"): "<queues>/{p[QueueName]}",
}
ABSENT = object()


def translated(region):
    """The template in plain CloudFormation; each package is said to lie in a bucket."""
    template = yaml_parse(TEMPLATE.read_text())
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://packages/function.zip"
    return Translator({}, Parser(), boto_session=boto3.Session(region_name=region)).translate(template, {})


class Stack:
    """The template's resources under the given parameters."""

    def __init__(self, region, account, given):
        self.template = translated(region)
        self.region, self.account = region, account
        self.parameters = {
            name: given.get(name, parameter.get("Default"))
            for name, parameter in self.template["Parameters"].items()
        }

    def resources(self):
        """Type and resolved properties by logical id, of the resources whose condition holds."""
        return {
            logical: (resource["Type"], self.resolved(resource["Properties"]))
            for logical, resource in self.template["Resources"].items()
            if "Condition" not in resource or self.holds(resource["Condition"])
        }

    def holds(self, condition):
        return self.resolved(self.template["Conditions"][condition])

    def resolved(self, value):
        if isinstance(value, list):
            return [each for each in map(self.resolved, value) if each is not ABSENT]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            (function, argument), = value.items()
            if function in ("Ref", "Condition") or function.startswith("Fn::"):
                return self.called(function, argument)
        members = {name: self.resolved(member) for name, member in value.items()}
        return {name: member for name, member in members.items() if member is not ABSENT}

    def called(self, function, argument):
        if function == "Ref":
            return self.reference(argument)
        if function == "Condition":
            return self.holds(argument)
        if function == "Fn::GetAtt":
            logical, attribute = argument if isinstance(argument, list) else argument.split(".", 1)
            return self.answer(logical, attribute)
        if function == "Fn::If":
            return self.resolved(argument[1] if self.holds(argument[0]) else argument[2])
        if function == "Fn::Sub":
            return self.substituted(argument)
        arguments = self.resolved(argument)
        if function == "Fn::GetAZs":
            return [self.region + letter for letter in "abc"]
        if function == "Fn::Select":
            return arguments[1][int(arguments[0])]
        if function == "Fn::Join":
            return arguments[0].join(arguments[1])
        if function == "Fn::Split":
            return arguments[1].split(arguments[0])
        if function == "Fn::Equals":
            return str(arguments[0]) == str(arguments[1])
        if function == "Fn::Not":
            return not arguments[0]
        return {"Fn::And": all, "Fn::Or": any}[function](arguments)

    def substituted(self, text):
        def replaced(match):
            name = match.group(1)
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            return str(self.answer(*name.split(".", 1)) if "." in name else self.reference(name))

        return re.sub(r"\$\{([^}]+)\}", replaced, text)

    def reference(self, name):
        pseudo = {
            "AWS::AccountId": self.account,
            "AWS::NoValue": ABSENT,
            "AWS::Partition": "aws",
            "AWS::Region": self.region,
            "AWS::StackName": STACK,
        }
        if name in pseudo:
            return pseudo[name]
        if name not in self.parameters:
            return self.answer(name, "Ref")
        value = self.parameters[name]
        if self.template["Parameters"][name]["Type"] == "CommaDelimitedList":
            return value.split(",") if value else []
        return value

    def answer(self, logical, attribute):
        resource = self.template["Resources"][logical]
        known = ANSWERS.get((resource["Type"], attribute))
        if known is None:
            return f"<{logical}>" if attribute == "Ref" else f"<{logical}.{attribute}>"
        named = {"region": self.region, "account": self.account, "logical": logical}
        return known.format(p=self.resolved(resource["Properties"]), **named)
