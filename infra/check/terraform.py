"""infra/terraform applied against an AWS emulator of this machine's own."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile

import boto3

FOLDER = pathlib.Path(__file__).parents[1] / "terraform"
REGION = "eu-west-1"
ACCOUNT = "123456789012"
# The emulator refuses uploads where a policy denies them under a condition, whether or not the condition holds.
PACKAGES = "packages"
OVERRIDE = f"""
terraform {{
  backend "local" {{}}
}}
provider "aws" {{
  s3_use_path_style = true
}}
resource "aws_s3_object" "package" {{
  bucket = "{PACKAGES}"
}}
"""


def binary():
    """Terraform or OpenTofu; none if neither is here."""
    return shutil.which("terraform") or shutil.which("tofu")


def plugins():
    """A folder of providers that was put on this machine, so that none is fetched; none if there is none."""
    places = ["/opt", "/usr/share", "/usr/local/share", str(pathlib.Path.home() / ".terraform.d")]
    for place in map(pathlib.Path, places):
        for found in place.glob("**/hashicorp/aws/*/*/terraform-provider-aws_*"):
            return found.parents[5]
    return None


class ProvidersUnavailable(Exception):
    """The provider is neither on this machine nor to be fetched."""


@contextlib.contextmanager
def emulator():
    """Runs moto on a free port; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(pathlib.Path(__file__).with_name("emulator.py")), "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        await_answer(address)
        yield address
    finally:
        server.terminate()
        server.wait()


def await_answer(address):
    for _ in range(120):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address + "/moto-api/").close()
            return
        time.sleep(0.5)
    raise TimeoutError(f"the emulator at {address} does not answer")


class Deployment:
    """The system as Terraform made it: the plan says what was asked for, the state how it is called."""

    def __init__(self, folder, address, variables):
        self.folder, self.address, self.variables = pathlib.Path(folder), address, variables
        self.environment = {
            **os.environ,
            "AWS_ENDPOINT_URL": address,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "emulator",
            "AWS_SECRET_ACCESS_KEY": "emulator",
            "TF_IN_AUTOMATION": "1",
            "TF_CLI_ARGS": "-no-color",
            "TF_CLI_CONFIG_FILE": os.devnull,
        }

    def client(self, service):
        return boto3.client(
            service,
            endpoint_url=self.address,
            region_name=REGION,
            aws_access_key_id="emulator",
            aws_secret_access_key="emulator",
        )

    def apply(self):
        if not (self.folder / "check_override.tf").exists():
            self.initialise()
        self.run("plan", "-input=false", "-out=plan")
        self.plan = json.loads(self.run("show", "-json", "plan"))
        self.run("apply", "-input=false", "plan")
        self.state = json.loads(self.run("show", "-json"))

    def initialise(self):
        with contextlib.suppress(self.client("s3").exceptions.BucketAlreadyOwnedByYou):
            self.client("s3").create_bucket(Bucket=PACKAGES, CreateBucketConfiguration={"LocationConstraint": REGION})
        for file in [*FOLDER.glob("*.tf"), FOLDER / ".terraform.lock.hcl"]:
            shutil.copy(file, self.folder)
        (self.folder / "check_override.tf").write_text(OVERRIDE)
        with zipfile.ZipFile(self.folder / "function.zip", "w") as package:
            package.writestr("bootstrap", "")
        mirror = plugins()
        try:
            self.run("init", "-input=false", *([f"-plugin-dir={mirror}"] if mirror else ["-upgrade"]))
        except RuntimeError as e:
            raise ProvidersUnavailable(f"Terraform cannot have its provider here: {e}") from e
        told = json.loads(self.run("validate", "-json"))["diagnostics"]
        if told:
            raise AssertionError(f"terraform validate: {told}")
        packages = {"http_package": "function.zip", "rollup_package": "function.zip"}
        given = {**packages, **self.variables}
        (self.folder / "check.auto.tfvars.json").write_text(json.dumps(given))

    def changes(self, *arguments):
        """What a plan would do, by address: the actions, and the arguments it would set."""
        self.run("plan", "-input=false", "-out=changes", *arguments)
        plan = json.loads(self.run("show", "-json", "changes"))
        return {
            each["address"]: (each["change"]["actions"], differing(each["change"]))
            for each in plan["resource_changes"]
            if each["change"]["actions"] not in (["no-op"], ["read"])
        }

    def shell(self, text):
        """Runs what operators are told, in the folder that it calls infra/terraform."""
        binaries = self.folder / "bin"
        binaries.mkdir(exist_ok=True)
        link = binaries / "terraform"
        if not link.exists():
            link.symlink_to(binary())
        text = text.replace("-chdir=infra/terraform ", f"-chdir={self.folder} ")
        path = f"{binaries}:{pathlib.Path(sys.executable).parent}:{self.environment['PATH']}"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", text], cwd=FOLDER.parents[1],
            env={**self.environment, "PATH": path}, input="yes\n", capture_output=True, text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{text}: {done.stdout[-2000:]} {done.stderr[-2000:]}")
        return done.stdout

    def output(self, name):
        return self.state["values"]["outputs"][name]["value"]

    def run(self, *arguments):
        command = [binary(), *arguments]
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"terraform {arguments[0]}: {done.stderr or done.stdout}")
        return done.stdout

    def configured(self):
        """The names of the arguments that the configuration sets, by type and name."""
        resources = self.plan["configuration"]["root_module"]["resources"]
        return {
            (each["type"], each["name"]): set(each.get("expressions", {}))
            for each in resources
            if each["mode"] == "managed"
        }

    def resources(self):
        """The values of each managed resource by type and name, for_each's under its key."""
        planned = managed(self.plan["planned_values"])
        made = managed(self.state["values"])
        return {where: merged(planned[where], values) for where, values in made.items()}


def differing(change):
    before, after = change["before"] or {}, change["after"] or {}
    return sorted(name for name in {**before, **after} if before.get(name) != after.get(name))


def managed(values):
    return {
        (each["type"], each["index"] if isinstance(each.get("index"), str) else each["name"]): each.get("values", {})
        for each in values["root_module"]["resources"]
        if each["mode"] == "managed"
    }


def merged(planned, made):
    """What was planned, and what only showed when it was made: the emulator forgets some of what it was told."""
    if isinstance(planned, dict) and isinstance(made, dict):
        return {key: merged(planned.get(key), made.get(key)) for key in {**planned, **made}}
    if isinstance(planned, list) and isinstance(made, list) and len(planned) == len(made):
        if all(isinstance(each, dict) for each in planned + made):
            if all("origin_id" in each for each in planned + made):
                # A set: what is not known yet changes the order.
                planned, made = (sorted(each, key=lambda origin: origin["origin_id"]) for each in (planned, made))
            return [merged(*both) for both in zip(planned, made)]
        return made if None in planned else planned
    return made if planned is None else planned


def snake(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
