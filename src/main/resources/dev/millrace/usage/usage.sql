-- Usage of one organisation: one row per (event_date, tool, person, terminal, model), in that order.
--
-- Reads five relations that the engine provides:
--   activity       the lake's table of that name, of one organisation
--   calendar       which instants belong to which of the organisation's days: of the activity under event_date, what
--                  lies from from_ns to to_ns, inclusive, is of day; dates and days as 'YYYY-MM-DD'. It reaches from
--                  the first day on which cumulative points are looked for to the last day wanted; midnight_ns is the
--                  end of event_date, exclusive; edge_ns is where the day's last hour begins
--   range_of_days  one row: first_day, the first day wanted, look_back_ns, the start of the calendar's first day, and
--                  further_back_ns, from when on earlier knows of counters
--   earlier        what counters of which the calendar may have no point before the first day had reached before it
--   prices         what tokens cost: of the models that are like pattern, from the day valid_from on, in requests into
--                  which more than context_over tokens go, in billionths of a dollar for a million of each kind, NULL
--                  where that is not known; version names the table
--
-- One text for DuckDB and Trino. So that both give the same digits: whole numbers only, dates as text, and no maps,
-- quantiles or time functions. Sums are decimals, which no number of points can overflow, and are cut off at a billion
-- dollars, or as many tokens, when they become bigint again.
--
-- It is written to be run as it stands: what a join looks up is on its right, and what stands in /*+ */ is for DuckDB.

with

-- What comes with a personal key is its owner's, and what names nobody is its key's: each has an owner_id, within which
-- all is told apart. What names a session or a person is the same by whatever key it came, and has 0.

-- A record that says no time has the start of the UTC day it arrived on. What is sent again after midnight has the next
-- day's, and is the same record.
untimed as (
  select row_id, owner_id, time_ns
  from activity
  where temporality < 2 and time_ns % 86400000000000 = 0
  group by row_id, owner_id, time_ns
),

-- A record whose clock was ahead stands under the day it arrived on. What is sent again after midnight stands under
-- another day, and is the same record.
ahead as (
  select a.row_id, a.series_id, a.owner_id, a.start_ns, a.time_ns, min(a.event_date) as event_date
  from activity a
  join calendar c on c.event_date = a.event_date
  where a.time_ns >= c.midnight_ns
  group by a.row_id, a.series_id, a.owner_id, a.start_ns, a.time_ns
),

-- What came twice is one. Points of a counter are told apart by numbers alone; their text joins in later.
points as (
  select c.day, a.series_id, a.owner_id, a.start_ns, a.time_ns, max(a.qty) as qty,
    max(case when a.person_source = 'key' then 1 else 0 end) as personal
  from activity a
  join calendar c on c.event_date = a.event_date and a.time_ns between c.from_ns and c.to_ns
  left join ahead h
    on h.series_id = a.series_id and h.owner_id = a.owner_id and h.start_ns = a.start_ns and h.time_ns = a.time_ns
      and h.event_date < a.event_date
  where a.temporality = 2 and h.time_ns is null
  group by c.day, a.series_id, a.owner_id, a.start_ns, a.time_ns
),

-- Counters that came with a personal key and otherwise: one point of the same time and value on a day shows it of the
-- day.
shared as (
  select day, series_id, owner_id, start_ns, time_ns, qty,
    case when qty > 0
      and min(personal) over (partition by day, series_id, start_ns, time_ns, qty)
        < max(personal) over (partition by day, series_id, start_ns, time_ns, qty) then 1 else 0 end as is_shared
  from points
),

-- What a counter had reached before: another start counts from 0 again. Of what stands under another day than its time
-- says, since the sender's clock is ahead, the day comes first where the start is known: the day was computed without
-- what stands under later ones.
-- Counters whose start nobody knows may be several in one series, by processes at once or after one another. The
-- points that are no less than all before are one; of the others, those that are no less than all before them the next.
-- However many points there are, each of the four counts no more than it ever held.
reached as (
  select *, max(qty) over (partition by series_id, owner_id, start_ns
      order by case when start_ns > 0 then day else '' end, time_ns, day
      rows between unbounded preceding and 1 preceding) as reached_first
  from shared
),

