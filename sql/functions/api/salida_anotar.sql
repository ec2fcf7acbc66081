-- How it went to ask a place: what its circuit breaker goes by. For executors whose own result says nothing of it.
-- Parameters: destino, of the job; motivo, why it failed, NULL: it answered; espera_s, for how long it does not want to be
--   asked (Retry-After), NULL.
-- Returns: whether it may be asked. Errors: none. Reads: centralita. Writes: salida; evento, flujo when that changes.
CREATE OR REPLACE FUNCTION api.salida_anotar(destino text, motivo text, espera_s int) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  IF motivo IS NOT NULL THEN
    RETURN NOT salida_mal(destino, (SELECT c.grupo_id FROM centralita c WHERE destino = 'centralita ' || c.id), motivo, espera_s);
  END IF;
  PERFORM salida_bien(destino);
  RETURN true;
END
$$;
REVOKE ALL ON FUNCTION api.salida_anotar(text, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.salida_anotar(text, text, int) TO cc_jobs, cc_pbxlink;
