-- Ends an API key, its tokens, the codes that it asked for, and the sessions that were opened with them.
-- Parameters: k. Writes: clave_api, sesion_codigo, what cc.sesion_terminar writes.
CREATE OR REPLACE FUNCTION cc.clave_revocar(k cc.clave_api) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE clave_api x SET revocada = ahora() WHERE x.id = k.id AND x.revocada IS NULL;
  DELETE FROM sesion_codigo c WHERE c.clave_api_id = k.id AND c.usado IS NULL;
  PERFORM sesion_terminar(ARRAY(SELECT s.id FROM sesion s WHERE s.clave_api_id = k.id AND s.cerrada IS NULL));
END
$$;
