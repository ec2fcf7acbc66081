-- The alarm for PBXs that are open for business and say nothing, once a minute: one whose own clinic has been open for
-- silencio_min minutes since its last delivery is silent, until the next one. A PBX that has never spoken is not silent but not
-- installed yet. The panels are told of each change.
-- Reads: centralita, horario, festivo. Writes: centralita_salud, evento.
CREATE OR REPLACE FUNCTION cc.centralita_silencio() RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  cambiadas bigint[];
BEGIN
  WITH juicio AS MATERIALIZED (
    SELECT c.id, c.activa AND c.silencio_min > 0
      AND horario_abierto_s(c.clinica_id, s.ultimo_evento, ahora()) >= c.silencio_min * 60 AS calla
    FROM centralita c JOIN centralita_salud s ON s.centralita_id = c.id
    WHERE s.ultimo_evento IS NOT NULL
  ), cambio AS (
    UPDATE centralita_salud s SET silenciosa_desde = CASE WHEN j.calla THEN ahora() END
    FROM juicio j
    WHERE s.centralita_id = j.id AND j.calla IS DISTINCT FROM (s.silenciosa_desde IS NOT NULL)
    RETURNING s.centralita_id)
  SELECT array_agg(centralita_id ORDER BY centralita_id) INTO cambiadas FROM cambio;
  PERFORM flujo_emitir(ARRAY(SELECT e FROM unnest(cambiadas) c, unnest(centralita_entregas(c)) e));
END
$$;