reached_by_two as (
  select *, max(case when start_ns <= 0 and qty < reached_first then qty end)
    over (partition by series_id, owner_id, start_ns
    order by case when start_ns > 0 then day else '' end, time_ns, day
    rows between unbounded preceding and 1 preceding) as reached_second
  from reached
),

reached_by_three as (
  select *, max(case when start_ns <= 0 and qty < reached_first and qty < reached_second then qty end)
    over (partition by series_id, owner_id, start_ns
    order by case when start_ns > 0 then day else '' end, time_ns, day
    rows between unbounded preceding and 1 preceding) as reached_third
  from reached_by_two
),

reached_by_four as (
  select *, max(case when start_ns <= 0 and qty < reached_first and qty < reached_second and qty < reached_third
      then qty end)
    over (partition by series_id, owner_id, start_ns
    order by case when start_ns > 0 then day else '' end, time_ns, day
    rows between unbounded preceding and 1 preceding) as reached_fourth
  from reached_by_three
),

-- A point without one before it goes on where its counter was before the look-back. Where nothing is known of that it
-- counts whole, unless the counter began before all that is known: what it held by then was counted on days that are not
-- seen here. A counter that drops, of a start that is known, went wrong, and counts again once it is past where it was;
-- of another it is another counter.
amounts as (
  select p.day, p.series_id, p.owner_id, p.start_ns, max(p.is_shared) as is_shared,
    sum(cast(case
      when p.reached_first is null and p.start_ns < r.look_back_ns and e.qty is not null
        then case when p.qty >= e.qty then p.qty - e.qty when p.start_ns > 0 then 0 else p.qty end
      when p.reached_first is null and p.start_ns > 0 and p.start_ns < r.further_back_ns then 0
      when p.reached_first is null or p.qty >= p.reached_first then p.qty - coalesce(p.reached_first, 0)
      when p.start_ns > 0 then 0
      when p.reached_second is null or p.qty >= p.reached_second then p.qty - coalesce(p.reached_second, 0)
      when p.reached_third is null or p.qty >= p.reached_third then p.qty - coalesce(p.reached_third, 0)
      when p.reached_fourth is null or p.qty >= p.reached_fourth then p.qty - coalesce(p.reached_fourth, 0)
      else 0 end as decimal(18, 0))) as amount
  from reached_by_four p
  cross join range_of_days r
  left join earlier e on e.series_id = p.series_id and e.owner_id = p.owner_id and e.start_ns = p.start_ns
  where p.day >= r.first_day
  group by p.day, p.series_id, p.owner_id, p.start_ns
),

-- A person goes with how well they are known in front, so that of two the better known is the smaller.
series as (
  select c.day, a.series_id, a.owner_id, min(a.precedence) as precedence, min(a.key_id) as key_id,
    max(a.tool) as tool, max(a.tool_version) as tool_version,
    min(case a.person_source when 'key' then '1' when 'email' then '2' when 'enduser' then '3' when 'account' then '4'
      when 'installation' then '5' else '6' end || a.person) as who,
    max(a.terminal) as terminal, max(a.team) as team, max(a.session_id) as session_id, max(a.model) as model,
    max(a.measure) as measure, max(a.decision) as decision, max(a.decision_source) as decision_source,
    max(a.status) as status
  from activity a
  join calendar c on c.event_date = a.event_date and a.time_ns between c.from_ns and c.to_ns
  cross join range_of_days r
  where a.temporality = 2 and c.day >= r.first_day
  group by c.day, a.series_id, a.owner_id
),

counters as (
  select s.*, m.start_ns, m.amount, m.is_shared
  from amounts m
  join series s on s.day = m.day and s.series_id = m.series_id and s.owner_id = m.owner_id
),

