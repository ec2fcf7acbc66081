-- Tells the panels of their clinics what these calls are now (`llamada` `actualizar`). The last statement of a
-- transaction: it takes the clinics' next seq, in the order of their ids.
-- Parameters: ids. Reads: llamada, what cc.llamada_json reads. Writes: evento, flujo (by cc.evento_emitir).
CREATE OR REPLACE FUNCTION cc.llamadas_emitir(VARIADIC ids bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM evento_emitir(c.clinica_id, c.entregas)
  FROM (
    SELECT l.clinica_id, json_agg(json_build_object('tema', 'panel', 'tipo', 'llamada', 'accion', 'actualizar',
        'cuerpo', llamada_json(l.id)) ORDER BY l.id) AS entregas
    FROM llamada l
    WHERE l.id = ANY (ids)
    GROUP BY l.clinica_id
    ORDER BY l.clinica_id) c;
END
$$;
