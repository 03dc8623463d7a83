-- A later request may name its session alone, and reach a process that did not begin it. By both in
-- one, so that no look-up that also knows the line is planned by this index: keys alone may repeat.
create index data_sessions_by_session on data_sessions using hash ((peer || ' ' || session_key));
