-- Brings the axis `seguimiento` of a number's calls up to date: no_procede unless it was missed; resuelta_auto once somebody
-- has spoken with the number; else how the entry stands that it feeds. What a person closed stays as it was closed.
-- Parameters: grupo; clave, the number. Reads: seguimiento, llamada. Writes: llamada.seguimiento and version.
CREATE OR REPLACE FUNCTION cc.seguimiento_eje(grupo bigint, clave text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE llamada l SET seguimiento = n.eje, version = l.version + 1
  FROM (
    SELECT c.id, CASE WHEN NOT c.es_perdida THEN 'no_procede'
                      WHEN c.inicio <= seguimiento_hablado(grupo, seguimiento_eje.clave, c.clinica_id) THEN 'resuelta_auto'
                      ELSE coalesce((SELECT s.estado FROM seguimiento s
                                     WHERE s.clinica_id = c.clinica_id AND s.clave = seguimiento_eje.clave AND s.clase = 'perdida'
                                       AND s.cerrado IS NULL), c.seguimiento) END AS eje
    FROM llamada c
    WHERE c.grupo_id = grupo AND c.numero = seguimiento_eje.clave AND c.fusionada_en IS NULL
      AND (c.es_perdida AND c.seguimiento NOT IN ('resuelta_manual', 'descartada') OR c.seguimiento <> 'no_procede')
      AND c.inicio > ahora() - interval '1 year'
    ORDER BY c.id) n
  WHERE l.id = n.id AND l.seguimiento <> n.eje;
END $$;
