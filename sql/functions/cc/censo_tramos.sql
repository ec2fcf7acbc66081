-- The ends of a call's legs that live no more, while the call does. Only legs that the PBX names by channel: a mailbox and a
-- leg known by its extension are none of the census'.
-- Parameters: pbx; l, the call; vivos, the legs that live; momento, of the census. Returns: the facts, not stored. Reads: tramo, hecho.
CREATE OR REPLACE FUNCTION cc.censo_tramos(pbx cc.centralita, l cc.llamada, vivos text[], momento text) RETURNS cc.hecho[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (hecho_leer_todos(pbx, (
    SELECT coalesce(jsonb_agg(jsonb_build_object('tipo', 'tramo.cuelga', 'llamada', l.raiz, 'tramo', t.clave, 'rol', t.rol,
      'extension', t.extension, 'momento', momento)), '[]')
    FROM tramo t
    WHERE t.llamada_id = l.id AND t.estado <> 'terminado' AND t.rol IN ('agente', 'externo') AND t.clave <> ALL (vivos)
      AND EXISTS (SELECT FROM unnest(llamada_hechos_de(l)) h WHERE h.tramo = t.clave)))).hechos;
END $$;
