-- What a group has spent today, by its own tariff, on what it dialled by click-to-call: every minute begun, one at least. The
-- day is that of the clinic's zone. Parameters: grupo; clinica. Returns: cents. Reads: orden (index orden_gasto), llamada.
CREATE OR REPLACE FUNCTION cc.llamar_gasto(grupo bigint, clinica bigint) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
  zona constant text := (SELECT c.zona FROM clinica c WHERE c.id = llamar_gasto.clinica);
  hoy constant timestamptz := date_trunc('day', ahora() AT TIME ZONE zona) AT TIME ZONE zona;
BEGIN
  RETURN coalesce((
    SELECT sum(o.tarifa_cent * greatest(1, ceil(CASE WHEN l.cierre IS NULL THEN extract(epoch FROM ahora() - o.creada)
                                                     ELSE l.conversacion_s END / 60.0)))
    FROM orden o JOIN llamada l ON l.id = o.llamada_id
    WHERE o.grupo_id = grupo AND o.tarifa_cent > 0 AND o.creada >= hoy AND o.estado NOT IN ('rechazada', 'anulada')), 0);
END
$$;
