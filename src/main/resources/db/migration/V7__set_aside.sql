-- How a rollup found what landed, so that a look tells whether anything is new; empty of runs that did not come so far.
alter table rollup_run add column landed text not null default '';

-- Exports that do not count: the first hundred with the reason, a line each, and how many there are.
alter table rollup_run add column set_aside text not null default '';
alter table rollup_run add column set_aside_total bigint not null default 0;
