-- Usage of one organisation: one row per (event_date, tool, person, terminal, model), in that order.
--
-- Reads two relations that the engine provides:
--   activity       the lake's table of that name, of one organisation
--   range_of_days  one row: first_date and last_date, the event dates wanted, inclusive, as 'YYYY-MM-DD';
--                  look_back_date, from which on cumulative points are read, and look_back_ns, the start of that day
--
-- One text for DuckDB and Trino. So that both give the same digits: whole numbers only, dates as text, sums cast back
-- to bigint, and no maps, quantiles or time functions.

with

-- What came twice is one. Points of a series are told apart by numbers alone; their text joins in later.
points as (
  select a.event_date, a.series_id, a.start_ns, a.time_ns, max(a.temporality) as temporality, max(a.qty) as qty
  from activity a cross join range_of_days r
  where a.temporality > 0
    and a.event_date <= r.last_date
    and (a.event_date >= r.first_date or (a.temporality = 2 and a.event_date >= r.look_back_date))
  group by a.event_date, a.series_id, a.start_ns, a.time_ns
),

-- Of cumulative points, what the same process had reached before, for another start counts from 0 again. Of a series
-- whose start is known that is the most it ever had; of one whose start nobody knows, the point before.
steps as (
  select event_date, series_id, start_ns, temporality, qty,
    case when temporality = 2 and start_ns > 0
      then max(qty) over (partition by series_id, start_ns order by time_ns, event_date
        rows between unbounded preceding and 1 preceding)
      when temporality = 2
      then lag(qty) over (partition by series_id, start_ns order by time_ns, event_date) end as previous
  from points
),

-- A point without one before counts whole, unless its series began before the look-back: what it held by then was
-- counted on days that are not seen here. A value that drops has started again from 0 if its start is unknown; if it
-- is known, the counter went wrong, and counts again once it is past where it was.
amounts as (
  select s.event_date, s.series_id,
    cast(sum(case
      when s.temporality = 2 and s.previous is null and s.start_ns > 0 and s.start_ns < r.look_back_ns then 0
      when s.previous is null then s.qty
      when s.qty < s.previous then case when s.start_ns > 0 then 0 else s.qty end
      else s.qty - s.previous end) as bigint) as amount
  from steps s cross join range_of_days r
  where s.event_date >= r.first_date
  group by s.event_date, s.series_id
),

-- A person goes with how well they are known in front, so that of two the better known is the smaller.
series as (
  select a.event_date, a.series_id, min(a.precedence) as precedence, max(a.tool) as tool, max(a.tool_version) as tool_version,
    min(case a.person_source when 'key' then '1' when 'email' then '2' when 'enduser' then '3' when 'account' then '4'
      when 'installation' then '5' else '6' end || a.person) as who,
    max(a.terminal) as terminal, max(a.team) as team, max(a.session_id) as session_id, max(a.model) as model,
    max(a.measure) as measure, max(a.decision) as decision, max(a.decision_source) as decision_source,
    max(a.status) as status
  from activity a cross join range_of_days r
  where a.temporality > 0 and a.event_date >= r.first_date and a.event_date <= r.last_date
  group by a.event_date, a.series_id
),

facts as (
  select s.event_date, s.precedence, s.tool, s.tool_version, s.who, s.terminal, s.team, s.session_id, s.model, s.measure,
    s.decision, s.decision_source, s.status, m.amount, cast(null as bigint) as duration_ms
  from amounts m join series s on s.event_date = m.event_date and s.series_id = m.series_id
  union all
  select a.event_date, min(a.precedence), max(a.tool), max(a.tool_version),
    min(case a.person_source when 'key' then '1' when 'email' then '2' when 'enduser' then '3' when 'account' then '4'
      when 'installation' then '5' else '6' end || a.person),
    max(a.terminal), max(a.team), max(a.session_id), max(a.model), max(a.measure),
    max(a.decision), max(a.decision_source), max(a.status), max(a.qty), max(a.duration_ms)
  from activity a cross join range_of_days r
  where a.temporality = 0 and a.event_date >= r.first_date and a.event_date <= r.last_date
  group by a.event_date, a.row_id
),

