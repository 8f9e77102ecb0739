resource "aws_cloudwatch_log_group" "ingest" {
  name              = "/aws/lambda/${var.name}-ingest"
  retention_in_days = var.log_days
}

resource "aws_cloudwatch_log_group" "console" {
  name              = "/aws/lambda/${var.name}-console"
  retention_in_days = var.log_days
}

resource "aws_cloudwatch_log_group" "rollup" {
  name              = "/aws/lambda/${var.name}-rollup"
  retention_in_days = var.log_days
}

resource "aws_sns_topic" "alarm" {
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_subscription" "alarm" {
  count     = var.alarm_email == "" ? 0 : 1
  topic_arn = aws_sns_topic.alarm.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_cloudwatch_metric_alarm" "ingest_errors" {
  alarm_name          = "${var.name}-ingest-errors"
  alarm_description   = "Exports are answered with 5xx. 503 is tried again by senders, 500 and 502 are lost; look at the log of ingest."
  namespace           = "AWS/Lambda"
  metric_name         = "Url5xxCount"
  dimensions          = { FunctionName = aws_lambda_function.ingest.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarm.arn]
}

resource "aws_cloudwatch_metric_alarm" "ingest_throttles" {
  alarm_name          = "${var.name}-ingest-throttles"
  alarm_description   = "Exports are answered with 429 by Lambda; raise ingest_concurrency or the account's limit."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions          = { FunctionName = aws_lambda_function.ingest.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarm.arn]
}

resource "aws_cloudwatch_metric_alarm" "ingest_slow" {
  alarm_name          = "${var.name}-ingest-slow"
  alarm_description   = "One export in a hundred takes more than 5 s, and exporters give up after 10 s."
  namespace           = "AWS/Lambda"
  metric_name         = "Duration"
  dimensions          = { FunctionName = aws_lambda_function.ingest.function_name }
  extended_statistic  = "p99"
  period              = 300
  evaluation_periods  = 3
  threshold           = 5000
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarm.arn]
}

resource "aws_cloudwatch_metric_alarm" "ingest_failed" {
  alarm_name          = "${var.name}-ingest-failed"
  alarm_description   = "An export was answered with 500 for a fault of ours, which its sender does not repeat; look at the log of ingest."
  namespace           = "Millrace"
  metric_name         = "failed"
  dimensions          = { function = aws_lambda_function.ingest.function_name }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarm.arn]
}

resource "aws_cloudwatch_metric_alarm" "ingest_unavailable" {
  alarm_name          = "${var.name}-ingest-unavailable"
  alarm_description   = "For a quarter of an hour more than one export in ten was asked to come again; look at S3 and at the log of ingest."
  evaluation_periods  = 3
  threshold           = 10
  comparison_operator = "GreaterThanThreshold"
  # Where none was asked to come again there is no share.
  treat_missing_data = "notBreaching"
  alarm_actions      = [aws_sns_topic.alarm.arn]

  metric_query {
    id          = "share"
    expression  = "100 * unavailable / requests"
    label       = "Percent asked to come again"
    return_data = true
  }

  dynamic "metric_query" {
    for_each = ["unavailable", "requests"]
    content {
      id          = metric_query.value
      return_data = false
      metric {
        namespace   = "Millrace"
        metric_name = metric_query.value
        dimensions  = { function = aws_lambda_function.ingest.function_name }
        period      = 300
        stat        = "Sum"
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "nothing_ingested" {
  alarm_name          = "${var.name}-nothing-ingested"
  alarm_description   = "No export has come for quiet_hours; look at the collector, and whether its key still works."
  namespace           = "AWS/Lambda"
  metric_name         = "UrlRequestCount"
  dimensions          = { FunctionName = aws_lambda_function.ingest.function_name }
  statistic           = "Sum"
  period              = 3600
  evaluation_periods  = var.quiet_hours
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  # Lambda counts no nothing. A new system has no data either, and no state to change from.
  treat_missing_data        = "missing"
  insufficient_data_actions = [aws_sns_topic.alarm.arn]
}

resource "aws_cloudwatch_metric_alarm" "console_errors" {
  alarm_name          = "${var.name}-console-errors"
  alarm_description   = "The console or the API answers with 5xx; look at the log of console and at the database."
  namespace           = "AWS/Lambda"
  metric_name         = "Url5xxCount"
  dimensions          = { FunctionName = aws_lambda_function.console.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarm.arn]
}

resource "aws_cloudwatch_metric_alarm" "rollup_errors" {
  alarm_name          = "${var.name}-rollup-errors"
  alarm_description   = "The rollup function failed as a whole; look at its log."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = aws_lambda_function.rollup.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarm.arn]
}

# 26 hours: a daily schedule, and two hours for its retries.
resource "aws_cloudwatch_metric_alarm" "rollup_missing" {
  alarm_name                = "${var.name}-rollup-missing"
  alarm_description         = "The rollup function has not run for 26 hours; look at the schedule and at the queue of failed events."
  namespace                 = "AWS/Lambda"
  metric_name               = "Invocations"
  dimensions                = { FunctionName = aws_lambda_function.rollup.function_name }
  statistic                 = "Sum"
  period                    = 3600
  evaluation_periods        = 26
  threshold                 = 1
  comparison_operator       = "LessThanThreshold"
  treat_missing_data        = "missing"
  insufficient_data_actions = [aws_sns_topic.alarm.arn]
}

resource "aws_cloudwatch_metric_alarm" "failed_rollups" {
  alarm_name          = "${var.name}-failed-rollups"
  alarm_description   = "A rollup failed three times and waits in the queue of failed rollups; GET /api/rollups says why."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.failed_rollups.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarm.arn]
}

resource "aws_cloudwatch_metric_alarm" "unconverted" {
  alarm_name          = "${var.name}-unconverted"
  alarm_description   = "A pack could not be converted three times and waits in the queue of unconverted ones; look at the log of rollup."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.unconverted.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarm.arn]
}

resource "aws_cloudwatch_metric_alarm" "failed_events" {
  alarm_name          = "${var.name}-failed-events"
  alarm_description   = "The schedule could not start the rollup function, or it failed each time."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.failed_events.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarm.arn]
}

resource "aws_cloudwatch_metric_alarm" "set_aside" {
  alarm_name          = "${var.name}-set-aside"
  alarm_description   = "Exports were set aside since they cannot be converted, and do not count; GET /api/rollups names them."
  namespace           = "Millrace"
  metric_name         = "set_aside"
  dimensions          = { function = aws_lambda_function.rollup.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarm.arn]
}

resource "aws_cloudwatch_metric_alarm" "unlanded" {
  count               = local.queue_count
  alarm_name          = "${var.name}-unlanded"
  alarm_description   = "Exports could not be packed five times and wait in the queue of unlanded ones; mend the cause, then invoke land-dead-letters."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.unlanded[0].name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarm.arn]
}

resource "aws_cloudwatch_metric_alarm" "landing_behind" {
  count               = local.queue_count
  alarm_name          = "${var.name}-landing-behind"
  alarm_description   = "Exports wait in the landing queue for more than a quarter of an hour; look at the log of rollup."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.landing[0].name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 900
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.alarm.arn]
}
