-- PUT /presencia: I can answer, or I pause. What the telephone says goes first: an agent in a call stays in it, and the
-- choice is what they go back to.
-- Parameters: cuerpo {estado: disponible | pausa, motivo: of the pause}.
-- Returns: 200, one element of GET /presencia. Errors: CC401, CC403, CC422.
-- Writes: presencia, evento.
CREATE OR REPLACE FUNCTION api.presencia_poner(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
  nuevo text := cuerpo ->> 'estado';
  por text := nullif(btrim(cuerpo ->> 'motivo'), '');
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{
    "estado": {"es": "opcion", "valores": ["disponible", "pausa"], "falta": false}, "motivo": {"es": "texto", "max": 100}}');
  INSERT INTO presencia AS p (agente_id, grupo_id, estado, motivo, desde)
  VALUES (q.agente_id, q.grupo_id, nuevo, por, ahora())
  ON CONFLICT (agente_id) DO UPDATE SET motivo = excluded.motivo, desde = excluded.desde,
    estado = CASE WHEN p.estado IN ('sonando', 'en_llamada') THEN p.estado ELSE excluded.estado END
  WHERE p.estado <> excluded.estado OR p.motivo IS DISTINCT FROM excluded.motivo;
  IF FOUND THEN
    PERFORM presencia_emitir(q.agente_id);
  END IF;
  RETURN ROW(200, NULL, presencia_json(q.agente_id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.presencia_poner(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.presencia_poner(bytea, jsonb, jsonb) TO cc_api;
