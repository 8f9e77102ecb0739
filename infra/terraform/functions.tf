locals {
  # The managed Java runtimes call it; the native program does not look at it.
  handler = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest"

  network = !local.in_network ? [] : [{
    subnets         = local.makes_network ? [aws_subnet.first[0].id, aws_subnet.second[0].id] : var.subnet_ids
    security_groups = local.makes_network ? [aws_security_group.functions[0].id] : var.security_group_ids
  }]

  database_environment = {
    QUARKUS_DATASOURCE_REACTIVE_URL = local.database_url
    # infra/fetch-rds-ca has put RDS' authorities into the package.
    MILLRACE_DATABASE_CA        = local.trusts_rds ? "/var/task/rds-ca.pem" : "public"
    QUARKUS_DATASOURCE_USERNAME = var.database_user
    QUARKUS_DATASOURCE_PASSWORD = local.database_password
  }

  store_environment = merge(
    { MILLRACE_STORE_S3_BUCKET = aws_s3_bucket.own.id },
    local.has_kms_key ? { MILLRACE_STORE_S3_KMS_KEY = var.kms_key_arn } : {},
  )

  ingest_environment = merge(
    var.through_queue ? { MILLRACE_LANDING_QUEUE_URL = aws_sqs_queue.landing[0].url } : {},
    var.base_path == "" ? {} : { MILLRACE_INGEST_BASE_PATH = var.base_path },
  )

  dead_letter_environment = var.through_queue ? { MILLRACE_LANDING_DEAD_LETTER_URL = aws_sqs_queue.unlanded[0].url } : {}

  address_environment = var.domain_name == "" ? {} : { MILLRACE_CONSOLE_ADDRESS = "https://${var.domain_name}/" }

  athena_environment = var.athena_computes_usage ? { MILLRACE_ROLLUP_ATHENA_WORKGROUP = aws_athena_workgroup.own.name } : {}
}

# Lambda takes no more than 50 MB by itself, which the rollup package is above.
resource "aws_s3_object" "package" {
  for_each = { http = var.http_package, rollup = var.rollup_package }
  bucket   = aws_s3_bucket.own.id
  key      = "packages/${each.key}-${filesha256(each.value)}.zip"
  source   = each.value
}

resource "aws_lambda_function" "ingest" {
  function_name    = "${var.name}-ingest"
  description      = "Takes exports in."
  s3_bucket        = aws_s3_object.package["http"].bucket
  s3_key           = aws_s3_object.package["http"].key
  source_code_hash = filebase64sha256(var.http_package)
  architectures    = [var.architecture]
  runtime          = var.http_runtime
  handler          = local.handler
  memory_size      = var.http_memory
  # Exporters give up after 10 s.
  timeout                        = 15
  reserved_concurrent_executions = var.ingest_concurrency
  role                           = aws_iam_role.ingest.arn

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.ingest.name
  }

  environment {
    variables = merge(local.store_environment, local.ingest_environment, local.front_environment, {
      MILLRACE_HTTP_ROUTES             = "ingest"
      MILLRACE_LANDING_CONTENT         = var.landing_content
      QUARKUS_SMALLRYE_OPENAPI_ENABLED = "false"
      # It has no database, and starts sooner without the program's side of one.
      QUARKUS_HIBERNATE_ORM_ACTIVE = "false"
      # A native program would otherwise take the platform's signals for its own.
      DISABLE_SIGNAL_HANDLERS = "true"
    })
  }
}

resource "aws_lambda_function" "console" {
  function_name    = "${var.name}-console"
  description      = "Answers owners and their programs."
  s3_bucket        = aws_s3_object.package["http"].bucket
  s3_key           = aws_s3_object.package["http"].key
  source_code_hash = filebase64sha256(var.http_package)
  architectures    = [var.architecture]
  runtime          = var.http_runtime
  handler          = local.handler
  memory_size      = var.http_memory
  # A database that scaled to zero takes up to 15 s to wake.
  timeout                        = 30
  reserved_concurrent_executions = var.console_concurrency
  role                           = aws_iam_role.console.arn

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.console.name
  }

  dynamic "vpc_config" {
    for_each = local.network
    content {
      subnet_ids         = vpc_config.value.subnets
      security_group_ids = vpc_config.value.security_groups
    }
  }

  environment {
    variables = merge(local.store_environment, local.database_environment, local.front_environment, local.address_environment, {
      MILLRACE_HTTP_ROUTES            = "api,console"
      MILLRACE_CONSOLE_SESSION_SECRET = data.aws_secretsmanager_secret_version.session.secret_string
      MILLRACE_CONSOLE_INGEST_URL     = local.ingest_url
      # The platform ends HTTPS.
      MILLRACE_CONSOLE_BEHIND_TLS = "true"
      MILLRACE_ROLLUP_QUEUE_URL   = aws_sqs_queue.rollup.url
      DISABLE_SIGNAL_HANDLERS     = "true"
    })
  }

  # Lambda joins the network in the role's name.
  depends_on = [aws_iam_role_policy_attachment.console_network]
}

