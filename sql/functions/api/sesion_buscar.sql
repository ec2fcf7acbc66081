-- POST /sesion, first half: whose password is it, and must they wait? Somebody who is nobody, is inactive or has no
-- password gets the answer of somebody whose password is wrong: the same delays, and a hash that nothing satisfies.
-- Never a lockout: after three failures in a row an attempt is looked at 1, 2, 4 and then each 8 s after the last failure.
-- Parameters: usuario, as typed; contexto.
-- Returns: estado 200 (verify against clave_hash; agente NULL: refuse whatever comes out) or 429 (do not verify; try again
--   after espera_ms). Reads: agente, sesion_intento. Writes: nothing.
CREATE OR REPLACE FUNCTION api.sesion_buscar(usuario text, contexto jsonb,
  OUT estado int, OUT agente bigint, OUT clave_hash text, OUT espera_ms int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  fallos int;
  ultimo timestamptz;
BEGIN
  SELECT a.id, a.clave_hash, a.fallos, a.fallo_ultimo INTO agente, clave_hash, fallos, ultimo
  FROM agente a
  WHERE a.usuario = lower(btrim(sesion_buscar.usuario)) AND a.activo AND a.clave_hash IS NOT NULL;
  IF agente IS NULL THEN
    clave_hash := '$argon2id$v=19$m=19456,t=2,p=1$bm8gZXMgbmluZ3VubyAxNg$bmluZ3VuIHNlY3JldG8gcHJvZHVjZSBlc3RvIDMyIGI';
    SELECT i.fallos, i.ultimo INTO fallos, ultimo FROM sesion_intento i WHERE i.cubo = sesion_cubo(sesion_buscar.usuario);
  END IF;
  espera_ms := sesion_espera_ms(fallos, ultimo);
  estado := CASE WHEN espera_ms > 0 THEN 429 ELSE 200 END;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_buscar(text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_buscar(text, jsonb) TO cc_api;
