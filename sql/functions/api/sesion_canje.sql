-- POST /sesion/canje: the browser changes the ERP's code for a session. Asking consumes the code, whatever the answer.
-- Whoever has a session already, of the same person and with an hour before it, keeps it: a page that is loaded again does not
-- cut the sockets of the others. One of somebody else at the same browser ends.
-- Parameters: credencial, the cookie that the browser had, or NULL; contexto (`ip`); codigo_hash; origen, of the asking page, as
--   its browser says; token_hash, of the cookie to come; inactiva_min, maxima_min, as api.sesion_crear.
-- Returns: 201 `sesion`, the worker adds the cookie; 200 `sesion`, the one that was. Refusals, which leave a trace: 401 no such code,
--   expired, or its key or person is no more; 403 for a page of another origin; 409 used.
-- Reads: clave_api, agente, agente_clinica. Writes: sesion_codigo, sesion, auditoria, what cc.sesion_sentar and cc.sesion_terminar write.
CREATE OR REPLACE FUNCTION api.sesion_canje(credencial bytea, contexto jsonb, codigo_hash bytea, origen text, token_hash bytea,
  inactiva_min int DEFAULT 480, maxima_min int DEFAULT 960) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  c sesion_codigo;
  antes timestamptz;
  q quien;
  actual sesion;
  estado int := 201;
  rechazo text;
BEGIN
  SELECT x.* INTO c FROM sesion_codigo x WHERE x.codigo_hash = sesion_canje.codigo_hash FOR UPDATE;
  antes := c.usado;
  UPDATE sesion_codigo x SET usado = ahora() WHERE x.codigo_hash = c.codigo_hash AND x.usado IS NULL;
  q.grupo_id := c.grupo_id;
  q.agente_id := c.agente_id;
  q.clave_id := c.clave_api_id;
  q.clinicas := ARRAY(SELECT ac.clinica_id FROM agente_clinica ac WHERE ac.agente_id = c.agente_id);

  estado := CASE
    WHEN c.codigo_hash IS NULL THEN 401
    WHEN antes IS NOT NULL THEN 409
    WHEN c.origen <> sesion_canje.origen THEN 403
    WHEN c.caduca <= ahora() THEN 401
    WHEN NOT EXISTS (SELECT FROM clave_api k WHERE k.id = c.clave_api_id AND k.revocada IS NULL)
      OR NOT EXISTS (SELECT FROM agente a WHERE a.id = c.agente_id AND a.activo) THEN 401
    ELSE 201 END;
  IF estado <> 201 THEN
    rechazo := CASE
      WHEN c.codigo_hash IS NULL THEN 'Ese código no existe.'
      WHEN estado = 409 THEN 'Ese código ya se ha usado: cada uno vale una sola vez.'
      WHEN estado = 403 THEN 'Ese código es para otra página.'
      WHEN c.caduca <= ahora() THEN 'El código ha caducado: vale 60 segundos.'
      ELSE 'Quien pidió el código, o para quien era, ya no tiene acceso.' END;
    IF c.codigo_hash IS NOT NULL THEN
      PERFORM quien_audita(q, contexto, 'sesion.canje_rechazado', 'agente', c.agente_id, jsonb_build_object('estado', estado));
    END IF;
    RETURN ROW(estado, NULL, problema_json(estado, 'Código rechazado', rechazo))::api.respuesta;
  END IF;

  SELECT s.* INTO actual FROM sesion s
  WHERE get_byte(credencial, 0) = 1 AND s.token_hash = substr(credencial, 2)
    AND s.cerrada IS NULL AND s.caduca > ahora() AND s.ultimo_uso + s.inactividad > ahora();
  IF actual.agente_id = c.agente_id AND actual.caduca > ahora() + interval '1 hour' THEN
    estado := 200;
    q.sesion_id := actual.id;
  ELSE
    q.sesion_id := sesion_abrir(q, contexto, token_hash, inactiva_min, maxima_min);
    IF actual.agente_id <> c.agente_id THEN
      PERFORM sesion_terminar(ARRAY[actual.id]);
    END IF;
  END IF;
  IF c.extension_id IS NOT NULL THEN
    PERFORM sesion_sentar(q, contexto, c.extension_id);
  END IF;
  RETURN ROW(estado, NULL, sesion_json(q.sesion_id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_canje(bytea, jsonb, bytea, text, bytea, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_canje(bytea, jsonb, bytea, text, bytea, int, int) TO cc_api;