-- Events, and deltas, which are events of an amount. Of an event, settled is what points of its day must have held too:
-- all but the day's last hour, which points of the next day may hold; of points it is null.
-- Wide, and many: Trino reads them anew for everyone who asks, where DuckDB would keep them all.
events as /*+ not materialized */ (
  select c.day, a.row_id, a.owner_id, a.time_ns, a.precedence, a.key_id, a.tool, a.tool_version,
    case a.person_source when 'key' then '1' when 'email' then '2' when 'enduser' then '3' when 'account' then '4'
      when 'installation' then '5' else '6' end || a.person as who,
    a.terminal, a.team, a.session_id, a.model, a.measure, a.decision, a.decision_source, a.status, a.qty, a.context_tokens,
    case when a.temporality = 1 then null when a.time_ns < c.edge_ns then a.qty else 0 end as settled,
    a.duration_ms, a.first_token_ms
  from activity a
  join calendar c on c.event_date = a.event_date and a.time_ns between c.from_ns and c.to_ns
  cross join range_of_days r
  left join untimed u on u.row_id = a.row_id and u.owner_id = a.owner_id and u.time_ns = a.time_ns - 86400000000000
  left join ahead h
    on h.row_id = a.row_id and h.owner_id = a.owner_id and h.time_ns = a.time_ns and h.event_date < a.event_date
  where a.temporality < 2 and c.day >= r.first_day and u.row_id is null and h.row_id is null
),

-- Few events came twice; to look for one text among each event's own takes longer than all else about them.
repeated as (
  select c.day, a.row_id
  from activity a
  join calendar c on c.event_date = a.event_date and a.time_ns between c.from_ns and c.to_ns
  cross join range_of_days r
  where a.temporality < 2 and c.day >= r.first_day
  group by c.day, a.row_id
  having count(*) > 1
),

-- Of each that came twice one is left for each owner, and one for all others.
copies as (
  select e.day, e.row_id, max(e.time_ns) as time_ns, max(e.qty) as qty, min(e.precedence) as precedence,
    min(e.key_id) as key_id, max(e.tool) as tool, max(e.tool_version) as tool_version, min(e.who) as who,
    max(e.terminal) as terminal, max(e.team) as team, max(e.session_id) as session_id, max(e.model) as model,
    max(e.measure) as measure, max(e.decision) as decision, max(e.decision_source) as decision_source,
    max(e.status) as status, max(e.settled) as settled, max(e.context_tokens) as context_tokens,
    max(e.duration_ms) as duration_ms, max(e.first_token_ms) as first_token_ms
  from events e
  join repeated r on r.day = e.day and r.row_id = e.row_id
  group by e.day, e.row_id, e.owner_id
),

-- What is claimed both by a personal key and otherwise says which record it is; all else says nothing there.
facts as (
  select day, precedence, key_id, tool, tool_version, who, terminal, team, session_id, model, measure, decision,
    decision_source, status, amount, cast(null as decimal(38, 0)) as settled, cast(0 as bigint) as context_tokens,
    cast(null as bigint) as duration_ms, cast(null as bigint) as first_token_ms,
    case when is_shared = 1 then cast(series_id as varchar) || ' ' || cast(start_ns as varchar) else '' end as claim
  from counters
  union all
  select e.day, e.precedence, e.key_id, e.tool, e.tool_version, e.who, e.terminal, e.team, e.session_id, e.model,
    e.measure, e.decision, e.decision_source, e.status, cast(e.qty as decimal(38, 0)),
    cast(e.settled as decimal(38, 0)), e.context_tokens, e.duration_ms, e.first_token_ms, ''
  from events e
  left join repeated r on r.day = e.day and r.row_id = e.row_id
  where r.row_id is null
  union all
  select day, precedence, key_id, tool, tool_version, who, terminal, team, session_id, model, measure, decision,
    decision_source, status, cast(qty as decimal(38, 0)), cast(settled as decimal(38, 0)), context_tokens, duration_ms,
    first_token_ms,
    case when min(case when who like '1%' then 1 else 0 end) over (partition by day, row_id, time_ns, qty)
      < max(case when who like '1%' then 1 else 0 end) over (partition by day, row_id, time_ns, qty)
      then cast(row_id as varchar) || ' ' || cast(time_ns as varchar) || ' ' || cast(qty as varchar) else '' end
  from copies
),

