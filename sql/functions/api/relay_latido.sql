-- The relay's pulse, every 4 s and when sessions ended: which of its sessions still live? An open socket counts as their activity (noted once a
-- minute) and as the agents' presence.
-- Parameters: sesiones, those that have a socket now. Returns: (sesion_id, permisos) of those that live:
--   whoever holds another number than at the beginning (cc.agentes_permisos) must begin again. Errors: none.
-- Reads: sesion, agente. Writes: sesion.ultimo_uso, presencia.
CREATE OR REPLACE FUNCTION api.relay_latido(sesiones bigint[]) RETURNS TABLE (sesion_id bigint, permisos bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  vivas bigint[];
  agentes bigint[];
BEGIN
  SELECT array_agg(s.id), array_agg(DISTINCT s.agente_id) INTO vivas, agentes
  FROM sesion s JOIN agente a ON a.id = s.agente_id AND a.activo
  WHERE s.id = ANY (sesiones) AND s.cerrada IS NULL AND s.caduca > ahora() AND s.ultimo_uso + s.inactividad > ahora();

  UPDATE sesion s SET ultimo_uso = ahora()
  WHERE s.id IN (SELECT v.id FROM sesion v WHERE v.id = ANY (vivas) AND v.ultimo_uso < ahora() - interval '1 minute'
                 ORDER BY v.id FOR NO KEY UPDATE SKIP LOCKED);
  PERFORM presencia_socket(agentes);
  RETURN QUERY
    SELECT s.id, coalesce(p.permisos, 0) FROM sesion s LEFT JOIN agentes_permisos(agentes) p ON p.agente_id = s.agente_id
    WHERE s.id = ANY (vivas);
END
$$;
REVOKE ALL ON FUNCTION api.relay_latido(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.relay_latido(bigint[]) TO cc_relay;
