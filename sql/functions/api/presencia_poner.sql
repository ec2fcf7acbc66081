-- PUT /presencia: I can answer, or I pause. What the telephone says goes first: an agent in a call stays in it, and the
-- choice is what they go back to.
-- Parameters: cuerpo {estado: disponible | pausa, motivo: of the pause (default "Pausa")}.
-- Returns: 200, one element of GET /presencia. Errors: CC401, CC403, CC422.
-- Writes: presencia, evento.
CREATE OR REPLACE FUNCTION api.presencia_poner(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
  nuevo text := cuerpo ->> 'estado';
  -- A pause that is chosen in a call begins after it: cc.presencia_derivar knows it by its reason.
  por text := CASE nuevo WHEN 'pausa' THEN coalesce(nullif(btrim(cuerpo ->> 'motivo'), ''), 'Pausa') END;
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{
    "estado": {"es": "opcion", "valores": ["disponible", "pausa"], "falta": false}, "motivo": {"es": "texto", "max": 100}}');
  INSERT INTO presencia AS p (agente_id, grupo_id, estado, motivo, desde)
  VALUES (q.agente_id, q.grupo_id, nuevo, por, ahora())
  ON CONFLICT (agente_id) DO UPDATE SET motivo = excluded.motivo,
    estado = CASE WHEN p.estado IN ('sonando', 'en_llamada') THEN p.estado ELSE excluded.estado END,
    desde = CASE WHEN p.estado IN ('sonando', 'en_llamada') THEN p.desde ELSE excluded.desde END
  WHERE p.estado NOT IN ('sonando', 'en_llamada', excluded.estado) OR p.motivo IS DISTINCT FROM excluded.motivo;
  IF FOUND THEN
    PERFORM presencia_emitir(q.agente_id);
  END IF;
  RETURN ROW(200, NULL, presencia_json(q.agente_id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.presencia_poner(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.presencia_poner(bytea, jsonb, jsonb) TO cc_api;