gathered as (
  select day, tool, key_id, who, terminal, session_id, model, measure, precedence,
    -- From where on a larger context may cost more.
    case when context_tokens > 512000 then 512000 when context_tokens > 272000 then 272000
      when context_tokens > 256000 then 256000 when context_tokens > 200000 then 200000
      when context_tokens > 128000 then 128000 when context_tokens > 100000 then 100000
      when context_tokens > 32000 then 32000 else 0 end as context_over,
    claim,
    max(team) as team, max(tool_version) as tool_version,
    sum(amount) as amount,
    sum(case when settled is null then amount end) as pointed,
    sum(settled) as settled,
    sum(case when decision = 'accept' then amount else 0 end) as accepted,
    sum(case when decision = 'reject' then amount else 0 end) as rejected,
    sum(case when decision = 'accept' and substr(decision_source, 1, 5) = 'user_' then amount else 0 end)
      as accepted_human,
    sum(case when decision = 'reject' and substr(decision_source, 1, 5) = 'user_' then amount else 0 end)
      as rejected_human,
    sum(case when status = 'error' then amount else 0 end) as failed,
    count(duration_ms) as timed,
    sum(cast(coalesce(duration_ms, 0) as decimal(18, 0))) as sum_ms,
    coalesce(max(duration_ms), 0) as max_ms,
    count(case when duration_ms <= 250 then 1 end) as le_250,
    count(case when duration_ms <= 500 then 1 end) as le_500,
    count(case when duration_ms <= 1000 then 1 end) as le_1000,
    count(case when duration_ms <= 2500 then 1 end) as le_2500,
    count(case when duration_ms <= 5000 then 1 end) as le_5000,
    count(case when duration_ms <= 10000 then 1 end) as le_10000,
    count(case when duration_ms <= 30000 then 1 end) as le_30000,
    count(case when duration_ms <= 60000 then 1 end) as le_60000,
    count(first_token_ms) as first_tokens,
    sum(cast(coalesce(first_token_ms, 0) as decimal(18, 0))) as first_token_sum_ms,
    coalesce(max(first_token_ms), 0) as first_token_max_ms
  from facts
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
),

-- A session has one person: a record that knows them less well than another of it takes theirs. What came with a
-- personal key is the owner's, and names nobody else: to know a session's id is not to know its records.
named as (
  select g.*, min(case when who not like '1%' then who end) over (partition by day, tool, session_id) as best_known
  from gathered g
),

addressed as (
  select n.*, case when known_as like '1%' then 1 else 0 end as personal,
    case when known_as like '1%' or known_as like '%@%' then substr(known_as, 2) else '' end as address
  from (
    select n.*, case when session_id <> '' and substr(best_known, 1, 1) < substr(who, 1, 1) then best_known
      else who end as known_as
    from named n
  ) n
),

claimed as (
  select a.*,
    max(personal) over (partition by day, session_id, claim) as has_personal,
    max(personal) over (partition by day, session_id, claim, address) as is_owners,
    min(case when personal = 0 and address <> '' then address end) over (partition by day, session_id, claim)
      as least_address,
    max(case when personal = 0 and address <> '' then address end) over (partition by day, session_id, claim)
      as greatest_address
  from addressed a
),

-- Of two copies, one by a personal key and one by another: if that, or its session, names another address, it stays
-- and the personal one is left out; if it names the owner or no address, the owner's counts.
partials as (
  select *
  from claimed
  where case when claim = '' then true
    when personal = 1 then coalesce(least_address = address and greatest_address = address, true)
    when address = '' then has_personal = 0 else is_owners = 0 end
),

-- Up to here some sessions can be computed at a time, by their hashes, and all of them are added up below.

totals as (
  select day, tool, key_id, known_as as who, terminal, session_id, model, measure, precedence, context_over,
    max(team) as team, max(tool_version) as tool_version,
    sum(amount) as amount, sum(pointed) as pointed, sum(settled) as settled,
    sum(accepted) as accepted, sum(rejected) as rejected,
    sum(accepted_human) as accepted_human, sum(rejected_human) as rejected_human, sum(failed) as failed,
    sum(timed) as timed, sum(sum_ms) as sum_ms, max(max_ms) as max_ms,
    sum(le_250) as le_250, sum(le_500) as le_500, sum(le_1000) as le_1000, sum(le_2500) as le_2500,
    sum(le_5000) as le_5000, sum(le_10000) as le_10000, sum(le_30000) as le_30000, sum(le_60000) as le_60000,
    sum(first_tokens) as first_tokens, sum(first_token_sum_ms) as first_token_sum_ms,
    max(first_token_max_ms) as first_token_max_ms
  from partials
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
),

