locals {
  database_count = local.makes_database ? 1 : 0
  network_count  = local.makes_network ? 1 : 0

  database_url = (
    local.makes_database
    ? "postgresql://${aws_rds_cluster.own[0].endpoint}:5432/millrace"
    : var.database_url
  )
  trusts_rds = local.makes_database || var.database_authority == "rds"

  database_password = jsondecode(data.aws_secretsmanager_secret_version.database.secret_string).password
}

# As it is now: infra/rotate-secrets changes it.
data "aws_secretsmanager_secret_version" "database" {
  secret_id = local.makes_database ? aws_secretsmanager_secret_version.generated[0].secret_id : var.database_secret
}

data "aws_secretsmanager_random_password" "generated" {
  count               = local.database_count
  password_length     = 40
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "generated" {
  count       = local.database_count
  name        = "${var.name}/database"
  description = "The password of Millrace's database."
  # The name is free again at once; a snapshot's password can be changed.
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "generated" {
  count     = local.database_count
  secret_id = aws_secretsmanager_secret.generated[0].id
  secret_string = jsonencode({
    username = var.database_user
    password = data.aws_secretsmanager_random_password.generated[0].random_password
  })

  lifecycle {
    # Each plan draws another password; the first one stays.
    ignore_changes = [secret_string]
  }
}

resource "aws_rds_cluster" "own" {
  count              = local.database_count
  cluster_identifier = var.name
  engine             = "aurora-postgresql"
  # What a new cluster begins with: one that can go to rest. AWS raises it.
  engine_version          = "16.13"
  database_name           = "millrace"
  master_username         = var.database_user
  master_password         = local.database_password
  db_subnet_group_name    = aws_db_subnet_group.own[0].name
  vpc_security_group_ids  = [aws_security_group.services[0].id]
  storage_encrypted       = true
  backup_retention_period = 14
  copy_tags_to_snapshot   = true
  deletion_protection     = true
  # Another one with every installation.
  final_snapshot_identifier = "${var.name}-final-${aws_vpc.own[0].id}"

  serverlessv2_scaling_configuration {
    min_capacity             = 0
    max_capacity             = var.database_max_capacity
    seconds_until_auto_pause = var.database_idle_seconds
  }

  lifecycle {
    ignore_changes = [engine_version]
  }
}

resource "aws_rds_cluster_instance" "own" {
  count                      = local.database_count
  identifier                 = "${var.name}-1"
  cluster_identifier         = aws_rds_cluster.own[0].id
  instance_class             = "db.serverless"
  engine                     = aws_rds_cluster.own[0].engine
  publicly_accessible        = false
  auto_minor_version_upgrade = true
}

resource "aws_db_subnet_group" "own" {
  count       = local.network_count
  name        = var.name
  description = "Where Millrace's database is."
  subnet_ids  = [aws_subnet.first[0].id, aws_subnet.second[0].id]
}
