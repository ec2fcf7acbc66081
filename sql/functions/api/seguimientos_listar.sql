-- GET /seguimientos: the calls to return and the promises that are open, the most pressing first: what is due (or has no
-- date) by priority and age, then what was put off, by its date.
-- Parameters: clinica_id, NULL for all of the caller's; clase, perdida or promesa, NULL for both.
-- Returns: 200 {elementos: [seguimiento]}, at most 500. Errors: CC401, CC403, CC404, CC422.
-- Reads: seguimiento, what cc.seguimiento_json reads.
CREATE OR REPLACE FUNCTION api.seguimientos_listar(credencial bytea, contexto jsonb, clinica_id bigint, clase text)
RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:leer');
  clinicas bigint[] := quien_clinicas(q, seguimientos_listar.clinica_id);
BEGIN
  IF seguimientos_listar.clase NOT IN ('perdida', 'promesa') THEN
    PERFORM problema_campo('clase', 'Debe ser perdida o promesa.');
  END IF;
  RETURN ROW(200, NULL, json_build_object('elementos', (
    SELECT coalesce(json_agg(seguimiento_json(x.id) ORDER BY x.aplazado, x.vence, x.prioridad DESC, x.primera, x.id), '[]')
    FROM (
      SELECT s.id, s.prioridad, s.primera, coalesce(s.vence > ahora(), false) AS aplazado,
        CASE WHEN s.vence > ahora() THEN s.vence END AS vence
      FROM seguimiento s
      WHERE s.clinica_id = ANY (clinicas) AND s.cerrado IS NULL
        AND (seguimientos_listar.clase IS NULL OR s.clase = seguimientos_listar.clase)
      ORDER BY aplazado, vence, s.prioridad DESC, s.primera, s.id
      LIMIT 500) x)))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.seguimientos_listar(bytea, jsonb, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.seguimientos_listar(bytea, jsonb, bigint, text) TO cc_api;