-- Of the patterns that a model is like, the longest says most of it; of its prices, the latest is the day's.
ranked_prices as (
  select m.day, m.model, c.context_over, p.input, p.output, p.cache_read, p.cache_creation, p.cache_creation_1h,
    p.version,
    row_number() over (partition by m.day, m.model, c.context_over
      order by length(p.pattern) desc, p.pattern, p.valid_from desc, p.context_over desc) as rank_of_price
  from (
    select c.day, a.model
    from activity a
    join calendar c on c.event_date = a.event_date and a.time_ns between c.from_ns and c.to_ns
    group by c.day, a.model
  ) m
  join prices p on m.model like p.pattern and p.valid_from <= m.day
  join (values (0), (32000), (100000), (128000), (200000), (256000), (272000), (512000)) as c(context_over)
    on c.context_over >= p.context_over
),

-- Of tokens that stay in a cache for an hour, what that costs more than five minutes.
priced as (
  select t.*, coalesce(p.version, '') as version,
    case t.measure when 'tokens.input' then p.input when 'tokens.input_cached' then p.input
      when 'tokens.output' then p.output when 'tokens.cache_read' then p.cache_read
      when 'tokens.cache_creation' then p.cache_creation
      when 'cache_writes.1h' then p.cache_creation_1h - p.cache_creation end as nano_usd
  from totals t
  left join ranked_prices p
    on p.day = t.day and p.model = t.model and p.context_over = t.context_over and p.rank_of_price = 1
),

-- What tokens cost by the price table is one more thing that is told of the cost, and believed after all else; so is
-- that no price is known of them. That no tokens cost nothing is told too, for metrics that merely cover a day take its
-- tokens from events, and so must take what these cost.
told as (
  select t.day, t.tool, t.key_id, t.who, t.terminal, t.session_id, t.model, t.team, t.tool_version,
    case when d.derived = 0 then t.measure when t.amount = 0 then 'cost.of_nothing'
      when t.measure = 'tokens.input_cached' then case when t.nano_usd is null then 'cost.unpriced_off'
        else 'cost.derived_off' end
      when t.nano_usd is null then 'cost.unpriced' else 'cost.derived' end as measure,
    case when d.derived = 1 then 'cost' else split_part(t.measure, '.', 1) end as subject,
    case when d.derived = 1 then 1000 + t.precedence else t.precedence end as precedence,
    case when d.derived = 1 and t.amount > 0 and t.nano_usd is not null then t.version else '' end as price_version,
    case when d.derived = 1 and t.nano_usd is not null
      then cast(least(least(t.amount, 1000000000000000) * cast(t.nano_usd as decimal(18, 0))
        * cast(0.000001 as decimal(6, 6)), 1000000000000000) as decimal(38, 0))
      else t.amount end as amount,
    case when t.pointed is null then null when d.derived = 1 and t.nano_usd is not null
      then cast(least(least(t.pointed, 1000000000000000) * cast(t.nano_usd as decimal(18, 0))
        * cast(0.000001 as decimal(6, 6)), 1000000000000000) as decimal(38, 0))
      else t.pointed end as pointed,
    case when t.settled is null then null when d.derived = 1 and t.nano_usd is not null
      then cast(least(least(t.settled, 1000000000000000) * cast(t.nano_usd as decimal(18, 0))
        * cast(0.000001 as decimal(6, 6)), 1000000000000000) as decimal(38, 0))
      else t.settled end as settled,
    t.accepted, t.rejected, t.accepted_human, t.rejected_human, t.failed, t.timed, t.sum_ms, t.max_ms,
    t.le_250, t.le_500, t.le_1000, t.le_2500, t.le_5000, t.le_10000, t.le_30000, t.le_60000,
    t.first_tokens, t.first_token_sum_ms, t.first_token_max_ms
  from priced t
  cross join (values (0), (1)) as d(derived)
  where d.derived = 0 or t.nano_usd is not null or t.measure in ('tokens.input', 'tokens.input_cached',
    'tokens.output', 'tokens.cache_read', 'tokens.cache_creation')
),

