-- Brings the axis `seguimiento` of a number's calls up to date: no_procede unless it was missed; resuelta_auto once somebody
-- has spoken with the number; else how the entry stands that it feeds. What a person closed stays as it was closed.
-- Read are the missed calls that are still open (index llamada_debida) and those since somebody last spoke with the number:
-- where the clinics share their patients, a number that calls every day costs no more than one that has never called.
-- Parameters: grupo; clave, the number. Reads: seguimiento, llamada. Writes: llamada.seguimiento and version.
CREATE OR REPLACE FUNCTION cc.seguimiento_eje(grupo bigint, clave text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  desde constant timestamptz := coalesce(seguimiento_hablado(grupo, clave, NULL), ahora() - interval '1 year');
  n record;
BEGIN
  FOR n IN -- nearly always none, and never many: no join may read the table for them
    SELECT e.id, e.eje
    FROM (
      SELECT c.id, c.seguimiento,
        CASE WHEN NOT c.es_perdida THEN 'no_procede'
             WHEN c.inicio <= seguimiento_hablado(grupo, seguimiento_eje.clave, c.clinica_id) THEN 'resuelta_auto'
             ELSE coalesce((SELECT s.estado FROM seguimiento s
                            WHERE s.clinica_id = c.clinica_id AND s.clave = seguimiento_eje.clave AND s.clase = 'perdida'
                              AND s.cerrado IS NULL), c.seguimiento) END AS eje
      FROM (
        SELECT x.id, x.clinica_id, x.inicio, x.es_perdida, x.seguimiento FROM llamada x
        WHERE x.grupo_id = grupo AND x.numero = seguimiento_eje.clave AND x.es_perdida AND x.fusionada_en IS NULL
          AND x.seguimiento <> ALL ('{resuelta_auto, resuelta_manual, descartada}')
        UNION ALL
        SELECT x.id, x.clinica_id, x.inicio, x.es_perdida, x.seguimiento FROM llamada x
        WHERE x.grupo_id = grupo AND x.numero = seguimiento_eje.clave AND x.inicio > desde AND x.fusionada_en IS NULL
          AND CASE WHEN x.es_perdida THEN x.seguimiento = 'resuelta_auto' ELSE x.seguimiento <> 'no_procede' END) c) e
    WHERE e.eje <> e.seguimiento
    ORDER BY e.id
  LOOP
    UPDATE llamada l SET seguimiento = n.eje, version = l.version + 1 WHERE l.id = n.id;
  END LOOP;
END $$;
