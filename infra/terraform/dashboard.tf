locals {
  ingest_name  = aws_lambda_function.ingest.function_name
  console_name = aws_lambda_function.console.function_name
  rollup_name  = aws_lambda_function.rollup.function_name
  depth        = "ApproximateNumberOfMessagesVisible"

  panels = [
    {
      title  = "Exports"
      stat   = "Sum"
      period = 300
      metrics = [
        ["AWS/Lambda", "UrlRequestCount", "FunctionName", local.ingest_name],
        ["AWS/Lambda", "Url4xxCount", "FunctionName", local.ingest_name],
        ["AWS/Lambda", "Url5xxCount", "FunctionName", local.ingest_name],
        ["AWS/Lambda", "Throttles", "FunctionName", local.ingest_name],
      ]
    },
    {
      title  = "Milliseconds to take an export in"
      period = 300
      metrics = [
        ["AWS/Lambda", "Duration", "FunctionName", local.ingest_name, { stat = "p50" }],
        ["AWS/Lambda", "Duration", "FunctionName", local.ingest_name, { stat = "p99" }],
      ]
    },
    {
      title   = "What became of each export"
      stat    = "Sum"
      period  = 300
      stacked = true
      metrics = [
        for outcome in ["landed", "refused", "bad", "unavailable", "failed"] :
        ["Millrace", outcome, "function", local.ingest_name]
      ]
    },
    {
      title  = "What exports held"
      stat   = "Sum"
      period = 300
      metrics = [
        ["Millrace", "items", "function", local.ingest_name],
        ["Millrace", "items_rejected", "function", local.ingest_name],
        ["Millrace", "content_removed", "function", local.ingest_name],
        ["Millrace", "bytes", "function", local.ingest_name, { yAxis = "right" }],
      ]
    },
    {
      title  = "Rollups"
      stat   = "Sum"
      period = 3600
      metrics = [
        ["AWS/Lambda", "Invocations", "FunctionName", local.rollup_name],
        ["AWS/Lambda", "Errors", "FunctionName", local.rollup_name],
        ["AWS/SQS", local.depth, "QueueName", aws_sqs_queue.rollup.name, { stat = "Maximum" }],
        ["AWS/SQS", local.depth, "QueueName", aws_sqs_queue.failed_rollups.name, { stat = "Maximum" }],
      ]
    },
    {
      title  = "API"
      stat   = "Sum"
      period = 300
      metrics = [
        ["AWS/Lambda", "UrlRequestCount", "FunctionName", local.console_name],
        ["AWS/Lambda", "Url4xxCount", "FunctionName", local.console_name],
        ["AWS/Lambda", "Url5xxCount", "FunctionName", local.console_name],
      ]
    },
  ]
}

resource "aws_cloudwatch_dashboard" "own" {
  dashboard_name = var.name
  dashboard_body = jsonencode({
    widgets = [
      for place, panel in local.panels : {
        type       = "metric"
        x          = place % 2 * 12
        y          = floor(place / 2) * 6
        width      = 12
        height     = 6
        properties = merge(panel, { region = local.region })
      }
    ]
  })
}
