-- The live sessions of all lines are shown a page at a time, the last begun first. Not by when each
-- was heard of: an index on that would be written with every report.
create index data_sessions_live_by_id on data_sessions (id) where not is_over;

-- Addresses of sessions that are over go after some days. A session began before it was heard of
-- last, and when it began never moves.
create index data_sessions_with_address on data_sessions (started_at)
  where is_over and (framed_address is not null or framed_ipv6_prefix is not null);
