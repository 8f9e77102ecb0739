# The same system as template.yaml; .ci/check-infra compares the two.

terraform {
  # Keeps the state, which holds the database's password, where `terraform init -backend-config` says.
  backend "s3" {}

  required_version = ">= 1.9"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  default_tags {
    tags = { application = "millrace" }
  }
}

data "aws_caller_identity" "own" {}
data "aws_partition" "own" {}
data "aws_region" "own" {}

locals {
  account = data.aws_caller_identity.own.account_id
  region  = data.aws_region.own.id

  makes_database = var.database_url == ""
  has_kms_key    = var.kms_key_arn != ""
  makes_network  = local.makes_database || var.database_in_network
  in_network     = local.makes_network || length(var.subnet_ids) > 0
}