-- Two records tell of the same if they name the same session; or, where one of them names none, the same person; or,
-- where one of them names nobody either, if they came with the same key. A row of 0 tells too: of metrics it says that
-- they cover that day.
circles as (
  select t.*, substr(who, 2) as person, substr(who, 1, 1) as known, case when who like '1%' then 1 else 0 end as personal,
    case when session_id <> '' then 'session' when substr(who, 1, 1) <> '6' then 'person' else 'key' end as names
  from told t
),

-- Points of a session can fail to arrive, and so can its events. Where points take precedence, but events tell of more
-- of one measure than points do, by more than a thousandth and the edge of the day, the events come first: those that
-- tell of most.
foremost as (
  select c.*, min(precedence) over (partition by day, tool, subject, session_id, person, personal) as foremost
  from circles c
),

compared as (
  select f.*,
    sum(case when precedence = foremost then pointed end)
      over (partition by day, tool, subject, session_id, person, personal, measure) as of_points,
    sum(settled) over (partition by day, tool, subject, session_id, person, personal, measure, precedence) as of_events
  from foremost f
),

missing as (
  select c.*,
    max(case when session_id <> '' and of_events * 1000 > of_points * 1001 then of_events - of_points end)
      over (partition by day, tool, subject, session_id, person, personal) as missed
  from compared c
),

placed_sources as (
  select m.*,
    case when precedence = min(case when of_events - of_points = missed then precedence end)
      over (partition by day, tool, subject, session_id, person, personal) then -1 else precedence end as place
  from missing m
),

-- What came with a personal key is compared with what is of its owner alone.
ordered as (
  select c.*,
    min(case when personal = 0 then place end) over (partition by day, tool, subject, session_id) as of_session,
    min(place) over (partition by day, tool, subject, session_id, person) as of_own_session,
    min(place) over (partition by day, tool, subject, person) as of_person,
    min(case when names = 'person' then place end) over (partition by day, tool, subject, person) as of_person_only,
    min(place) over (partition by day, tool, subject, key_id) as of_key,
    min(case when names = 'key' then place end) over (partition by day, tool, subject, key_id) as of_key_only
  from placed_sources c
),

-- Of all that is told of a subject, what takes precedence counts; the rest repeats it.
chosen as (
  select *
  from ordered
  where place <= case names when 'session' then of_own_session when 'person' then of_person else of_key end
    and (names <> 'session' or personal = 1 or place <= of_session)
    and place <= coalesce(of_person_only, place)
    and place <= coalesce(of_key_only, place)
),

-- A session is a conversation in which something was done; one that was only started, or whose counters only stood
-- still, is none. Whoever holds it on two terminals has held one.
held as (
  select c.*,
    case when session_id <> '' and amount > 0 and measure <> 'session.starts'
      and row_number() over (partition by day, tool, person, session_id
        order by case when amount > 0 and measure <> 'session.starts' then 0 else 1 end, terminal) = 1
      then session_id else '' end as holds
  from chosen c
),

-- Every total stands on the row it counts on, and once more, without counting, on the row of its person, so that
-- there is one.
placed as (
  select c.day, c.tool, c.person, c.known, c.terminal, c.team, c.tool_version, c.session_id,
    case when p.counts = 1 and c.subject in ('tokens', 'cache_writes', 'cost', 'api_requests', 'api_errors') then c.model else '' end
      as model,
    case when p.counts = 1 then c.measure else '' end as measure,
    case when p.counts = 1 then c.price_version else '' end as price_version,
    case when p.counts = 0 then c.holds else '' end as holds,
    c.amount, c.accepted, c.rejected, c.accepted_human, c.rejected_human, c.failed, c.timed, c.sum_ms, c.max_ms,
    c.le_250, c.le_500, c.le_1000, c.le_2500, c.le_5000, c.le_10000, c.le_30000, c.le_60000,
    c.first_tokens, c.first_token_sum_ms, c.first_token_max_ms
  from held c cross join (values (0), (1)) as p(counts)
),

