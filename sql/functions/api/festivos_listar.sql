-- GET /festivos: the holidays of my clinics, by day.
-- Parameters: clinica_id; desde, hasta, days, both included. Returns: 200 {elementos: [festivo]}.
-- Errors: CC401, CC403, CC404 not a clinic of mine. Reads: festivo.
CREATE OR REPLACE FUNCTION api.festivos_listar(credencial bytea, contexto jsonb, clinica_id bigint, desde date, hasta date)
RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'config:leer');
  mias bigint[] := quien_clinicas(q, clinica_id);
BEGIN
  RETURN respuesta_lista((
    SELECT json_agg(festivo_json(f) ORDER BY f.dia, f.clinica_id)
    FROM festivo f
    WHERE f.clinica_id = ANY (mias) AND f.dia >= coalesce(desde, '-infinity') AND f.dia <= coalesce(hasta, 'infinity')));
END
$$;
REVOKE ALL ON FUNCTION api.festivos_listar(bytea, jsonb, bigint, date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.festivos_listar(bytea, jsonb, bigint, date, date) TO cc_api;
