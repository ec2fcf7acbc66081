-- Who opens a socket, and what of each clinic's stream is theirs. A ticket is consumed by asking, whatever the answer.
-- Parameters: credencial as in app/INTERFACES.md §1; a cookie or a ticket, API keys have no sockets.
-- Returns: (sesion_id, agente_id, clinicas, roles, caduca_ms since 1970, permisos): one role per clinic, in the order of clinicas,
--   permisos as cc.agentes_permisos says them; no row when refused. Errors: none.
-- Reads: sesion, agente, agente_clinica. Writes: sesion_ticket, flujo (of clinics that had none).
CREATE OR REPLACE FUNCTION api.relay_sesion(credencial bytea)
RETURNS TABLE (sesion_id bigint, agente_id bigint, clinicas bigint[], roles text[], caduca_ms bigint,
  permisos bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  clase int := CASE WHEN length(credencial) = 33 THEN get_byte(credencial, 0) END;
  huella bytea := substr(credencial, 2);
  sesion_abierta bigint;
BEGIN
  IF clase = 1 THEN
    SELECT s.id INTO sesion_abierta FROM sesion s WHERE s.token_hash = huella;
  ELSIF clase = 3 THEN
    DELETE FROM sesion_ticket t WHERE t.token_hash = huella
    RETURNING CASE WHEN t.caduca > ahora() THEN t.sesion_id END INTO sesion_abierta;
  END IF;

  SELECT s.id, s.agente_id, array_agg(ac.clinica_id ORDER BY ac.clinica_id), array_agg(ac.rol ORDER BY ac.clinica_id),
         (extract(epoch FROM s.caduca) * 1000)::bigint, (SELECT p.permisos FROM agentes_permisos(ARRAY[s.agente_id]) p)
    INTO sesion_id, agente_id, clinicas, roles, caduca_ms, permisos
  FROM sesion s
    JOIN agente a ON a.id = s.agente_id AND a.activo
    JOIN agente_clinica ac ON ac.agente_id = s.agente_id AND ac.grupo_id = s.grupo_id
      AND ac.rol IN ('agente', 'supervisor', 'administrador')
  WHERE s.id = sesion_abierta AND s.cerrada IS NULL AND s.caduca > ahora() AND s.ultimo_uso + s.inactividad > ahora()
  GROUP BY s.id;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN NEXT;

  INSERT INTO flujo (clinica_id, grupo_id)
  SELECT c.id, c.grupo_id FROM clinica c
  WHERE c.id = ANY (clinicas) AND NOT EXISTS (SELECT FROM flujo f WHERE f.clinica_id = c.id)
  ON CONFLICT DO NOTHING;
END
$$;
REVOKE ALL ON FUNCTION api.relay_sesion(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.relay_sesion(bytea) TO cc_relay;
