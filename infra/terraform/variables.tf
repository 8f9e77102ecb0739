variable "name" {
  description = "What every resource is named after."
  type        = string
  default     = "millrace"
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,19}$", var.name))
    error_message = "name has up to 20 lower-case letters, digits and hyphens, but is ${var.name}"
  }
}

variable "architecture" {
  description = "The processor that the http package was built on; the rollup package runs on both."
  type        = string
  default     = "arm64"
  validation {
    condition     = contains(["arm64", "x86_64"], var.architecture)
    error_message = "architecture is arm64 or x86_64, but is ${var.architecture}"
  }
}

variable "http_package" {
  description = "The zip of the ingest and console functions."
  type        = string
  default     = "../../target/lambda-http/function.zip"
}

variable "rollup_package" {
  description = "The zip of the rollup function."
  type        = string
  default     = "../../target/lambda-rollup/function.zip"
}

variable "http_runtime" {
  description = "provided.al2023 for the native http package, java21 for the one that needs a JVM."
  type        = string
  default     = "provided.al2023"
  validation {
    condition     = contains(["provided.al2023", "java21"], var.http_runtime)
    error_message = "http_runtime is provided.al2023 or java21, but is ${var.http_runtime}"
  }
}

variable "http_memory" {
  description = "Megabytes of memory, and with them the share of a processor, of the ingest and console functions."
  type        = number
  default     = 512
  validation {
    condition     = var.http_memory >= 256 && var.http_memory <= 3008
    error_message = "http_memory is 256 to 3008, but is ${var.http_memory}"
  }
}

variable "ingest_concurrency" {
  description = "How many exports are taken in at once, some 30 a second each, beyond which senders get 429; 0 stops ingest, -1 sets no limit but the account's."
  type        = number
  default     = 100
  validation {
    condition     = var.ingest_concurrency >= -1 && var.ingest_concurrency <= 1000
    error_message = "ingest_concurrency is -1 to 1000, but is ${var.ingest_concurrency}"
  }
}

variable "console_concurrency" {
  description = "How many requests of the console and the API are answered at once, beyond which they get 429; each holds connections to the database. -1 sets no limit but the account's."
  type        = number
  default     = 20
  validation {
    condition     = var.console_concurrency >= -1 && var.console_concurrency <= 1000
    error_message = "console_concurrency is -1 to 1000, but is ${var.console_concurrency}"
  }
}

variable "base_path" {
  description = "A path in front of /v1/metrics, /v1/logs and /v1/traces that is answered too, such as /ai/otel."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^(/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?$", var.base_path))
    error_message = "base_path begins with / and does not end with it, but is ${var.base_path}"
  }
}

variable "through_queue" {
  description = "Whether exports land through a queue that makes packs of them, which costs less where many people send directly."
  type        = bool
  default     = false
}

variable "landing_content" {
  description = "Whether prompts, answers and tool content are removed before landing, or kept."
  type        = string
  default     = "remove"
  validation {
    condition     = contains(["remove", "keep"], var.landing_content)
    error_message = "landing_content is remove or keep, but is ${var.landing_content}"
  }
}

variable "rollup_schedule" {
  description = "When to look for days that have grown, as EventBridge Scheduler writes it, in UTC."
  type        = string
  default     = "rate(1 hour)"
  validation {
    condition     = can(regex("^(rate|cron)\\([^()]+\\)$", var.rollup_schedule))
    error_message = "rollup_schedule is rate(...) or cron(...), but is ${var.rollup_schedule}"
  }
}

variable "database_url" {
  description = "A PostgreSQL that is there, such as postgresql://db.example.com:5432/millrace; if empty, an Aurora Serverless cluster is made, with a network for it."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^(postgresql://.+/.+)?$", var.database_url))
    error_message = "database_url is postgresql://host:port/database, but is ${var.database_url}"
  }
  validation {
    condition     = var.database_url == "" || var.database_secret != ""
    error_message = "database_url needs database_secret"
  }
}

variable "database_user" {
  description = "Who owns the schema."
  type        = string
  default     = "millrace"
  validation {
    condition     = can(regex("^[A-Za-z_][A-Za-z0-9_]{0,62}$", var.database_user))
    error_message = "database_user has up to 63 letters, digits and underscores, but is ${var.database_user}"
  }
}

variable "database_secret" {
  description = "Of a PostgreSQL that is there, name or ARN of the secret that holds the user's password under the key password."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^[A-Za-z0-9/_+=.@:-]*$", var.database_secret))
    error_message = "database_secret is the name or ARN of a secret, but is ${var.database_secret}"
  }
}

variable "database_authority" {
  description = "Of a PostgreSQL that is there, who signed its certificate, rds for RDS itself and public for an authority that every JDK knows."
  type        = string
  default     = "rds"
  validation {
    condition     = contains(["rds", "public"], var.database_authority)
    error_message = "database_authority is rds or public, but is ${var.database_authority}"
  }
}

