# The database's network: no way out of it but to S3, SQS and, if wished, Athena.

data "aws_availability_zones" "own" {
  state = "available"
  # Local and Wavelength Zones, in which Aurora cannot be, count among the available ones.
  filter {
    name   = "zone-type"
    values = ["availability-zone"]
  }
}

resource "aws_vpc" "own" {
  count                = local.network_count
  cidr_block           = "10.80.0.0/24"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "first" {
  count             = local.network_count
  vpc_id            = aws_vpc.own[0].id
  cidr_block        = "10.80.0.0/25"
  availability_zone = data.aws_availability_zones.own.names[0]

  lifecycle {
    # The list changes; the database stays where it is.
    ignore_changes = [availability_zone]
  }
}

resource "aws_subnet" "second" {
  count             = local.network_count
  vpc_id            = aws_vpc.own[0].id
  cidr_block        = "10.80.0.128/25"
  availability_zone = data.aws_availability_zones.own.names[1]

  lifecycle {
    ignore_changes = [availability_zone]
  }
}

resource "aws_route_table" "own" {
  count  = local.network_count
  vpc_id = aws_vpc.own[0].id
}

resource "aws_route_table_association" "first" {
  count          = local.network_count
  subnet_id      = aws_subnet.first[0].id
  route_table_id = aws_route_table.own[0].id
}

resource "aws_route_table_association" "second" {
  count          = local.network_count
  subnet_id      = aws_subnet.second[0].id
  route_table_id = aws_route_table.own[0].id
}

resource "aws_security_group" "functions" {
  count       = local.network_count
  name        = "${var.name}-functions"
  description = "Functions, which nothing connects to."
  vpc_id      = aws_vpc.own[0].id

  egress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
    description = "S3 and SQS"
  }

  egress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["10.80.0.0/24"]
    description = "PostgreSQL"
  }
}

resource "aws_security_group" "services" {
  count       = local.network_count
  name        = "${var.name}-services"
  description = "What the functions connect to."
  vpc_id      = aws_vpc.own[0].id

  ingress {
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    security_groups = [aws_security_group.functions[0].id]
    description     = "SQS"
  }

  ingress {
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    security_groups = [aws_security_group.functions[0].id]
    description     = "PostgreSQL"
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["127.0.0.1/32"]
    description = "Nothing"
  }
}

resource "aws_vpc_endpoint" "store" {
  count             = local.network_count
  vpc_id            = aws_vpc.own[0].id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${local.region}.s3"
  route_table_ids   = [aws_route_table.own[0].id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyThisBucket"
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.own.arn, "${aws_s3_bucket.own.arn}/*"]
    }]
  })
}

# In one zone: it is paid by the hour and zone, and a rollup that could not be asked for is asked for again.
resource "aws_vpc_endpoint" "queue" {
  count               = local.network_count
  vpc_id              = aws_vpc.own[0].id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.${local.region}.sqs"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.first[0].id]
  security_group_ids  = [aws_security_group.services[0].id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([{
      Sid       = "OnlyTheseQueues"
      Effect    = "Allow"
      Principal = "*"
      Action    = "sqs:SendMessage"
      Resource  = [aws_sqs_queue.rollup.arn, aws_sqs_queue.packs.arn]
      }], [for unlanded in aws_sqs_queue.unlanded : {
      Sid       = "WhatCouldNotBePacked"
      Effect    = "Allow"
      Principal = "*"
      Action    = ["sqs:ReceiveMessage", "sqs:DeleteMessage"]
      Resource  = unlanded.arn
    }])
  })
}

resource "aws_vpc_endpoint" "query" {
  count               = local.makes_network && var.athena_computes_usage ? 1 : 0
  vpc_id              = aws_vpc.own[0].id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.${local.region}.athena"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.first[0].id]
  security_group_ids  = [aws_security_group.services[0].id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyThisWorkgroup"
      Effect    = "Allow"
      Principal = "*"
      Action    = "athena:*"
      Resource  = "arn:${data.aws_partition.own.partition}:athena:${local.region}:${local.account}:workgroup/${aws_athena_workgroup.own.name}"
    }]
  })
}
