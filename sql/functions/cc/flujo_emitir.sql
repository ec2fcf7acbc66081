-- Emits what one transaction has to say: one event per clinic, clinics in the order of their ids.
-- Parameters: entregas. Reads and writes: as cc.evento_emitir.
CREATE OR REPLACE FUNCTION cc.flujo_emitir(entregas cc.entrega[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM evento_emitir(c.clinica_id, c.cuerpo)
  FROM (SELECT e.clinica_id, json_agg(e.cuerpo) AS cuerpo FROM unnest(entregas) e GROUP BY e.clinica_id ORDER BY e.clinica_id) c;
END $$;