-- Tokens and cost are one subject: what is said of them by metrics is said again by events.
totals as (
  select event_date, tool, substr(who, 2) as person, substr(who, 1, 1) as known, terminal, session_id, model, measure,
    case when measure like 'tokens.%' or measure = 'cost.nano_usd' then 'tokens' else measure end as subject,
    case when session_id = '' then 'person ' || substr(who, 2) else 'session ' || session_id end as conversation,
    precedence,
    max(team) as team, max(tool_version) as tool_version,
    cast(sum(amount) as bigint) as amount,
    cast(sum(case when decision = 'accept' then amount else 0 end) as bigint) as accepted,
    cast(sum(case when decision = 'reject' then amount else 0 end) as bigint) as rejected,
    cast(sum(case when decision = 'accept' and substr(decision_source, 1, 5) = 'user_' then amount else 0 end)
      as bigint) as accepted_human,
    cast(sum(case when decision = 'reject' and substr(decision_source, 1, 5) = 'user_' then amount else 0 end)
      as bigint) as rejected_human,
    cast(sum(case when status = 'error' then amount else 0 end) as bigint) as failed,
    count(duration_ms) as timed,
    cast(coalesce(sum(duration_ms), 0) as bigint) as sum_ms,
    coalesce(max(duration_ms), 0) as max_ms,
    count(case when duration_ms <= 250 then 1 end) as le_250,
    count(case when duration_ms <= 500 then 1 end) as le_500,
    count(case when duration_ms <= 1000 then 1 end) as le_1000,
    count(case when duration_ms <= 2500 then 1 end) as le_2500,
    count(case when duration_ms <= 5000 then 1 end) as le_5000,
    count(case when duration_ms <= 10000 then 1 end) as le_10000,
    count(case when duration_ms <= 30000 then 1 end) as le_30000,
    count(case when duration_ms <= 60000 then 1 end) as le_60000
  from facts
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
),

-- Of each conversation's day the tokens and cost, and the edits, come from the records that take precedence among
-- those that speak of them. A metric row of 0 speaks too: it says that metrics cover that day.
ordered as (
  select t.*,
    min(case when measure <> 'cost.nano_usd' then precedence end)
      over (partition by event_date, tool, conversation, subject) as first_precedence,
    min(precedence) over (partition by event_date, tool, conversation, subject) as any_precedence
  from totals t
),

chosen as (
  select * from ordered o
  where subject not in ('tokens', 'edits') or precedence = coalesce(first_precedence, any_precedence)
),

-- A session is a conversation in which something was done; one that was only started, or whose counters only stood
-- still, is none. Whoever holds it on two terminals has held one.
sessions as (
  select event_date, tool, person, session_id, min(terminal) as terminal
  from chosen
  where amount > 0 and measure <> 'session.starts' and session_id <> ''
  group by event_date, tool, person, session_id
),

conversations as (
  select event_date, tool, person, terminal, count(*) as sessions,
    array_agg(session_id order by session_id) as session_ids
  from sessions
  group by event_date, tool, person, terminal
),

-- Every total stands on the row it counts on, and once more, without counting, on the row of its person, so that
-- there is one.
placed as (
  select c.event_date, c.tool, c.person, c.known, c.terminal, c.team, c.tool_version, c.session_id,
    case when p.counts = 1 and c.subject in ('tokens', 'api_requests', 'api_errors') then c.model else '' end as model,
    case when p.counts = 1 then c.measure else '' end as measure,
    c.amount, c.accepted, c.rejected, c.accepted_human, c.rejected_human, c.failed, c.timed, c.sum_ms, c.max_ms,
    c.le_250, c.le_500, c.le_1000, c.le_2500, c.le_5000, c.le_10000, c.le_30000, c.le_60000
  from chosen c cross join (values (0), (1)) as p(counts)
),

