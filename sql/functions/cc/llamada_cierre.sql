-- The fact by which this house closes a call that its PBX did not end (cierre.gracia, cierre.inferido); the fold respects it
-- whatever arrives later. Its moment is that of the last thing heard of the call.
-- Parameters: l, the call's row; tipo. Returns: the fact, not stored. Reads: hecho, llamada_id.
CREATE OR REPLACE FUNCTION cc.llamada_cierre(l cc.llamada, tipo text) RETURNS cc.hecho
LANGUAGE plpgsql STABLE AS $$
DECLARE
  h cc.hecho;
BEGIN
  h.centralita_id := l.centralita_id;
  h.llamada := l.raiz;
  h.grupo_id := l.grupo_id;
  h.tipo := tipo;
  h.tramo := '';
  h.secuencia := 0;
  h.datos := '{}';
  h.recibido := ahora();
  h.momento := (SELECT max(f.momento) FROM unnest(llamada_hechos_de(l)) f);
  h.huella := sha256(convert_to(concat_ws(E'\x1f', h.llamada, tipo, l.encarnacion), 'UTF8'));
  RETURN h;
END $$;
