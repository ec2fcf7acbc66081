-- PUT /sesion/puesto: where I sit now (cc.sesion_sentar).
-- Parameters: cuerpo {extension_id: id, or null to stand up}.
-- Returns: 200 `sesion`. Errors: CC404 no extension of one's clinics.
-- Reads: extension. Writes: agente_extension, presencia, evento, auditoria.
CREATE OR REPLACE FUNCTION api.sesion_puesto(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"extension_id": {"es": "entero", "min": 1, "max": 999999999999999}}');
  IF NOT cuerpo ? 'extension_id' THEN
    PERFORM problema_campo('extension_id', 'Falta este dato: una extensión, o null para dejar el puesto.');
  END IF;
  PERFORM sesion_sentar(q, contexto, (cuerpo ->> 'extension_id')::bigint);
  RETURN ROW(200, NULL, sesion_json(q.sesion_id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_puesto(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_puesto(bytea, jsonb, jsonb) TO cc_api;