sums as (
  select event_date, tool, person, terminal, model,
    min(known) as known, max(team) as team, max(tool_version) as tool_version,
    cast(sum(case when measure = 'session.starts' then amount else 0 end) as bigint) as session_starts,
    cast(sum(case when measure = 'session.starts' and session_id = '' then amount else 0 end) as bigint) as nameless,
    cast(sum(case when measure = 'tokens.input' then amount else 0 end) as bigint) as tokens_input,
    cast(sum(case when measure = 'tokens.output' then amount else 0 end) as bigint) as tokens_output,
    cast(sum(case when measure = 'tokens.cache_read' then amount else 0 end) as bigint) as tokens_cache_read,
    cast(sum(case when measure = 'tokens.cache_creation' then amount else 0 end) as bigint) as tokens_cache_creation,
    cast(sum(case when measure = 'tokens.reasoning' then amount else 0 end) as bigint) as tokens_reasoning,
    cast(sum(case when measure = 'cost.nano_usd' then amount end) as bigint) as cost_nano_usd,
    cast(sum(case when measure = 'lines.added' then amount else 0 end) as bigint) as lines_added,
    cast(sum(case when measure = 'lines.removed' then amount else 0 end) as bigint) as lines_removed,
    cast(sum(case when measure = 'commits' then amount else 0 end) as bigint) as commits,
    cast(sum(case when measure = 'pull_requests' then amount else 0 end) as bigint) as pull_requests,
    cast(sum(case when measure = 'edits' then accepted else 0 end) as bigint) as edits_accepted,
    cast(sum(case when measure = 'edits' then rejected else 0 end) as bigint) as edits_rejected,
    cast(sum(case when measure = 'edits' then accepted_human else 0 end) as bigint) as edits_accepted_human,
    cast(sum(case when measure = 'edits' then rejected_human else 0 end) as bigint) as edits_rejected_human,
    cast(sum(case when measure = 'active_ms.user' then amount else 0 end) as bigint) as active_ms_user,
    cast(sum(case when measure = 'active_ms.cli' then amount else 0 end) as bigint) as active_ms_cli,
    cast(sum(case when measure = 'prompts' then amount else 0 end) as bigint) as prompts,
    cast(sum(case when measure = 'tool_calls' then amount else 0 end) as bigint) as tool_calls,
    cast(sum(case when measure = 'tool_calls' then failed else 0 end) as bigint) as tool_calls_failed,
    cast(sum(case when measure = 'api_requests' then amount else 0 end) as bigint) as api_requests,
    cast(sum(case when measure = 'api_errors' then amount else 0 end) as bigint) as api_errors,
    cast(sum(case when measure = 'api_requests' then timed else 0 end) as bigint) as latency_count,
    cast(sum(case when measure = 'api_requests' then sum_ms else 0 end) as bigint) as latency_sum_ms,
    max(case when measure = 'api_requests' then max_ms else 0 end) as latency_max_ms,
    cast(sum(case when measure = 'api_requests' then le_250 else 0 end) as bigint) as latency_le_250,
    cast(sum(case when measure = 'api_requests' then le_500 else 0 end) as bigint) as latency_le_500,
    cast(sum(case when measure = 'api_requests' then le_1000 else 0 end) as bigint) as latency_le_1000,
    cast(sum(case when measure = 'api_requests' then le_2500 else 0 end) as bigint) as latency_le_2500,
    cast(sum(case when measure = 'api_requests' then le_5000 else 0 end) as bigint) as latency_le_5000,
    cast(sum(case when measure = 'api_requests' then le_10000 else 0 end) as bigint) as latency_le_10000,
    cast(sum(case when measure = 'api_requests' then le_30000 else 0 end) as bigint) as latency_le_30000,
    cast(sum(case when measure = 'api_requests' then le_60000 else 0 end) as bigint) as latency_le_60000
  from placed
  group by event_date, tool, person, terminal, model
  -- Where all is 0, nothing was done: a process that stood idle, or a day that metrics merely cover.
  having sum(amount) > 0
)

select s.event_date, s.tool, s.person, s.terminal, s.model,
  case s.known when '1' then 'key' when '2' then 'email' when '3' then 'enduser' when '4' then 'account'
    when '5' then 'installation' else 'none' end as person_source,
  s.team, s.tool_version,
  coalesce(c.sessions, 0) + s.nameless as sessions,
  coalesce(c.session_ids, array[]) as session_ids,
  s.session_starts,
  s.tokens_input, s.tokens_output, s.tokens_cache_read, s.tokens_cache_creation, s.tokens_reasoning,
  s.cost_nano_usd,
  case when s.cost_nano_usd is null then 'none' else 'reported' end as cost_source,
  s.lines_added, s.lines_removed, s.commits, s.pull_requests,
  s.edits_accepted, s.edits_rejected, s.edits_accepted_human, s.edits_rejected_human,
  s.active_ms_user, s.active_ms_cli, s.prompts, s.tool_calls, s.tool_calls_failed,
  s.api_requests, s.api_errors,
  s.latency_count, s.latency_sum_ms, s.latency_max_ms,
  s.latency_le_250, s.latency_le_500, s.latency_le_1000, s.latency_le_2500,
  s.latency_le_5000, s.latency_le_10000, s.latency_le_30000, s.latency_le_60000
from sums s
left join conversations c
  on s.model = '' and c.event_date = s.event_date and c.tool = s.tool and c.person = s.person
    and c.terminal = s.terminal
order by s.event_date, s.tool, s.person, s.terminal, s.model
