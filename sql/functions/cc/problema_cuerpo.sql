-- Holds a body against the list of its members, and names all that is wrong at once; unknown members are refused.
-- Parameters: cuerpo; campos, {"member": rule}, the rules being those of cc.problema_valor, with "falta": false where
--   the member must come. JSON null counts as absent there.
-- Errors: CC400 no object; CC422 with one error for each bad member.
CREATE OR REPLACE FUNCTION cc.problema_cuerpo(cuerpo jsonb, campos jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  errores jsonb;
BEGIN
  IF cuerpo IS NULL OR jsonb_typeof(cuerpo) <> 'object' THEN
    PERFORM problema('CC400', 'El cuerpo debe ser un objeto JSON.');
  END IF;
  SELECT jsonb_agg(jsonb_build_object('pointer', '/' || replace(replace(e.nombre, '~', '~0'), '/', '~1'), 'detail', e.detalle)
      ORDER BY e.nombre) INTO errores
  FROM (
    SELECT k AS nombre, 'Campo desconocido.' AS detalle FROM jsonb_object_keys(cuerpo) k WHERE NOT campos ? k
    UNION ALL
    SELECT c.key, CASE
        WHEN coalesce(cuerpo -> c.key, 'null') <> 'null' THEN problema_valor(cuerpo -> c.key, c.value)
        WHEN c.value -> 'falta' = 'false' THEN 'Falta este dato.' END
    FROM jsonb_each(campos) c) e
  WHERE e.detalle IS NOT NULL;
  IF errores IS NOT NULL THEN
    PERFORM problema('CC422', 'Hay datos que no son válidos.', errores);
  END IF;
END
$$;
