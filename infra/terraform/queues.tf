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

# Timer events that could not be delivered, or that the function failed on.
resource "aws_sqs_queue" "failed_events" {
  name                      = "${var.name}-failed-events"
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 1209600
}