resource "aws_lambda_function" "rollup" {
  function_name    = "${var.name}-rollup"
  description      = "Turns what landed into the lake and into usage."
  s3_bucket        = aws_s3_object.package["rollup"].bucket
  s3_key           = aws_s3_object.package["rollup"].key
  source_code_hash = filebase64sha256(var.rollup_package)
  architectures    = [var.architecture]
  runtime          = "java21"
  handler          = local.handler
  memory_size      = 3008
  timeout          = 900
  role             = aws_iam_role.rollup.arn

  ephemeral_storage {
    size = 4096
  }

  logging_config {
    log_format = "JSON"
    log_group  = aws_cloudwatch_log_group.rollup.name
  }

  dynamic "vpc_config" {
    for_each = local.network
    content {
      subnet_ids         = vpc_config.value.subnets
      security_group_ids = vpc_config.value.security_groups
    }
  }

  environment {
    variables = merge(local.store_environment, local.database_environment, local.athena_environment, local.dead_letter_environment, {
      MILLRACE_ROLLUP_LAKE_DAYS = tostring(var.lake_days)
      # A third of the function's memory each: DuckDB, the heap, and what is neither.
      MILLRACE_ROLLUP_MEMORY = "1GB"
      # Without memory nothing can be trusted to go on; the platform starts another.
      JAVA_TOOL_OPTIONS = "-Xmx1g -XX:+ExitOnOutOfMemoryError"
      # The rest of the disk holds the files that are made.
      MILLRACE_ROLLUP_SPILL           = "3GB"
      MILLRACE_ROLLUP_ATHENA_DATABASE = aws_glue_catalog_database.own.name
      MILLRACE_ROLLUP_QUEUE_URL       = aws_sqs_queue.rollup.url
      MILLRACE_ROLLUP_PACKS_URL       = aws_sqs_queue.packs.url
    })
  }

  depends_on = [aws_iam_role_policy_attachment.rollup_network]
}

resource "aws_lambda_function_url" "ingest" {
  function_name      = aws_lambda_function.ingest.function_name
  authorization_type = "NONE"
}

resource "aws_lambda_function_url" "console" {
  function_name      = aws_lambda_function.console.function_name
  authorization_type = "NONE"
}

# With the address the provider grants lambda:InvokeFunctionUrl. AWS asks for lambda:InvokeFunction too, and the
# provider cannot grant that for calls of the address only, without which anybody could invoke the function past it.
resource "aws_cloudformation_stack" "url_permissions" {
  name = "${var.name}-url-permissions"
  template_body = jsonencode({
    Resources = {
      for logical, function in { Ingest = aws_lambda_function.ingest, Console = aws_lambda_function.console } : logical => {
        Type                            = "AWS::Lambda::Permission"
        Properties = {
          FunctionName          = function.function_name
          Action                = "lambda:InvokeFunction"
          Principal             = "*"
          InvokedViaFunctionUrl = true
        }
      }
    }
  })
}

# What the scheduler hands over is not waited for: what fails three times is kept to be looked at.
resource "aws_lambda_function_event_invoke_config" "rollup" {
  function_name                = aws_lambda_function.rollup.function_name
  qualifier                    = "$LATEST"
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 3600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.failed_events.arn
    }
  }

  # Lambda asks whether the role may send there.
  depends_on = [aws_iam_role_policy.rollup]
}

resource "aws_lambda_event_source_mapping" "rollup" {
  function_name    = aws_lambda_function.rollup.function_name
  event_source_arn = aws_sqs_queue.rollup.arn
  # One partition an invocation: it may need all of the time and the disk.
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    # Each holds connections to the database.
    maximum_concurrency = 10
  }

  depends_on = [aws_iam_role_policy.rollup]
}

resource "aws_lambda_event_source_mapping" "packs" {
  function_name    = aws_lambda_function.rollup.function_name
  event_source_arn = aws_sqs_queue.packs.arn
  # One pack an invocation, which has the memory for one.
  batch_size              = 1
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    # A day of 25,000 people has some 200 packs.
    maximum_concurrency = 50
  }

  depends_on = [aws_iam_role_policy.rollup]
}

resource "aws_lambda_event_source_mapping" "landing" {
  count            = local.queue_count
  function_name    = aws_lambda_function.rollup.function_name
  event_source_arn = aws_sqs_queue.landing[0].arn
  # One pack of what came in a minute, or of the 6 MB that an invocation takes.
  batch_size                         = 10000
  maximum_batching_window_in_seconds = 60
  function_response_types            = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = 10
  }

  depends_on = [aws_iam_role_policy.rollup]
}

resource "aws_scheduler_schedule" "rollup" {
  name                = "${var.name}-rollup"
  description         = "Looks for days that have grown."
  schedule_expression = var.rollup_schedule

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_function.rollup.arn
    role_arn = aws_iam_role.timer.arn
    input    = jsonencode({ task = "rollup" })

    # The next one looks for the same days.
    retry_policy {
      maximum_retry_attempts       = 10
      maximum_event_age_in_seconds = 3600
    }

    dead_letter_config {
      arn = aws_sqs_queue.failed_events.arn
    }
  }
}
