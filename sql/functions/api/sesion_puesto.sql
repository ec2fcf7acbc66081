-- PUT /sesion/puesto: where I sit now. My former seat is left; whoever was still noted at an extension that is not shared
-- loses it (hot desks: people forget to leave). Putting the seat that I have changes nothing.
-- Parameters: cuerpo {extension_id: id, or null to stand up}.
-- Returns: 200 `sesion`. Errors: CC404 no extension of one's clinics.
-- Reads: extension. Writes: agente_extension, presencia, evento, auditoria.
CREATE OR REPLACE FUNCTION api.sesion_puesto(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
  silla extension;
  levantados bigint[];
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"extension_id": {"es": "entero", "min": 1, "max": 999999999999999}}');
  IF NOT cuerpo ? 'extension_id' THEN
    PERFORM problema_campo('extension_id', 'Falta este dato: una extensión, o null para dejar el puesto.');
  END IF;
  IF cuerpo ->> 'extension_id' IS NOT NULL THEN
    -- The lock orders two agents who sit down at once.
    SELECT e.* INTO silla FROM extension e
    WHERE e.id = (cuerpo -> 'extension_id')::bigint AND e.clinica_id = ANY (q.clinicas) AND e.activa
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      PERFORM problema_campo('extension_id', 'No existe esa extensión en sus clínicas.', 'CC404');
    END IF;
  END IF;

  WITH fuera AS (
    UPDATE agente_extension ae SET hasta = ahora()
    WHERE ae.hasta IS NULL AND (
      ae.agente_id = q.agente_id AND ae.extension_id IS DISTINCT FROM silla.id
      OR ae.agente_id <> q.agente_id AND ae.extension_id = silla.id AND NOT silla.compartida)
    RETURNING ae.agente_id)
  SELECT array_agg(f.agente_id) INTO levantados FROM fuera f;
  INSERT INTO agente_extension (grupo_id, agente_id, extension_id, desde)
  SELECT q.grupo_id, q.agente_id, silla.id, ahora()
  WHERE silla.id IS NOT NULL
  ON CONFLICT (agente_id) WHERE hasta IS NULL DO NOTHING;
  IF FOUND OR levantados IS NOT NULL THEN
    INSERT INTO presencia AS p (agente_id, grupo_id, estado, desde)
    VALUES (q.agente_id, q.grupo_id, 'disponible', ahora())
    ON CONFLICT (agente_id) DO UPDATE SET desde = ahora(), estado = 'disponible'
      WHERE p.estado = 'desconectado' AND silla.id IS NOT NULL;
    PERFORM quien_audita(q, contexto, 'sesion.puesto', 'extension', silla.id);
    PERFORM presencia_emitir(VARIADIC levantados || q.agente_id);
  END IF;
  RETURN ROW(200, NULL, sesion_json(q.sesion_id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_puesto(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_puesto(bytea, jsonb, jsonb) TO cc_api;
