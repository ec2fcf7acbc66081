-- Waits for other calls of the same number in the group, until the transaction ends: follow-ups count them together. Taken
-- before any row is locked. By the last nine digits, so that one number written in several ways is one.
-- Parameters: grupo; oferta (cc.llamada_plegar_oferta). Returns: nothing. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_proyectar_turno(grupo bigint, oferta jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  numero constant text := right(regexp_replace(
    oferta ->> CASE oferta ->> 'direccion' WHEN 'saliente' THEN 'destino' ELSE 'origen' END, '\D', '', 'g'), 9);
BEGIN
  IF length(numero) > 5 THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(format('numero %s %s', grupo, numero), 0));
  END IF;
END $$;
