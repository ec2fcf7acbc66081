-- The time of this transaction; in tests, the time that `SET cc.reloj = '2026-10-25 02:30+02'` stopped.
-- Returns: timestamptz. Reads: the setting cc.reloj. Inlined into the statements that call it: give it no SET clause.
CREATE OR REPLACE FUNCTION cc.ahora() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(pg_catalog.current_setting('cc.reloj', true), '')::timestamptz, pg_catalog.now())
$$;
