-- Makes whatever concerns one number wait for each other, until the end of the transaction: the calls of it, as the fold
-- projects them, its follow-ups, the creation of its patient. To be taken before any row is locked.
-- Parameters: grupo; numero, written in any way, NULL for none. Locks: an advisory lock on the last nine digits.
CREATE OR REPLACE FUNCTION cc.numero_bloquear(grupo bigint, numero text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(
    format('numero %s %s', grupo, right(regexp_replace(coalesce(numero, ''), '\D', '', 'g'), 9)), 0));
END
$$;
