-- Erasures of people: what was done, but not whose; no name outlives its erasure here.
create table erasure_run (
  id           uuid primary key,
  org          text not null references organisation (id) on delete cascade,
  state        text not null check (state in ('REQUESTED', 'RUNNING', 'DONE', 'FAILED')),
  requested_by text not null,
  requested_at timestamptz not null,
  started_at   timestamptz,
  finished_at  timestamptz,
  done_through date,
  emptied      bigint not null,
  rewritten    bigint not null,
  records      bigint not null,
  days         text not null,
  error        text not null
);
create index erasure_run_by_org on erasure_run (org, requested_at desc);

-- How many objects a rollup has to read; objects says how many it has read so far.
alter table rollup_run add column objects_total bigint not null default 0;
