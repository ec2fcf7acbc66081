-- Applies a kept delivery as it is read now. Its facts that are known change nothing; those that a former reading made and
-- this one does not, stay.
-- Parameters: pbx; e, locked; eventos, canonical, NULL when it still cannot be read; motivo, why.
-- Returns: evento_pbx, as it is now. Errors: none. Writes: evento_pbx, and as cc.hecho_guardar and cc.componente_aplicar.
CREATE OR REPLACE FUNCTION cc.entrega_repetir(pbx cc.centralita, e cc.evento_pbx, eventos jsonb, motivo text) RETURNS cc.evento_pbx
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  leidos cc.hechos_leidos := hecho_leer_todos(pbx, coalesce(eventos, '[]'));
  nuevos int := 0;
  componentes bigint[] := '{}';
BEGIN
  IF leidos.hechos <> '{}' THEN
    SELECT g.nuevos, g.componentes INTO nuevos, componentes FROM hecho_guardar(pbx.id, leidos.hechos) g;
  END IF;
  UPDATE evento_pbx x SET veredicto = entrega_veredicto(eventos IS NOT NULL, leidos, nuevos), repetida = ahora(),
    elementos = coalesce(jsonb_array_length(eventos), 0),
    motivo = coalesce(entrega_repetir.motivo, nullif(array_to_string(leidos.defectos, '; '), ''))
  WHERE x.id = e.id AND x.recibido = e.recibido RETURNING x.* INTO e;
  PERFORM componente_aplicar(componentes);
  RETURN e;
END $$;
