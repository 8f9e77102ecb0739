-- For a person's page over months, where the days' rows are mostly other people's.
create index usage_daily_by_person on usage_daily (org, person, event_date);
