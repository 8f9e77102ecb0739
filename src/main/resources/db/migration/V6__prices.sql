-- What a cost is not of, what stays in a cache for an hour, and how long answers take to begin.
alter table usage_daily add column tokens_cache_creation_1h bigint not null default 0;
alter table usage_daily add column tokens_unpriced bigint not null default 0;
alter table usage_daily add column first_token_count bigint not null default 0;
alter table usage_daily add column first_token_sum_ms bigint not null default 0;
alter table usage_daily add column first_token_max_ms bigint not null default 0;
