-- Closes a call that its PBX did not end.
-- Parameters: l, the call's row, locked (cc.llamada_bloquear); tipo, as cc.llamada_cierre. Returns: nothing.
-- Reads: as cc.llamada_cierre. Writes: as cc.hecho_guardar and cc.componente_aplicar.
CREATE OR REPLACE FUNCTION cc.llamada_cerrar(l cc.llamada, tipo text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM componente_aplicar(g.componentes) FROM hecho_guardar(l.centralita_id, ARRAY[llamada_cierre(l, tipo)]) g;
END $$;
