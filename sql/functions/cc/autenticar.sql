-- Who is asking, and may they? The first statement of every route. Read-only: a replica can answer it.
-- Parameters: credencial, 33 bytes (1 session cookie, 2 API key, 3 socket ticket; then SHA-256 of the token), NULL when
--   none came; contexto, as in app/INTERFACES.md §1; rol, the least role that a person needs (agente < supervisor <
--   administrador; delegado stands apart; NULL, any); ambito, the scope that a key needs (NULL: no key may).
-- Returns: cc.quien. Its clinicas are those where the caller holds `rol` or more; a key holds every role there. A session that
--   an ERP opened is a supervisor's at most: who administers comes in with their password.
-- Errors: CC401 nobody, or no longer; CC403 somebody who may not.
-- Reads: sesion, agente, agente_clinica, clave_api, clinica. Writes: nothing (api.sesion_tocar notes the use).
CREATE OR REPLACE FUNCTION cc.autenticar(credencial bytea, contexto jsonb, rol text, ambito text) RETURNS cc.quien
LANGUAGE plpgsql STABLE AS $$
DECLARE
  q quien;
  clase int := CASE WHEN length(credencial) = 33 THEN get_byte(credencial, 0) END;
  huella bytea := substr(credencial, 2);
  ambitos text[];
BEGIN
  IF clase = 1 THEN
    SELECT s.grupo_id, s.agente_id, s.id, c.todas, c.supervisa, c.administra
      INTO q.grupo_id, q.agente_id, q.sesion_id, q.clinicas, q.clinicas_supervisa, q.clinicas_administra
    FROM sesion s
      JOIN agente a ON a.id = s.agente_id AND a.activo
      CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(p.clinica_id), '{}') AS todas,
          coalesce(array_agg(p.clinica_id) FILTER (WHERE p.rol IN ('supervisor', 'administrador')), '{}') AS supervisa,
          coalesce(array_agg(p.clinica_id) FILTER (WHERE p.rol = 'administrador'), '{}') AS administra
        FROM (
          SELECT ac.clinica_id, ac.rol
          FROM (
            SELECT x.clinica_id, CASE WHEN s.clave_api_id IS NOT NULL AND x.rol = 'administrador' THEN 'supervisor' ELSE x.rol END AS rol FROM agente_clinica x
            WHERE x.agente_id = s.agente_id AND x.grupo_id = s.grupo_id) ac
          WHERE CASE
            WHEN autenticar.rol IS NULL THEN true
            WHEN autenticar.rol = 'agente' THEN ac.rol IN ('agente', 'supervisor', 'administrador')
            WHEN autenticar.rol = 'supervisor' THEN ac.rol IN ('supervisor', 'administrador')
            ELSE ac.rol = autenticar.rol END
          ORDER BY ac.clinica_id) p) c
    WHERE s.token_hash = huella AND s.cerrada IS NULL AND s.caduca > ahora() AND s.ultimo_uso + s.inactividad > ahora();
    IF NOT FOUND THEN
      RAISE EXCEPTION USING ERRCODE = 'CC401', MESSAGE = 'La sesión ha terminado. Vuelva a entrar.';
    ELSIF q.clinicas = '{}' THEN
      RAISE EXCEPTION USING ERRCODE = 'CC403', MESSAGE = 'Su usuario no tiene permiso para esto.';
    END IF;
    RETURN q;
  END IF;

  IF clase = 2 THEN
    SELECT k.grupo_id, k.id, k.ambitos,
           coalesce(k.clinicas, ARRAY(SELECT c.id FROM clinica c WHERE c.grupo_id = k.grupo_id ORDER BY c.id))
      INTO q.grupo_id, q.clave_id, ambitos, q.clinicas
    FROM clave_api k
    WHERE k.token_hash = huella AND k.revocada IS NULL AND (k.caduca IS NULL OR k.caduca > ahora());
    IF NOT FOUND THEN  -- its token before the last
      SELECT k.grupo_id, k.id, k.ambitos,
             coalesce(k.clinicas, ARRAY(SELECT c.id FROM clinica c WHERE c.grupo_id = k.grupo_id ORDER BY c.id))
        INTO q.grupo_id, q.clave_id, ambitos, q.clinicas
      FROM clave_api k
      WHERE k.token_anterior = huella AND k.anterior_caduca > ahora()
        AND k.revocada IS NULL AND (k.caduca IS NULL OR k.caduca > ahora());
    END IF;
    IF FOUND THEN
      IF ambito IS NULL OR ambito <> ALL (ambitos) THEN
        RAISE EXCEPTION USING ERRCODE = 'CC403', MESSAGE = 'La clave no tiene permiso para esto.';
      END IF;
      q.clinicas_supervisa := q.clinicas;
      q.clinicas_administra := q.clinicas;
      RETURN q;
    END IF;
  END IF;

  RAISE EXCEPTION USING ERRCODE = 'CC401', MESSAGE = 'Hace falta identificarse.';
END
$$;
