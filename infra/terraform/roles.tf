locals {
  bucket      = aws_s3_bucket.own.arn
  log_actions = ["logs:CreateLogStream", "logs:PutLogEvents"]
  encrypt = local.has_kms_key ? [{
    Sid      = "Encrypt"
    Effect   = "Allow"
    Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
    Resource = var.kms_key_arn
  }] : []
  land_through_queue = var.through_queue ? [{
    Sid      = "LandThroughQueue"
    Effect   = "Allow"
    Action   = "sqs:SendMessage"
    Resource = aws_sqs_queue.landing[0].arn
  }] : []
  take_from_queue = var.through_queue ? [{
    Sid      = "TakeFromQueue"
    Effect   = "Allow"
    Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    Resource = [aws_sqs_queue.landing[0].arn, aws_sqs_queue.unlanded[0].arn]
  }] : []
  for_function = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
  network_actions = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
  ]
}

resource "aws_iam_role" "ingest" {
  name               = "${var.name}-ingest-${local.region}"
  assume_role_policy = local.for_function
}

resource "aws_iam_role_policy" "ingest" {
  name = "own"
  role = aws_iam_role.ingest.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid      = "Land"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = ["${local.bucket}/raw/*", "${local.bucket}/deliveries/*"]
      },
      {
        Sid      = "Look"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = ["${local.bucket}/keys/*", "${local.bucket}/deliveries/*"]
      },
      # Without it S3 answers 403 for an object that is not there, which looks like a store out of order.
      {
        Sid       = "TellWhatIsNotThere"
        Effect    = "Allow"
        Action    = "s3:ListBucket"
        Resource  = local.bucket
        Condition = { StringLike = { "s3:prefix" = ["keys/*", "deliveries/*"] } }
      },
      {
        Sid      = "Log"
        Effect   = "Allow"
        Action   = local.log_actions
        Resource = "${aws_cloudwatch_log_group.ingest.arn}:*"
      },
    ], local.encrypt, local.land_through_queue)
  })
}

resource "aws_iam_role" "console" {
  name               = "${var.name}-console-${local.region}"
  assume_role_policy = local.for_function
}

resource "aws_iam_role_policy" "console" {
  name = "own"
  role = aws_iam_role.console.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid      = "Keys"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject"]
        Resource = "${local.bucket}/keys/*"
      },
      {
        Sid      = "Deliveries"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "${local.bucket}/deliveries/*"
      },
      {
        Sid       = "List"
        Effect    = "Allow"
        Action    = "s3:ListBucket"
        Resource  = local.bucket
        Condition = { StringLike = { "s3:prefix" = ["keys/*", "deliveries/*"] } }
      },
      {
        Sid      = "AskForRollups"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.rollup.arn
      },
      {
        Sid      = "Log"
        Effect   = "Allow"
        Action   = local.log_actions
        Resource = "${aws_cloudwatch_log_group.console.arn}:*"
      },
    ], local.encrypt)
  })
}

resource "aws_iam_role" "rollup" {
  name               = "${var.name}-rollup-${local.region}"
  assume_role_policy = local.for_function
}

resource "aws_iam_role_policy" "rollup" {
  name = "own"
  role = aws_iam_role.rollup.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        # Written over when a person is erased, deleted with the organisation.
        Sid      = "WhatLanded"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
        Resource = "${local.bucket}/raw/*"
      },
      {
        Sid      = "Keys"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
        Resource = "${local.bucket}/keys/*"
      },
      {
        Sid      = "Heartbeats"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
        Resource = "${local.bucket}/deliveries/*"
      },
      {
        Sid      = "WhatIsMadeOfIt"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]
        Resource = ["${local.bucket}/lake/*", "${local.bucket}/usage/*"]
      },
      {
        Sid      = "Backups"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = "${local.bucket}/backups/*"
      },
      {
        Sid      = "Prices"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "${local.bucket}/prices.json"
      },
      {
        Sid       = "List"
        Effect    = "Allow"
        Action    = "s3:ListBucket"
        Resource  = local.bucket
        Condition = { StringLike = { "s3:prefix" = ["raw/*", "keys/*", "deliveries/*", "lake/*", "usage/*", "backups/*", "prices.json"] } }
      },
      {
        Sid      = "Queue"
        Effect   = "Allow"
        Action   = ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        Resource = [aws_sqs_queue.rollup.arn, aws_sqs_queue.packs.arn]
      },
      {
        Sid    = "AskAthena"
        Effect = "Allow"
        Action = [
          "athena:StartQueryExecution",
          "athena:GetQueryExecution",
          "athena:GetQueryResults",
          "athena:StopQueryExecution",
        ]
        Resource = "arn:${data.aws_partition.own.partition}:athena:${local.region}:${local.account}:workgroup/${aws_athena_workgroup.own.name}"
      },
      {
        Sid    = "ReadTables"
        Effect = "Allow"
        Action = ["glue:GetDatabase", "glue:GetTable", "glue:GetPartitions"]
        Resource = [
          "arn:${data.aws_partition.own.partition}:glue:${local.region}:${local.account}:catalog",
          "arn:${data.aws_partition.own.partition}:glue:${local.region}:${local.account}:database/${aws_glue_catalog_database.own.name}",
          "arn:${data.aws_partition.own.partition}:glue:${local.region}:${local.account}:table/${aws_glue_catalog_database.own.name}/activity",
        ]
      },
      {
        Sid      = "AthenasResults"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]
        Resource = "${local.bucket}/athena/*"
      },
      {
        Sid      = "FindBucket"
        Effect   = "Allow"
        Action   = "s3:GetBucketLocation"
        Resource = local.bucket
      },
      {
        Sid      = "HandOverFailures"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.failed_events.arn
      },
      {
        Sid      = "Log"
        Effect   = "Allow"
        Action   = local.log_actions
        Resource = "${aws_cloudwatch_log_group.rollup.arn}:*"
      },
    ], local.encrypt, local.take_from_queue)
  })
}

# Lambda itself joins the network, in the role's name; the function's own code may not.
resource "aws_iam_policy" "network" {
  count = local.in_network ? 1 : 0
  name  = "${var.name}-network-${local.region}"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Join"
        Effect   = "Allow"
        Action   = local.network_actions
        Resource = "*"
      },
      {
        Sid      = "OnlyLambdaItself"
        Effect   = "Deny"
        Action   = local.network_actions
        Resource = "*"
        Condition = {
          ArnEquals = {
            "lambda:SourceFunctionArn" = [
              for function in ["console", "rollup"] :
              "arn:${data.aws_partition.own.partition}:lambda:${local.region}:${local.account}:function:${var.name}-${function}"
            ]
          }
        }
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "console_network" {
  count      = local.in_network ? 1 : 0
  role       = aws_iam_role.console.name
  policy_arn = aws_iam_policy.network[0].arn
}

resource "aws_iam_role_policy_attachment" "rollup_network" {
  count      = local.in_network ? 1 : 0
  role       = aws_iam_role.rollup.name
  policy_arn = aws_iam_policy.network[0].arn
}

resource "aws_iam_role" "timer" {
  name = "${var.name}-timer-${local.region}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy" "timer" {
  name = "own"
  role = aws_iam_role.timer.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Start"
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = aws_lambda_function.rollup.arn
      },
      {
        Sid      = "HandOverFailures"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.failed_events.arn
      },
    ]
  })
}
