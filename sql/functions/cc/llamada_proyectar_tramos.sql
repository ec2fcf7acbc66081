-- The legs of a folded call as rows. Who sat at the extension is looked up once, when a leg's extension becomes known.
-- Parameters: pbx; llamada, its id; p, the fold; antes, its rows as they stand. Returns: the rows, in the fold's order.
-- Reads: what cc.extension_ocupante reads.
CREATE OR REPLACE FUNCTION cc.llamada_proyectar_tramos(pbx cc.centralita, llamada bigint, p cc.pliegue, antes cc.tramo[])
RETURNS cc.tramo[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
  t cc.pliegue_tramo;
  previo cc.tramo;
  f cc.tramo;
  filas cc.tramo[] := '{}';
BEGIN
  FOREACH t IN ARRAY p.tramos LOOP
    f := NULL;
    FOREACH previo IN ARRAY coalesce(antes, '{}') LOOP
      IF previo.clave = t.clave AND previo.vuelta = t.vuelta THEN
        f := previo;
        EXIT;
      END IF;
    END LOOP;
    IF t.rol = 'agente' AND t.extension IS NOT NULL AND (f.extension IS DISTINCT FROM t.extension OR f.agente_id IS NULL) THEN
      SELECT o.extension_id, o.agente_id INTO f.extension_id, f.agente_id
      FROM extension_ocupante(pbx.id, t.extension, coalesce(t.contesto, t.sono, t.termino, p.inicio)) o;
    END IF;
    f.llamada_id := llamada;
    f.clave := t.clave;
    f.vuelta := t.vuelta;
    f.grupo_id := pbx.grupo_id;
    f.rol := t.rol;
    f.extension := t.extension;
    f.destino := t.destino;
    f.estado := t.estado;
    f.sono := t.sono;
    f.contesto := t.contesto;
    f.termino := t.termino;
    f.retenido_s := CASE WHEN t.retenidos = '{}' THEN 0 ELSE multirango_s(t.retenidos) END;
    f.causa := t.causa;
    f.en_otra := t.en_otra;
    filas := filas || f;
  END LOOP;
  RETURN filas;
END $$;
