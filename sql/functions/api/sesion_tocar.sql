-- Notes that a session or a key was used, at most once a minute: idle time counts from here. Apart from the routes, so
-- that these may read from a replica.
-- Parameters: credencial, as in cc.autenticar; one that is nobody's is no error. Writes: sesion, clave_api.
CREATE OR REPLACE FUNCTION api.sesion_tocar(credencial bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  huella bytea := substr(credencial, 2);
BEGIN
  UPDATE sesion s SET ultimo_uso = ahora()
  WHERE s.token_hash = huella AND s.cerrada IS NULL AND s.caduca > ahora()
    AND s.ultimo_uso < ahora() - interval '1 minute' AND s.ultimo_uso + s.inactividad > ahora();
  UPDATE clave_api k SET ultimo_uso = ahora()
  WHERE k.token_hash = huella AND (k.ultimo_uso IS NULL OR k.ultimo_uso < ahora() - interval '1 minute');
  UPDATE clave_api k SET anterior_uso = ahora()
  WHERE k.token_anterior = huella AND (k.anterior_uso IS NULL OR k.anterior_uso < ahora() - interval '1 minute');
END
$$;
REVOKE ALL ON FUNCTION api.sesion_tocar(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_tocar(bytea) TO cc_api;
