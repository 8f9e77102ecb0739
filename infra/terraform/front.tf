# A domain of one's own: CloudFront, which keeps nothing and lets its firewall refuse.

locals {
  front_count = var.domain_name == "" ? 0 : 1
  ingest_url  = var.domain_name == "" ? aws_lambda_function_url.ingest.function_url : "https://${var.domain_name}/"
  console_url = var.domain_name == "" ? aws_lambda_function_url.console.function_url : "https://${var.domain_name}/"

  front_environment = {
    for name, secret in { MILLRACE_HTTP_FRONT_SECRET = data.aws_secretsmanager_secret_version.front } :
    name => secret[0].secret_string if length(secret) > 0
  }

  all_methods = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
  # AWS' own: nothing is cached, and all but Host goes through.
  no_caching       = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
  all_but_the_host = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
}

data "aws_secretsmanager_random_password" "front" {
  count               = local.front_count
  password_length     = 64
  exclude_punctuation = true
}

resource "aws_secretsmanager_secret" "front" {
  count       = local.front_count
  name        = "${var.name}/front"
  description = "What CloudFront adds to each request, so that nobody goes around it."
  # The name is free again at once.
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "front" {
  count         = local.front_count
  secret_id     = aws_secretsmanager_secret.front[0].id
  secret_string = data.aws_secretsmanager_random_password.front[0].random_password

  lifecycle {
    # Each plan draws another; the first one stays.
    ignore_changes = [secret_string]
  }
}

data "aws_secretsmanager_secret_version" "front" {
  count     = local.front_count
  secret_id = aws_secretsmanager_secret_version.front[0].secret_id
}

resource "aws_cloudfront_distribution" "own" {
  count           = local.front_count
  comment         = var.name
  enabled         = true
  aliases         = [var.domain_name]
  http_version    = "http2and3"
  is_ipv6_enabled = true
  web_acl_id      = var.web_acl_arn == "" ? null : var.web_acl_arn

  viewer_certificate {
    acm_certificate_arn      = var.certificate_arn
    ssl_support_method       = "sni-only"
    minimum_protocol_version = "TLSv1.2_2021"
  }

  dynamic "origin" {
    for_each = { ingest = aws_lambda_function_url.ingest, console = aws_lambda_function_url.console }
    content {
      origin_id   = origin.key
      domain_name = split("/", origin.value.function_url)[2]
      custom_origin_config {
        http_port              = 80
        https_port             = 443
        origin_protocol_policy = "https-only"
        origin_ssl_protocols   = ["TLSv1.2"]
      }
      custom_header {
        name  = "X-Millrace-Front"
        value = data.aws_secretsmanager_secret_version.front[0].secret_string
      }
    }
  }

  default_cache_behavior {
    target_origin_id         = "console"
    viewer_protocol_policy   = "https-only"
    allowed_methods          = local.all_methods
    cached_methods           = ["GET", "HEAD"]
    cache_policy_id          = local.no_caching
    origin_request_policy_id = local.all_but_the_host
  }

  dynamic "ordered_cache_behavior" {
    for_each = concat(
      ["/v1/metrics", "/v1/logs", "/v1/traces"],
      var.base_path == "" ? [] : [var.base_path, "${var.base_path}/v1/*"],
    )
    content {
      path_pattern             = ordered_cache_behavior.value
      target_origin_id         = "ingest"
      viewer_protocol_policy   = "https-only"
      allowed_methods          = local.all_methods
      cached_methods           = ["GET", "HEAD"]
      cache_policy_id          = local.no_caching
      origin_request_policy_id = local.all_but_the_host
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
}
