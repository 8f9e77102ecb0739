output "ingest_url" {
  description = "Where exporters and collectors send to."
  value       = local.ingest_url
}

output "console_url" {
  description = "Where the console and the API are."
  value       = local.console_url
}

output "front_address" {
  description = "With domain_name, what a CNAME of it has to name in DNS."
  value       = one(aws_cloudfront_distribution.own[*].domain_name)
}

output "rollup_function" {
  description = "What an operator invokes with a task."
  value       = aws_lambda_function.rollup.function_name
}

output "bucket" {
  description = "Where everything lies."
  value       = aws_s3_bucket.own.id
}

output "collector_settings" {
  description = "The environment of a Collector that runs with infra/collector/config.yaml."
  value       = "MILLRACE_ENDPOINT=${local.ingest_url} MILLRACE_API_KEY=<API key>"
}

output "claude_code_settings" {
  description = "What goes into the settings of Claude Code to send without a collector."
  value = join(" ", [
    "{\"env\": {\"CLAUDE_CODE_ENABLE_TELEMETRY\": \"1\", \"OTEL_METRICS_EXPORTER\": \"otlp\", \"OTEL_LOGS_EXPORTER\": \"otlp\",",
    "\"OTEL_EXPORTER_OTLP_PROTOCOL\": \"http/protobuf\", \"OTEL_EXPORTER_OTLP_ENDPOINT\": \"${local.ingest_url}\",",
    "\"OTEL_EXPORTER_OTLP_HEADERS\": \"Authorization=Bearer <API key>\"}}",
  ])
}
