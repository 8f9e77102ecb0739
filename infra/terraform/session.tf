data "aws_secretsmanager_random_password" "session" {
  password_length     = 64
  exclude_punctuation = true
}

# As it is now: infra/rotate-secrets changes it.
data "aws_secretsmanager_secret_version" "session" {
  secret_id = aws_secretsmanager_secret_version.session.secret_id
}

resource "aws_secretsmanager_secret" "session" {
  name        = "${var.name}/session"
  description = "What the console signs its sessions with."
  # The name is free again at once.
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "session" {
  secret_id     = aws_secretsmanager_secret.session.id
  secret_string = data.aws_secretsmanager_random_password.session.random_password

  lifecycle {
    # Each plan draws another; who is signed in stays so.
    ignore_changes = [secret_string]
  }
}
