-- All that is wrong with the members of one object, those inside its lists included.
-- Parameters: objeto; campos, as in cc.problema_cuerpo; donde, JSON pointer of the object ('' for the body itself).
-- Returns: array of {"pointer", "detail"}; NULL when nothing is.
CREATE OR REPLACE FUNCTION cc.problema_errores(objeto jsonb, campos jsonb, donde text) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF jsonb_typeof(objeto) <> 'object' THEN
    RETURN jsonb_build_array(jsonb_build_object('pointer', donde, 'detail', 'Debe ser un objeto.'));
  END IF;
  RETURN (
    SELECT jsonb_agg(e.error ORDER BY e.error ->> 'pointer')
    FROM (
      SELECT jsonb_build_object('pointer', donde || '/' || replace(replace(d.nombre, '~', '~0'), '/', '~1'), 'detail', d.detalle) AS error
      FROM (
        SELECT k AS nombre, 'Campo desconocido.' AS detalle FROM jsonb_object_keys(objeto) k WHERE NOT campos ? k
        UNION ALL
        SELECT c.key, CASE
            WHEN coalesce(objeto -> c.key, 'null') <> 'null' THEN problema_valor(objeto -> c.key, c.value)
            WHEN c.value -> 'falta' = 'false' THEN 'Falta este dato.' END
        FROM jsonb_each(campos) c) d
      WHERE d.detalle IS NOT NULL
      UNION ALL
      SELECT dentro.error
      FROM jsonb_each(campos) c
        CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(objeto -> c.key) WHEN 'array' THEN objeto -> c.key ELSE '[]' END)
          WITH ORDINALITY x (elemento, n)
        CROSS JOIN LATERAL jsonb_array_elements(
          problema_errores(x.elemento, c.value -> 'campos', format('%s/%s/%s', donde, c.key, x.n - 1))) dentro (error)
      WHERE c.value ->> 'es' = 'lista') e);
END
$$;
