-- A later request may name its session alone, and reach a process that did not begin it.
create index data_sessions_by_session on data_sessions using hash (session_key);
