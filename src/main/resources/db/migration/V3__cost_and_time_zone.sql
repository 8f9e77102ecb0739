-- Which table of prices a derived cost comes from; empty where none is derived.
alter table usage_daily add column price_version text not null default '';

-- The last day of arrival of what the figures were computed from; unknown for those of before.
alter table usage_daily add column received_to date;

-- Whose midnights part the organisation's days: a zone of the IANA time zone database.
alter table organisation add column time_zone text not null default 'UTC';
