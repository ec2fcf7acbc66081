-- POST /sesion, when the password was wrong: counts the failure, refuses.
-- Parameters: usuario, as typed; contexto. Returns: estado 401 with the whole problem+json as cuerpo (returned, not raised,
--   or the count would roll back). Reads, writes: agente, or sesion_intento for a name that is nobody's; auditoria.
CREATE OR REPLACE FUNCTION api.sesion_fallo(usuario text, contexto jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  WITH contado AS (
    UPDATE agente a
    SET fallos = CASE WHEN a.fallo_ultimo < ahora() - interval '1 hour' THEN 1 ELSE a.fallos + 1 END, fallo_ultimo = ahora()
    WHERE a.usuario = lower(btrim(sesion_fallo.usuario)) AND a.activo AND a.clave_hash IS NOT NULL
    RETURNING a.id, a.grupo_id, a.fallos)
  INSERT INTO auditoria (grupo_id, cuando, agente_id, accion, objeto, objeto_id, datos, peticion)
  SELECT c.grupo_id, ahora(), c.id, 'sesion.fallo', 'agente', c.id, jsonb_build_object('fallos', c.fallos),
         contexto ->> 'peticion'
  FROM contado c;
  IF NOT FOUND THEN
    INSERT INTO sesion_intento AS i (cubo, fallos, ultimo) VALUES (sesion_cubo(usuario), 1, ahora())
    ON CONFLICT (cubo) DO UPDATE SET ultimo = excluded.ultimo,
      fallos = CASE WHEN i.ultimo < ahora() - interval '1 hour' THEN 1 ELSE i.fallos + 1 END;
  END IF;
  RETURN ROW(401, NULL, problema_json(401, 'No autenticado', 'El usuario o la contraseña no son correctos.'))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_fallo(text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_fallo(text, jsonb) TO cc_api;
