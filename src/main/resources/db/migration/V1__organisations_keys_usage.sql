create table organisation (
  id         text primary key,
  name       text not null,
  created_at timestamptz not null
);

create table member (
  org        text not null references organisation (id) on delete cascade,
  email      text not null check (email = lower(email)),
  name       text not null,
  team       text not null default '',
  role       text not null check (role in ('OWNER', 'MEMBER')),
  created_at timestamptz not null,
  primary key (org, email)
);

-- member is no foreign key: a removed member's keys stay on record, revoked.
create table api_key (
  id            text primary key,
  org           text not null references organisation (id) on delete cascade,
  name          text not null,
  kind          text not null check (kind in ('ORGANIZATION', 'PERSONAL')),
  member        text,
  scopes        text not null,
  secret_sha256 text not null,
  created_by    text not null,
  created_at    timestamptz not null,
  expires_at    timestamptz,
  revoked_at    timestamptz,
  check ((kind = 'PERSONAL') = (member is not null))
);
create index api_key_by_org on api_key (org, created_at);

-- One row per (org, date, tool, person, terminal, model); what belongs to the person and not to a model stands on the
-- row with model = '', so that summing never repeats it.
create table usage_daily (
  org                    text not null references organisation (id) on delete cascade,
  event_date             date not null,
  tool                   text not null,
  person                 text not null,
  terminal               text not null,
  model                  text not null,
  person_source          text not null,
  team                   text not null,
  tool_version           text not null,
  sessions               bigint not null,
  session_ids            text[] not null,
  session_starts         bigint not null,
  tokens_input           bigint not null,
  tokens_output          bigint not null,
  tokens_cache_read      bigint not null,
  tokens_cache_creation  bigint not null,
  tokens_reasoning       bigint not null,
  cost_nano_usd          bigint,
  cost_source            text not null,
  lines_added            bigint not null,
  lines_removed          bigint not null,
  commits                bigint not null,
  pull_requests          bigint not null,
  edits_accepted         bigint not null,
  edits_rejected         bigint not null,
  edits_accepted_human   bigint not null,
  edits_rejected_human   bigint not null,
  active_ms_user         bigint not null,
  active_ms_cli          bigint not null,
  prompts                bigint not null,
  tool_calls             bigint not null,
  tool_calls_failed      bigint not null,
  api_requests           bigint not null,
  api_errors             bigint not null,
  latency_count          bigint not null,
  latency_sum_ms         bigint not null,
  latency_max_ms         bigint not null,
  latency_le_250         bigint not null,
  latency_le_500         bigint not null,
  latency_le_1000        bigint not null,
  latency_le_2500        bigint not null,
  latency_le_5000        bigint not null,
  latency_le_10000       bigint not null,
  latency_le_30000       bigint not null,
  latency_le_60000       bigint not null,
  computed_at            timestamptz not null,
  primary key (org, event_date, tool, person, terminal, model)
);

create table rollup_run (
  id           uuid primary key,
  org          text not null references organisation (id) on delete cascade,
  received     date not null,
  state        text not null check (state in ('REQUESTED', 'RUNNING', 'DONE', 'FAILED')),
  requested_by text not null,
  requested_at timestamptz not null,
  started_at   timestamptz,
  finished_at  timestamptz,
  objects      bigint not null,
  bytes        bigint not null,
  event_dates  text not null,
  error        text not null
);
create index rollup_run_by_org on rollup_run (org, requested_at desc);
create index rollup_run_by_day on rollup_run (org, received, requested_at desc);