sums as (
  select day, tool, person, terminal, model,
    min(known) as known, max(team) as team, max(tool_version) as tool_version,
    count(case when holds <> '' then 1 end) as sessions,
    array_agg(holds order by holds) filter (where holds <> '') as session_ids,
    sum(case when measure = 'session.starts' then amount else 0 end) as session_starts,
    sum(case when measure = 'session.starts' and session_id = '' then amount else 0 end) as nameless,
    -- Where a tool counts cached tokens among the input, they and what they would cost are taken off it.
    greatest(sum(case measure when 'tokens.input' then amount when 'tokens.input_cached' then -amount else 0 end), 0)
      as tokens_input,
    sum(case when measure = 'tokens.output' then amount else 0 end) as tokens_output,
    sum(case when measure = 'tokens.cache_read' then amount else 0 end) as tokens_cache_read,
    sum(case when measure = 'tokens.cache_creation' then amount else 0 end) as tokens_cache_creation,
    sum(case when measure = 'cache_writes.1h' then amount else 0 end) as tokens_cache_creation_1h,
    sum(case when measure = 'tokens.reasoning' then amount else 0 end) as tokens_reasoning,
    greatest(sum(case measure when 'cost.unpriced' then amount when 'cost.unpriced_off' then -amount else 0 end), 0)
      as tokens_unpriced,
    sum(case when measure in ('cost.nano_usd', 'cost.derived') then amount
      when measure = 'cost.derived_off' then -amount end) as cost_nano_usd,
    count(case when measure = 'cost.nano_usd' then 1 end) as reported,
    count(case when measure in ('cost.derived', 'cost.derived_off') then 1 end) as derived,
    max(price_version) as price_version,
    sum(case when measure = 'lines.added' then amount else 0 end) as lines_added,
    sum(case when measure = 'lines.removed' then amount else 0 end) as lines_removed,
    sum(case when measure = 'commits' then amount else 0 end) as commits,
    sum(case when measure = 'pull_requests' then amount else 0 end) as pull_requests,
    sum(case when measure = 'edits' then accepted else 0 end) as edits_accepted,
    sum(case when measure = 'edits' then rejected else 0 end) as edits_rejected,
    sum(case when measure = 'edits' then accepted_human else 0 end) as edits_accepted_human,
    sum(case when measure = 'edits' then rejected_human else 0 end) as edits_rejected_human,
    sum(case when measure = 'active_ms.user' then amount else 0 end) as active_ms_user,
    sum(case when measure = 'active_ms.cli' then amount else 0 end) as active_ms_cli,
    sum(case when measure = 'prompts' then amount else 0 end) as prompts,
    sum(case when measure = 'tool_calls' then amount else 0 end) as tool_calls,
    sum(case when measure = 'tool_calls' then failed else 0 end) as tool_calls_failed,
    sum(case when measure = 'api_requests' then amount else 0 end) as api_requests,
    sum(case when measure = 'api_errors' then amount else 0 end) as api_errors,
    cast(sum(case when measure = 'api_requests' then timed else 0 end) as bigint) as latency_count,
    sum(case when measure = 'api_requests' then sum_ms else 0 end) as latency_sum_ms,
    max(case when measure = 'api_requests' then max_ms else 0 end) as latency_max_ms,
    cast(sum(case when measure = 'api_requests' then le_250 else 0 end) as bigint) as latency_le_250,
    cast(sum(case when measure = 'api_requests' then le_500 else 0 end) as bigint) as latency_le_500,
    cast(sum(case when measure = 'api_requests' then le_1000 else 0 end) as bigint) as latency_le_1000,
    cast(sum(case when measure = 'api_requests' then le_2500 else 0 end) as bigint) as latency_le_2500,
    cast(sum(case when measure = 'api_requests' then le_5000 else 0 end) as bigint) as latency_le_5000,
    cast(sum(case when measure = 'api_requests' then le_10000 else 0 end) as bigint) as latency_le_10000,
    cast(sum(case when measure = 'api_requests' then le_30000 else 0 end) as bigint) as latency_le_30000,
    cast(sum(case when measure = 'api_requests' then le_60000 else 0 end) as bigint) as latency_le_60000,
    cast(sum(case when measure = 'api_requests' then first_tokens else 0 end) as bigint) as first_token_count,
    sum(case when measure = 'api_requests' then first_token_sum_ms else 0 end) as first_token_sum_ms,
    max(case when measure = 'api_requests' then first_token_max_ms else 0 end) as first_token_max_ms
  from placed
  group by day, tool, person, terminal, model
  -- Where all is 0, nothing was done: a process that stood idle, or a day that metrics merely cover.
  having sum(amount) > 0
)

