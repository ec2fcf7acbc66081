-- Forgets what has served its time, a few thousand rows of each kind at a turn: the job comes every minute, and a
-- short transaction is nobody's obstacle. Retention of calls and people is not here: that is the privacy engine's.
--   evento             1 day       the relay keeps 10 minutes; beyond it a browser reloads
--   evento_pbx_visto   7 days      longer than any PBX repeats a delivery
--   entrega_aparte     7 days      deliveries that were refused or came twice
--   idempotencia       24 hours
--   sesion_ticket      when it has expired
--   sesion_codigo      1 day after it has expired
--   sesion             30 days after its end
--   agente_extension   the seat of whoever has no session any more: one that ended by itself is closed like one that was left
--   suscripcion_envio  7 days    what was or is to be told to the ERP
--   trabajo            done or taken back: 7 days; dead: 90 days
-- Parameters: tanda, rows of each kind at most. Returns: how many rows went. Errors: none.
-- Reads and writes: those tables.
CREATE OR REPLACE FUNCTION cc.limpiar(tanda int DEFAULT 20000) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  ya CONSTANT timestamptz := ahora();
  fueron bigint := 0;
  n bigint;
BEGIN
  DELETE FROM evento WHERE ctid = ANY (ARRAY(
    SELECT e.ctid FROM evento e WHERE e.creado < ya - interval '1 day' LIMIT tanda));
  GET DIAGNOSTICS n = ROW_COUNT;
  fueron := fueron + n;
  DELETE FROM evento_pbx_visto WHERE ctid = ANY (ARRAY(
    SELECT v.ctid FROM evento_pbx_visto v WHERE v.recibido < ya - interval '7 days' LIMIT tanda));
  GET DIAGNOSTICS n = ROW_COUNT;
  fueron := fueron + n;
  DELETE FROM entrega_aparte WHERE recibido < ya - interval '7 days';
  GET DIAGNOSTICS n = ROW_COUNT;
  fueron := fueron + n;
  DELETE FROM idempotencia WHERE ctid = ANY (ARRAY(
    SELECT i.ctid FROM idempotencia i WHERE i.creada < ya - interval '24 hours' LIMIT tanda));
  GET DIAGNOSTICS n = ROW_COUNT;
  fueron := fueron + n;
  DELETE FROM sesion_ticket WHERE caduca < ya;
  GET DIAGNOSTICS n = ROW_COUNT;
  fueron := fueron + n;
  DELETE FROM sesion_codigo WHERE caduca < ya - interval '1 day';
  GET DIAGNOSTICS n = ROW_COUNT;
  fueron := fueron + n;
  DELETE FROM sesion WHERE id = ANY (ARRAY(
    SELECT s.id FROM sesion s WHERE least(s.cerrada, s.caduca) < ya - interval '30 days' LIMIT tanda));
  GET DIAGNOSTICS n = ROW_COUNT;
  fueron := fueron + n;
  DELETE FROM suscripcion_envio WHERE ctid = ANY (ARRAY(
    SELECT e.ctid FROM suscripcion_envio e WHERE e.creada < ya - interval '7 days' LIMIT tanda));
  GET DIAGNOSTICS n = ROW_COUNT;
  fueron := fueron + n;
  DELETE FROM trabajo WHERE id = ANY (ARRAY(
    SELECT t.id FROM trabajo t
    WHERE t.estado IN ('hecho', 'anulado') AND t.terminado < ya - interval '7 days'
       OR t.estado = 'muerto' AND t.terminado < ya - interval '90 days' LIMIT tanda));
  GET DIAGNOSTICS n = ROW_COUNT;
  PERFORM sesion_terminar(ARRAY(
    SELECT s.id FROM sesion s
    WHERE s.cerrada IS NULL AND (s.caduca <= ya OR s.ultimo_uso + s.inactividad <= ya) LIMIT tanda));
  RETURN fueron + n;
END
$$;
