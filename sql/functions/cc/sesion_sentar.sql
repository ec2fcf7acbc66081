-- Sits an agent down. Their former seat is left; whoever was still noted at an extension that is not shared loses it (hot
-- desks: people forget to leave). The seat that they have already changes nothing.
-- Parameters: q, of the agent; contexto; silla, id of an extension, or NULL to stand up. Errors: CC404 no extension of theirs.
-- Reads: extension. Writes: agente_extension, presencia, evento, auditoria.
CREATE OR REPLACE FUNCTION cc.sesion_sentar(q cc.quien, contexto jsonb, silla bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  e extension;
  levantados bigint[];
BEGIN
  IF silla IS NOT NULL THEN
    -- The lock orders two agents who sit down at once.
    SELECT x.* INTO e FROM extension x
    WHERE x.id = silla AND x.clinica_id = ANY (q.clinicas) AND x.activa
    FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      PERFORM problema_campo('extension_id', 'No existe esa extensión en sus clínicas.', 'CC404');
    END IF;
  END IF;

  WITH fuera AS (
    UPDATE agente_extension ae SET hasta = ahora()
    WHERE ae.hasta IS NULL AND (
      ae.agente_id = q.agente_id AND ae.extension_id IS DISTINCT FROM e.id
      OR ae.agente_id <> q.agente_id AND ae.extension_id = e.id AND NOT e.compartida)
    RETURNING ae.agente_id)
  SELECT array_agg(f.agente_id) INTO levantados FROM fuera f;
  INSERT INTO agente_extension (grupo_id, agente_id, extension_id, desde)
  SELECT q.grupo_id, q.agente_id, e.id, ahora()
  WHERE e.id IS NOT NULL
  ON CONFLICT (agente_id) WHERE hasta IS NULL DO NOTHING;
  IF FOUND OR levantados IS NOT NULL THEN
    INSERT INTO presencia AS p (agente_id, grupo_id, estado, desde)
    VALUES (q.agente_id, q.grupo_id, 'disponible', ahora())
    ON CONFLICT (agente_id) DO UPDATE SET desde = ahora(), estado = 'disponible'
      WHERE p.estado = 'desconectado' AND e.id IS NOT NULL;
    PERFORM quien_audita(q, contexto, 'sesion.puesto', 'extension', e.id);
    PERFORM presencia_emitir(VARIADIC levantados || q.agente_id);
  END IF;
END
$$;
