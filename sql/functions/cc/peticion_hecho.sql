-- A fact of the house's own about a request: what was asked, answered, given up (CALL MODEL §4). One of each type per request.
-- Parameters: pbx, grupo, ids; peticion; tipo, peticion.…; datos. Returns: hecho, not stored. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.peticion_hecho(pbx bigint, grupo bigint, peticion text, tipo text, datos jsonb) RETURNS cc.hecho
LANGUAGE plpgsql STABLE AS $$
DECLARE
  h cc.hecho;
BEGIN
  h.centralita_id := pbx;
  h.grupo_id := grupo;
  h.llamada := peticion;
  h.tipo := peticion_hecho.tipo;
  h.tramo := '';
  h.secuencia := 0;
  h.momento := ahora();
  h.recibido := ahora();
  h.datos := jsonb_strip_nulls(peticion_hecho.datos);
  h.huella := sha256(convert_to(concat_ws(E'\x1f', peticion, tipo), 'UTF8'));
  RETURN h;
END
$$;
