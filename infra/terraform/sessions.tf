data "aws_secretsmanager_random_password" "sessions" {
  password_length     = 64
  exclude_punctuation = true
}

# What browser sessions are signed with: another one signs everybody out.
resource "aws_secretsmanager_secret" "sessions" {
  name        = "${var.name}/sessions"
  description = "What Millrace signs browser sessions with."
}

resource "aws_secretsmanager_secret_version" "sessions" {
  secret_id     = aws_secretsmanager_secret.sessions.id
  secret_string = data.aws_secretsmanager_random_password.sessions.random_password

  lifecycle {
    # Each plan draws another; the first one stays.
    ignore_changes = [secret_string]
  }
}
