-- The filters of the history that are present, as the conditions of a statement over llamada l. Each shape of the statement
-- gets its own plan. Text of the caller never enters it: only names and parameters of this table do.
-- Parameters: f, the filters that are present ({"agente_id": 7, "perdida": true, …}); varias_zonas, whether the clinics
--   that are asked for keep different times.
-- Returns: text, beginning with a condition. The statement's parameters: $1 clinics, $2 limit, $3 f, $4 group, $5 since,
--   $6 until (over all zones), $7 and $8 the row of the cursor.
CREATE OR REPLACE FUNCTION cc.historial_condiciones(f jsonb, varias_zonas boolean) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  zona CONSTANT text := '(SELECT c.zona FROM clinica c WHERE c.id = l.clinica_id)';
BEGIN
  RETURN (
    SELECT 'l.fusionada_en IS NULL' || coalesce(string_agg(' AND ' || v.condicion, '' ORDER BY v.orden), '')
    FROM (VALUES
      (1, 'cursor', '(l.inicio, l.id) < ($7, $8)'),
      (2, 'desde', 'l.inicio >= $5' ||
        CASE WHEN varias_zonas THEN format(' AND l.inicio >= historial_momento($3 ->> ''desde'', %s, false)', zona) ELSE '' END),
      (3, 'hasta', 'l.inicio < $6' ||
        CASE WHEN varias_zonas THEN format(' AND l.inicio < historial_momento($3 ->> ''hasta'', %s, true)', zona) ELSE '' END),
      (4, 'agente_id', 'l.agente_id = ($3 ->> ''agente_id'')::bigint'),
      (5, 'linea_id', 'l.linea_id = ($3 ->> ''linea_id'')::bigint'),
      (6, 'tipificacion_id', 'l.tipificacion_id = ($3 ->> ''tipificacion_id'')::bigint'),
      (7, 'paciente_id', 'l.id IN (SELECT lp.llamada_id FROM llamada_paciente lp '
        || 'WHERE lp.paciente_id = ($3 ->> ''paciente_id'')::bigint)'),
      (8, 'direccion', 'l.direccion = ANY (string_to_array($3 ->> ''direccion'', '',''))'),
      (9, 'resultado', 'l.resultado = ANY (string_to_array($3 ->> ''resultado'', '',''))'),
      -- Calls that live are few, and have an index; those that are over are nearly all.
      (10, 'estado', 'l.estado = ANY (string_to_array($3 ->> ''estado'', '',''))'
        || CASE WHEN strpos(f ->> 'estado', 'finalizada') = 0 THEN ' AND l.cierre IS NULL' ELSE '' END),
      (11, 'extension', 'l.extension = $3 ->> ''extension'''),
      (12, 'perdida', CASE WHEN (f -> 'perdida')::boolean THEN 'l.es_perdida' ELSE 'NOT l.es_perdida' END),
      (13, 'grabacion', CASE WHEN (f -> 'grabacion')::boolean THEN 'l.grabacion = ANY (''{activa, en_pausa, lista}'')'
                             ELSE 'l.grabacion <> ALL (''{activa, en_pausa, lista}'')' END),
      (14, 'cola', 'l.cola = $3 ->> ''cola'''),
      (15, 'duracion_min_s', 'l.conversacion_s >= ($3 ->> ''duracion_min_s'')::int')
    ) v (orden, nombre, condicion)
    WHERE f ? v.nombre);
END
$$;
