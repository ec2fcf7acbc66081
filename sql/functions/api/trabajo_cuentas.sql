-- What an executor has done since it began: for /metrics. Those that were not seen for an hour are forgotten.
-- Parameters: quien; cuentas, {"clases": {"enviar": {"hecho": 3, "fallo": 1, "muerto": 0}}, "en_curso": 2}.
-- Returns: nothing. Errors: none. Writes: ejecutor.
CREATE OR REPLACE FUNCTION api.trabajo_cuentas(quien text, cuentas jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  UPDATE ejecutor e SET cuentas = trabajo_cuentas.cuentas WHERE e.quien = trabajo_cuentas.quien;
  DELETE FROM ejecutor e WHERE e.visto < ahora() - interval '1 hour';
END
$$;
REVOKE ALL ON FUNCTION api.trabajo_cuentas(text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.trabajo_cuentas(text, jsonb) TO cc_jobs, cc_pbxlink;
