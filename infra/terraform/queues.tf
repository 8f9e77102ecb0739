locals {
  queue_count = var.through_queue ? 1 : 0
}

# Exports on their way into packs.
resource "aws_sqs_queue" "landing" {
  count                   = local.queue_count
  name                    = "${var.name}-landing"
  sqs_managed_sse_enabled = true
  # Six times the function's timeout and the batching window.
  visibility_timeout_seconds = 5460
  message_retention_seconds  = 1209600
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.unlanded[0].arn
    maxReceiveCount     = 5
  })
}

# Exports that could not be packed, which the task land-dead-letters lands.
resource "aws_sqs_queue" "unlanded" {
  count                     = local.queue_count
  name                      = "${var.name}-unlanded"
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 1209600
}

# FIFO: the rollups of one organisation are made one after the other.
resource "aws_sqs_queue" "rollup" {
  name                    = "${var.name}-rollups.fifo"
  fifo_queue              = true
  sqs_managed_sse_enabled = true
  # Six times the function's timeout, as AWS asks for.
  visibility_timeout_seconds = 5400
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed_rollups.arn
    maxReceiveCount     = 3
  })
}

resource "aws_sqs_queue" "failed_rollups" {
  name                    = "${var.name}-failed-rollups.fifo"
  fifo_queue              = true
  sqs_managed_sse_enabled = true
  # The longest there is: somebody has to look.
  message_retention_seconds = 1209600
}

# Packs of a day that has many: other invocations convert them while the rollup waits.
resource "aws_sqs_queue" "packs" {
  name                    = "${var.name}-packs"
  sqs_managed_sse_enabled = true
  # The function's timeout: whoever did not end by then has died, and the rollup waits.
  visibility_timeout_seconds = 900
  # The rollup asks again for what is not done by then.
  message_retention_seconds = 3600
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.unconverted.arn
    maxReceiveCount     = 3
  })
}

# Packs whose conversion ended the function each time.
resource "aws_sqs_queue" "unconverted" {
  name                      = "${var.name}-unconverted"
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 1209600
}

# Timer events that could not be delivered, or that the function failed on.
resource "aws_sqs_queue" "failed_events" {
  name                      = "${var.name}-failed-events"
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 1209600
}
