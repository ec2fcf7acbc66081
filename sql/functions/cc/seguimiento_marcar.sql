-- Brings the axis `seguimiento` of the calls that fed an entry to what a person made of it.
-- Parameters: s, the entry. Returns: ids of the calls that changed. Writes: llamada.
CREATE OR REPLACE FUNCTION cc.seguimiento_marcar(s cc.seguimiento) RETURNS bigint[]
LANGUAGE plpgsql AS $$
DECLARE
  tocadas bigint[];
BEGIN
  WITH suya AS (
    SELECT l.id FROM llamada l
    WHERE l.grupo_id = s.grupo_id AND l.numero = s.clave AND l.clinica_id = s.clinica_id AND l.fusionada_en IS NULL
      AND s.clase = 'perdida' AND l.es_perdida AND l.inicio BETWEEN s.primera AND s.ultima AND l.seguimiento <> s.estado
    ORDER BY l.id
    FOR NO KEY UPDATE
  ), escrita AS (
    UPDATE llamada l SET seguimiento = s.estado, version = l.version + 1 FROM suya WHERE l.id = suya.id
    RETURNING l.id)
  SELECT array_agg(e.id) INTO tocadas FROM escrita e;
  RETURN coalesce(tocadas, '{}');
END
$$;