select s.day as event_date, s.tool, s.person, s.terminal, s.model,
  case s.known when '1' then 'key' when '2' then 'email' when '3' then 'enduser' when '4' then 'account'
    when '5' then 'installation' else 'none' end as person_source,
  s.team, s.tool_version,
  -- Starts that name no session stand for sessions only where nobody names any.
  case when s.sessions = 0 and max(s.sessions) over (partition by s.day, s.tool, s.person) = 0
    then cast(least(s.nameless, 1000000000000000000) as bigint) else s.sessions end as sessions,
  coalesce(s.session_ids, array[]) as session_ids,
  cast(least(s.session_starts, 1000000000000000000) as bigint) as session_starts,
  cast(least(s.tokens_input, 1000000000000000000) as bigint) as tokens_input,
  cast(least(s.tokens_output, 1000000000000000000) as bigint) as tokens_output,
  cast(least(s.tokens_cache_read, 1000000000000000000) as bigint) as tokens_cache_read,
  cast(least(s.tokens_cache_creation, 1000000000000000000) as bigint) as tokens_cache_creation,
  cast(least(s.tokens_cache_creation_1h, 1000000000000000000) as bigint) as tokens_cache_creation_1h,
  cast(least(s.tokens_reasoning, 1000000000000000000) as bigint) as tokens_reasoning,
  cast(least(s.tokens_unpriced, 1000000000000000000) as bigint) as tokens_unpriced,
  case when s.cost_nano_usd is not null then cast(least(greatest(s.cost_nano_usd, 0), 1000000000000000000) as bigint)
    end as cost_nano_usd,
  case when s.cost_nano_usd is not null and s.tokens_unpriced > 0 then 'partial'
    when s.reported > 0 and s.derived > 0 then 'mixed' when s.reported > 0 then 'reported'
    when s.derived > 0 then 'derived' else 'none' end as cost_source,
  s.price_version,
  cast(least(s.lines_added, 1000000000000000000) as bigint) as lines_added,
  cast(least(s.lines_removed, 1000000000000000000) as bigint) as lines_removed,
  cast(least(s.commits, 1000000000000000000) as bigint) as commits,
  cast(least(s.pull_requests, 1000000000000000000) as bigint) as pull_requests,
  cast(least(s.edits_accepted, 1000000000000000000) as bigint) as edits_accepted,
  cast(least(s.edits_rejected, 1000000000000000000) as bigint) as edits_rejected,
  cast(least(s.edits_accepted_human, 1000000000000000000) as bigint) as edits_accepted_human,
  cast(least(s.edits_rejected_human, 1000000000000000000) as bigint) as edits_rejected_human,
  cast(least(s.active_ms_user, 1000000000000000000) as bigint) as active_ms_user,
  cast(least(s.active_ms_cli, 1000000000000000000) as bigint) as active_ms_cli,
  cast(least(s.prompts, 1000000000000000000) as bigint) as prompts,
  cast(least(s.tool_calls, 1000000000000000000) as bigint) as tool_calls,
  cast(least(s.tool_calls_failed, 1000000000000000000) as bigint) as tool_calls_failed,
  cast(least(s.api_requests, 1000000000000000000) as bigint) as api_requests,
  cast(least(s.api_errors, 1000000000000000000) as bigint) as api_errors,
  s.latency_count, cast(least(s.latency_sum_ms, 1000000000000000000) as bigint) as latency_sum_ms, s.latency_max_ms,
  s.first_token_count, cast(least(s.first_token_sum_ms, 1000000000000000000) as bigint) as first_token_sum_ms,
  s.first_token_max_ms,
  s.latency_le_250, s.latency_le_500, s.latency_le_1000, s.latency_le_2500,
  s.latency_le_5000, s.latency_le_10000, s.latency_le_30000, s.latency_le_60000
from sums s
order by s.day, s.tool, s.person, s.terminal, s.model
