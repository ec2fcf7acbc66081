-- GET /estadisticas: the calls of a range in figures, each with its definition. Days of a clinic are as long as its clocks make
-- them: 25 hours in October, 23 in March.
-- Parameters: desde, hasta, as of GET /historial; without desde, today; clinica_id, NULL: all of the caller's; umbral_s, to hold
--   the service level against instead of each clinic's own; recurrencia_dias (default 7).
-- Returns: 200 estadisticas (app/INTERFACES.md §3). Agents' figures are those of the clinics that the caller supervises, and
--   their own. Errors: CC401, CC403, CC404 no clinic of mine, CC422.
-- Reads: what cc.estadisticas_* read, and the names of what it counts by. Writes: nothing: a replica can answer it.
CREATE OR REPLACE FUNCTION api.estadisticas(credencial bytea, contexto jsonb, desde text, hasta text, clinica_id bigint,
  umbral_s int, recurrencia_dias int) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:leer');
BEGIN
  RETURN ROW(200, NULL, estadisticas_json(q, quien_clinicas(q, estadisticas.clinica_id), jsonb_strip_nulls(jsonb_build_object(
    'desde', desde, 'hasta', hasta, 'umbral_s', umbral_s, 'recurrencia_dias', recurrencia_dias))))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.estadisticas(bytea, jsonb, text, text, bigint, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.estadisticas(bytea, jsonb, text, text, bigint, int, int) TO cc_api;