variable "database_in_network" {
  description = "Whether the PostgreSQL that is there lies in the network that is made here, which then is made or stays."
  type        = bool
  default     = false
}

variable "subnet_ids" {
  description = "Of a PostgreSQL that is there and not public, two subnets from which it, S3 and SQS can be reached; otherwise empty."
  type        = list(string)
  default     = []
}

variable "security_group_ids" {
  description = "The security groups of the console and rollup functions in subnet_ids."
  type        = list(string)
  default     = []
}

variable "database_max_capacity" {
  description = "The most that the cluster grows to, in Aurora capacity units of 2 GiB; at rest it has none."
  type        = number
  default     = 2
  validation {
    condition     = var.database_max_capacity >= 1 && var.database_max_capacity <= 128
    error_message = "database_max_capacity is 1 to 128, but is ${var.database_max_capacity}"
  }
}

variable "database_idle_seconds" {
  description = "After how long without a connection the cluster goes to rest."
  type        = number
  default     = 300
  validation {
    condition     = var.database_idle_seconds >= 300 && var.database_idle_seconds <= 86400
    error_message = "database_idle_seconds is 300 to 86400, but is ${var.database_idle_seconds}"
  }
}

variable "domain_name" {
  description = "A domain of your own, such as millrace.example.com, under which CloudFront answers in front of both functions; none, if empty. Its record in DNS is for you to make, see the output front_address."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^([a-z0-9-]+(\\.[a-z0-9-]+)+)?$", var.domain_name))
    error_message = "domain_name is a domain in lower case, but is ${var.domain_name}"
  }
  validation {
    condition     = var.domain_name == "" || var.certificate_arn != ""
    error_message = "domain_name needs certificate_arn"
  }
}

variable "certificate_arn" {
  description = "With domain_name, ARN of its certificate in ACM, in us-east-1, where CloudFront looks for it."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^(arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate/[A-Za-z0-9-]+)?$", var.certificate_arn))
    error_message = "certificate_arn is the ARN of a certificate in us-east-1, but is ${var.certificate_arn}"
  }
}

variable "web_acl_arn" {
  description = "With domain_name, ARN of an ACL of WAF for CloudFront, by which addresses can be blocked; none, if empty."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^(arn:[a-z-]+:wafv2:us-east-1:[0-9]{12}:global/webacl/.+)?$", var.web_acl_arn))
    error_message = "web_acl_arn is the ARN of a web ACL for CloudFront, but is ${var.web_acl_arn}"
  }
}

variable "raw_days" {
  description = "How many days what landed is kept; usage of days older than that cannot be made again."
  type        = number
  default     = 400
  validation {
    condition     = var.raw_days >= 35 && var.raw_days <= 3650
    error_message = "raw_days is 35 to 3650, but is ${var.raw_days}"
  }
}

variable "lake_days" {
  description = "How many days the lake's Parquet files are kept, and what comes late counts; usage itself is kept for good."
  type        = number
  default     = 400
  validation {
    condition     = var.lake_days >= 35 && var.lake_days <= 3650
    error_message = "lake_days is 35 to 3650, but is ${var.lake_days}"
  }
}

variable "log_days" {
  description = "How many days logs are kept."
  type        = number
  default     = 30
  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 180, 365], var.log_days)
    error_message = "log_days is 1, 3, 5, 7, 14, 30, 60, 90, 180 or 365, but is ${var.log_days}"
  }
}

variable "kms_key_arn" {
  description = "ARN of a key of KMS, of this region, that the bucket's objects are encrypted with, whose own policy lets this account's roles use it; with a key of S3's own, if empty."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^(arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+)?$", var.kms_key_arn))
    error_message = "kms_key_arn is the ARN of a key, but is ${var.kms_key_arn}"
  }
}

variable "alarm_email" {
  description = "Who is written to when an alarm goes off; nobody, if empty."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^([^@ ]+@[^@ ]+)?$", var.alarm_email))
    error_message = "alarm_email is an e-mail address, but is ${var.alarm_email}"
  }
}

variable "quiet_hours" {
  description = "After how many hours without any export an alarm goes off; the default lasts over a weekend."
  type        = number
  default     = 72
  validation {
    condition     = var.quiet_hours >= 1 && var.quiet_hours <= 168
    error_message = "quiet_hours is 1 to 168, but is ${var.quiet_hours}"
  }
}

variable "glue_database" {
  description = "Name of the database under which Athena finds the lake's tables; the system's, with underscores for hyphens, if empty."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^([a-z][a-z0-9_]{0,62})?$", var.glue_database))
    error_message = "glue_database has up to 63 lower-case letters, digits and underscores, but is ${var.glue_database}"
  }
}

variable "athena_computes_usage" {
  description = "Whether Athena computes usage where a day's activity is more than the rollup function should hold; in the network made here that needs another endpoint."
  type        = bool
  default     = false
}
