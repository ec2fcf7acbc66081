-- Closes a call that its PBX did not end, with a fact of this house's own (cierre.gracia, cierre.inferido), which the fold
-- respects whatever arrives later. Its moment is that of the last thing heard of the call.
-- Parameters: l, the call's row, locked (cc.llamada_bloquear); tipo, of the fact. Returns: nothing.
-- Reads: hecho, llamada_id. Writes: as cc.hecho_guardar and cc.componente_aplicar.
CREATE OR REPLACE FUNCTION cc.llamada_cerrar(l cc.llamada, tipo text) RETURNS void
LANGUAGE plpgsql AS $$
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
  PERFORM componente_aplicar(g.componentes) FROM hecho_guardar(l.centralita_id, ARRAY[h]) g;
END $$;
