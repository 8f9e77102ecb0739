# The lake and usage as Athena sees them. Columns are in the order of the files, each as "name type".

locals {
  tables = {
    metrics = {
      description = "Data points of metrics, one a row."
      folder      = "lake/metrics"
      columns = [
        "key_id string",
        "object_hash string",
        "ordinal int",
        "service_name string",
        "service_version string",
        "session_id string",
        "user_id string",
        "user_email string",
        "model string",
        "tool_name string",
        "event string",
        "metric_name string",
        "description string",
        "unit string",
        "metric_metadata string",
        "kind string",
        "temporality int",
        "is_monotonic boolean",
        "start_ns bigint",
        "time_ns bigint",
        "flags bigint",
        "value_int bigint",
        "value_double double",
        "count bigint",
        "sum double",
        "min double",
        "max double",
        "explicit_bounds string",
        "bucket_counts string",
        "scale int",
        "zero_count bigint",
        "zero_threshold double",
        "positive string",
        "negative string",
        "quantiles string",
        "exemplars string",
        "attributes string",
        "scope_name string",
        "scope_version string",
        "scope_attributes string",
        "scope_dropped_attributes_count bigint",
        "scope_schema_url string",
        "resource_attributes string",
        "resource_dropped_attributes_count bigint",
        "resource_entity_refs string",
        "resource_schema_url string",
      ]
    }
    logs = {
      description = "Log records, one a row."
      folder      = "lake/logs"
      columns = [
        "key_id string",
        "object_hash string",
        "ordinal int",
        "service_name string",
        "service_version string",
        "session_id string",
        "user_id string",
        "user_email string",
        "model string",
        "tool_name string",
        "event string",
        "time_ns bigint",
        "observed_ns bigint",
        "severity_number int",
        "severity_text string",
        "event_name string",
        "body string",
        "body_json string",
        "trace_id string",
        "span_id string",
        "flags bigint",
        "dropped_attributes_count bigint",
        "attributes string",
        "scope_name string",
        "scope_version string",
        "scope_attributes string",
        "scope_dropped_attributes_count bigint",
        "scope_schema_url string",
        "resource_attributes string",
        "resource_dropped_attributes_count bigint",
        "resource_entity_refs string",
        "resource_schema_url string",
      ]
    }
    spans = {
      description = "Spans, one a row."
      folder      = "lake/spans"
      columns = [
        "key_id string",
        "object_hash string",
        "ordinal int",
        "service_name string",
        "service_version string",
        "session_id string",
        "user_id string",
        "user_email string",
        "model string",
        "tool_name string",
        "event string",
        "start_ns bigint",
        "end_ns bigint",
        "trace_id string",
        "span_id string",
        "parent_span_id string",
        "trace_state string",
        "name string",
        "kind int",
        "status_code int",
        "status_message string",
        "flags bigint",
        "events string",
        "links string",
        "dropped_attributes_count bigint",
        "dropped_events_count bigint",
        "dropped_links_count bigint",
        "attributes string",
        "scope_name string",
        "scope_version string",
        "scope_attributes string",
        "scope_dropped_attributes_count bigint",
        "scope_schema_url string",
        "resource_attributes string",
        "resource_dropped_attributes_count bigint",
        "resource_entity_refs string",
        "resource_schema_url string",
      ]
    }
    activity = {
      description = "Measured facts, one a row, whatever the tool."
      folder      = "lake/activity"
      columns = [
        "session_hash int",
        "time_ns bigint",
        "start_ns bigint",
        "series_id bigint",
        "row_id bigint",
        "temporality int",
        "source string",
        "precedence int",
        "key_id string",
        "owner_id bigint",
        "tool string",
        "tool_version string",
        "terminal string",
        "person string",
        "person_source string",
        "team string",
        "session_id string",
        "model string",
        "model_sent string",
        "measure string",
        "qty bigint",
        "context_tokens bigint",
        "tool_name string",
        "decision string",
        "decision_source string",
        "language string",
        "query_source string",
        "status string",
        "duration_ms bigint",
        "first_token_ms bigint",
      ]
    }
    usage = {
      description = "Usage by day, tool, person, terminal and model."
      folder      = "usage"
      columns = [
        "tool string",
        "person string",
        "terminal string",
        "model string",
        "person_source string",
        "team string",
        "tool_version string",
        "sessions bigint",
        "session_ids array<string>",
        "session_starts bigint",
        "tokens_input bigint",
        "tokens_output bigint",
        "tokens_cache_read bigint",
        "tokens_cache_creation bigint",
        "tokens_cache_creation_1h bigint",
        "tokens_reasoning bigint",
        "tokens_unpriced bigint",
        "cost_nano_usd bigint",
        "cost_source string",
        "price_version string",
        "lines_added bigint",
        "lines_removed bigint",
        "commits bigint",
        "pull_requests bigint",
        "edits_accepted bigint",
        "edits_rejected bigint",
        "edits_accepted_human bigint",
        "edits_rejected_human bigint",
        "active_ms_user bigint",
        "active_ms_cli bigint",
        "prompts bigint",
        "tool_calls bigint",
        "tool_calls_failed bigint",
        "api_requests bigint",
        "api_errors bigint",
        "latency_count bigint",
        "latency_sum_ms bigint",
        "latency_max_ms bigint",
        "first_token_count bigint",
        "first_token_sum_ms bigint",
        "first_token_max_ms bigint",
        "latency_le_250 bigint",
        "latency_le_500 bigint",
        "latency_le_1000 bigint",
        "latency_le_2500 bigint",
        "latency_le_5000 bigint",
        "latency_le_10000 bigint",
        "latency_le_30000 bigint",
        "latency_le_60000 bigint",
      ]
    }
  }
}

resource "aws_glue_catalog_database" "own" {
  name        = var.glue_database == "" ? replace(var.name, "-", "_") : var.glue_database
  description = "What Millrace has received and made of it."
}

resource "aws_glue_catalog_table" "own" {
  for_each      = local.tables
  database_name = aws_glue_catalog_database.own.name
  name          = each.key
  description   = each.value.description
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    "classification"               = "parquet"
    "projection.enabled"           = "true"
    "projection.org.type"          = "injected"
    "projection.event_date.type"   = "date"
    "projection.event_date.format" = "yyyy-MM-dd"
    "projection.event_date.range"  = "2024-01-01,NOW+1DAYS"
    "storage.location.template"    = "s3://${aws_s3_bucket.own.id}/${each.value.folder}/org=$${org}/event_date=$${event_date}/"
  }

  partition_keys {
    name = "org"
    type = "string"
  }

  partition_keys {
    name = "event_date"
    type = "string"
  }

  storage_descriptor {
    location      = "s3://${aws_s3_bucket.own.id}/${each.value.folder}/"
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }

    dynamic "columns" {
      for_each = each.value.columns
      content {
        name = split(" ", columns.value)[0]
        type = split(" ", columns.value)[1]
      }
    }
  }
}

resource "aws_athena_workgroup" "own" {
  name          = var.name
  description   = "Queries of Millrace's tables."
  force_destroy = true

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    # 100 GB, half a dollar: a query that forgot its dates ends there.
    bytes_scanned_cutoff_per_query = 100000000000

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      output_location = "s3://${aws_s3_bucket.own.id}/athena/"
      encryption_configuration {
        encryption_option = local.has_kms_key ? "SSE_KMS" : "SSE_S3"
        kms_key_arn       = local.has_kms_key ? var.kms_key_arn : null
      }
    }
  }
}
