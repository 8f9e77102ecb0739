resource "aws_s3_bucket" "own" {
  bucket = "${var.name}-${local.account}-${local.region}"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = local.has_kms_key ? "aws:kms" : "AES256"
      kms_master_key_id = local.has_kms_key ? var.kms_key_arn : null
    }
    # One call of KMS for many objects.
    bucket_key_enabled = local.has_kms_key ? true : null
  }
}

resource "aws_s3_bucket_ownership_controls" "own" {
  bucket = aws_s3_bucket.own.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "own" {
  bucket                  = aws_s3_bucket.own.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# What a function writes over or deletes can be had back for some days.
resource "aws_s3_bucket_versioning" "own" {
  bucket = aws_s3_bucket.own.id
  versioning_configuration {
    status = "Enabled"
  }
}

locals {
  # expire: days that an object is kept, null for good; superseded: days that a version written over is kept.
  retention = {
    # S3 leaves objects under 128 KB where they are: they would cost more elsewhere.
    # Superseded as far back as the database goes. Nearly all are objects that were packed, and packs that others replaced.
    raw  = { expire = var.raw_days, superseded = 14, infrequent = 30 }
    keys = { expire = null, superseded = 30, infrequent = null }
    # Today's files are made again with every rollup, and can be made again at any time.
    lake  = { expire = var.lake_days, superseded = 1, infrequent = null }
    usage = { expire = null, superseded = 1, infrequent = null }
    # Of keys that have not been used for as long.
    deliveries = { expire = 400, superseded = 1, infrequent = null }
    # They hold people who may have been erased since.
    backups = { expire = 30, superseded = 1, infrequent = null }
    athena  = { expire = 7, superseded = 1, infrequent = null }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "own" {
  bucket = aws_s3_bucket.own.id

  rule {
    id     = "everywhere"
    status = "Enabled"
    filter {}
    expiration {
      expired_object_delete_marker = true
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  dynamic "rule" {
    for_each = local.retention
    content {
      id     = rule.key
      status = "Enabled"
      filter {
        prefix = "${rule.key}/"
      }
      dynamic "expiration" {
        for_each = rule.value.expire[*]
        content {
          days = expiration.value
        }
      }
      noncurrent_version_expiration {
        noncurrent_days = rule.value.superseded
      }
      dynamic "transition" {
        for_each = rule.value.infrequent[*]
        content {
          days          = transition.value
          storage_class = "STANDARD_IA"
        }
      }
    }
  }

  # Rules on versions need versions.
  depends_on = [aws_s3_bucket_versioning.own]
}

resource "aws_s3_bucket_policy" "own" {
  bucket = aws_s3_bucket.own.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "OnlyOverTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.own.arn, "${aws_s3_bucket.own.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
