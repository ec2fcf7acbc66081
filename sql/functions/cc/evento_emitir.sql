-- Appends one event to a clinic's flow. The last thing that a transaction does, clinic by clinic in the order of their ids:
-- the row of flujo stays locked until the commit, so seq order is commit order. The hint to the relays is left out when
-- another transaction is sending one just now, because NOTIFY holds a lock of the whole cluster through the commit; the
-- relay looks again by itself.
-- Parameters: clinica; entregas, deliveries (app/INTERFACES.md §4). Returns: the event's seq, NULL when there is no such
--   clinic. Errors: none of its own.
-- Reads: clinica. Writes: flujo, evento; NOTIFY cc_evento.
CREATE OR REPLACE FUNCTION cc.evento_emitir(clinica bigint, entregas json) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  n bigint;
BEGIN
  WITH f AS (UPDATE flujo u SET seq = u.seq + 1 WHERE u.clinica_id = clinica RETURNING u.*)
  INSERT INTO evento (clinica_id, seq, epoca, grupo_id, entregas)
  SELECT f.clinica_id, f.seq, f.epoca, f.grupo_id, evento_emitir.entregas FROM f
  RETURNING seq INTO n;
  IF n IS NULL THEN -- the clinic's first
    INSERT INTO flujo AS u (clinica_id, grupo_id) SELECT c.id, c.grupo_id FROM clinica c WHERE c.id = evento_emitir.clinica
    ON CONFLICT (clinica_id) DO UPDATE SET seq = u.seq;
    RETURN CASE WHEN FOUND THEN evento_emitir(clinica, entregas) END;
  END IF;
  IF pg_try_advisory_xact_lock(hashtext('cc_evento')) THEN
    PERFORM pg_notify('cc_evento', '');
  END IF;
  RETURN n;
END $$;
