"""Installed, uninstalled and installed again as the page on AWS says; two systems beside each other; AWS' own changes left be."""

import json
import re
import tempfile
import unittest

from operations import commands
from terraform import ACCOUNT, PACKAGES, REGION, Deployment, ProvidersUnavailable, binary, emulator

BUCKET = f"millrace-{ACCOUNT}-{REGION}"


def installed_with_terraform(commands_of_readme):
    """Without the lines for SAM, and with this account's names."""
    lines = [line for line in commands_of_readme.splitlines() if not line.startswith("sam ")]
    return "\n".join(lines).replace("<account>", ACCOUNT).replace("<region>", REGION)


class InstallationsTest(unittest.TestCase):
    """One life of a system, in the order of the tests' names, since each apply takes a minute."""

    @classmethod
    def setUpClass(cls):
        if binary() is None:
            raise unittest.SkipTest("neither terraform nor tofu is here")
        cls.address = cls.enterClassContext(emulator())
        cls.first = cls.deployment({})
        try:
            cls.first.apply()
        except ProvidersUnavailable as e:
            raise unittest.SkipTest(str(e)) from e
        # The emulator forgets some of what it was told, which every plan would set again.
        cls.forgotten = cls.first.changes()

    @classmethod
    def deployment(cls, variables):
        return Deployment(cls.enterClassContext(tempfile.TemporaryDirectory()), cls.address, variables)

    def client(self, service):
        return self.first.client(service)

    def test_1_puts_the_database_in_zones_of_the_region_itself(self):
        zones = {
            values["availability_zone"] for (kind, _), values in self.first.resources().items() if kind == "aws_subnet"
        }
        self.assertEqual({REGION + "a", REGION + "b"}, zones)

    def test_2_leaves_the_version_that_aws_has_raised(self):
        self.client("rds").modify_db_cluster(
            DBClusterIdentifier="millrace", EngineVersion="16.99", ApplyImmediately=True
        )
        self.assertEqual(self.forgotten, self.first.changes())

    def test_2_restores_the_database_without_touching_anything_else(self):
        rds = self.client("rds")
        rds.create_db_cluster_snapshot(DBClusterIdentifier="millrace", DBClusterSnapshotIdentifier="kept")
        for line in commands("Restore", "infra/restore-database").splitlines():
            with self.subTest(line):
                before = self.cluster("millrace")
                self.first.shell(re.sub("<snapshot>", "kept", line))
                restored = self.cluster("millrace")
                self.assertNotEqual(before["DbClusterResourceId"], restored["DbClusterResourceId"])
                self.assertEqual(before["Endpoint"], restored["Endpoint"])
                self.assertEqual(self.forgotten, self.first.changes())

    def test_2_rotates_secrets_of_what_terraform_made(self):
        before = self.secrets()
        self.first.shell(commands("Rotate secrets", "infra/rotate-secrets"))
        after = self.secrets()
        for name, old in before.items():
            self.assertNotEqual(old, after[name], name)
        password = json.loads(after["millrace/database"])["password"]
        console, rollup = self.environment("console"), self.environment("rollup")
        self.assertEqual([password] * 2, [each["QUARKUS_DATASOURCE_PASSWORD"] for each in (console, rollup)])
        self.assertEqual(after["millrace/session"], console["MILLRACE_CONSOLE_SESSION_SECRET"])
        # What Terraform knew of before is all there is to change: the cluster's password, which it cannot read, once more.
        changes = self.first.changes()
        self.assertEqual(self.forgotten.keys(), changes.keys())
        for function in ("console", "rollup"):
            self.assertNotIn("environment", changes[f"aws_lambda_function.{function}"][1])

    def secrets(self):
        secrets = self.client("secretsmanager")
        return {name: secrets.get_secret_value(SecretId=name)["SecretString"] for name in ("millrace/database", "millrace/session")}

    def environment(self, function):
        configuration = self.client("lambda").get_function_configuration(FunctionName=f"millrace-{function}")
        return configuration["Environment"]["Variables"]

    def cluster(self, name):
        (cluster,) = self.client("rds").describe_db_clusters(DBClusterIdentifier=name)["DBClusters"]
        return cluster

    def test_3_stands_beside_another_system(self):
        second = self.deployment({"name": "staging-two"})
        before = self.first.changes()
        second.apply()
        self.assertEqual(before, self.first.changes())
        databases = {each["Name"] for each in self.client("glue").get_databases()["DatabaseList"]}
        self.assertEqual({"millrace", "staging_two"}, databases)

    def test_4_destroys_no_network_under_a_database_that_lies_in_it(self):
        secret = self.client("secretsmanager").create_secret(Name="own", SecretString='{"password": "own"}')["Name"]
        changes = self.first.changes(
            "-var=database_url=postgresql://restored.example.com:5432/millrace",
            f"-var=database_secret={secret}",
            "-var=database_in_network=true",
        )
        destroyed = {address for address, (actions, _) in changes.items() if "delete" in actions}
        self.assertEqual({
            "aws_rds_cluster.own[0]", "aws_rds_cluster_instance.own[0]",
            "aws_secretsmanager_secret.generated[0]", "aws_secretsmanager_secret_version.generated[0]",
        }, destroyed)

    def test_5_leaves_bucket_and_snapshot_when_uninstalled(self):
        protected = self.protection()
        self.uninstall()
        self.assertEqual(protected, self.protection())
        functions = self.client("lambda").list_functions()["Functions"]
        self.assertEqual([], [each for each in functions if each["FunctionName"].startswith("millrace-")])
        clusters = self.client("rds").describe_db_clusters()["DBClusters"]
        self.assertNotIn("millrace", [each["DBClusterIdentifier"] for each in clusters])
        self.assertEqual(1, len(self.snapshots()))

    def test_6_is_installed_again_over_the_bucket_that_stayed(self):
        made = self.made()
        self.first.shell(installed_with_terraform(commands("Uninstall", "import aws_s3_bucket.own")))
        self.first.apply()
        self.assertEqual(self.forgotten.keys(), self.first.changes().keys())
        self.assertEqual(made, self.made())

    def test_7_is_uninstalled_again(self):
        self.uninstall()
        self.assertEqual(2, len(self.snapshots()))
        self.assertEqual({BUCKET, PACKAGES, BUCKET.replace("millrace", "staging-two")}, self.buckets())

    def uninstall(self):
        first, second = commands("Uninstall", "sam delete"), commands("Uninstall", "state rm")
        self.first.shell(installed_with_terraform(first) + "\n" + installed_with_terraform(second))

    def made(self):
        (bucket,) = [each for each in self.client("s3").list_buckets()["Buckets"] if each["Name"] == BUCKET]
        return bucket["CreationDate"]

    def buckets(self):
        return {each["Name"] for each in self.client("s3").list_buckets()["Buckets"]}

    def snapshots(self):
        found = self.client("rds").describe_db_cluster_snapshots(SnapshotType="manual")["DBClusterSnapshots"]
        return {each["DBClusterSnapshotIdentifier"] for each in found if re.match("millrace-final-", each["DBClusterSnapshotIdentifier"])}

    def protection(self):
        """All that keeps the bucket's objects safe, as S3 says it."""
        s3 = self.client("s3")
        return {
            "public access": s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"],
            "policy": s3.get_bucket_policy(Bucket=BUCKET)["Policy"],
            "lifecycle": s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"],
            "versioning": s3.get_bucket_versioning(Bucket=BUCKET)["Status"],
            "encryption": s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"],
            "ownership": s3.get_bucket_ownership_controls(Bucket=BUCKET)["OwnershipControls"],
        }


if __name__ == "__main__":
    unittest.main()
