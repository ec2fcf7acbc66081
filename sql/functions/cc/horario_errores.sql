-- What is wrong with a week whose members are each well formed: a range that ends before it begins, or two that overlap.
-- Ranges are half-open: one may begin when another ends.
-- Parameters: franjas, array of {dia_semana, abre, cierra}. Returns: array of {pointer, detail}; NULL when nothing is.
CREATE OR REPLACE FUNCTION cc.horario_errores(franjas jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    WITH franja AS (
      SELECT f.n - 1 AS n, (f.x -> 'dia_semana')::int AS dia, (f.x ->> 'abre')::time AS abre, (f.x ->> 'cierra')::time AS cierra
      FROM jsonb_array_elements(franjas) WITH ORDINALITY f (x, n))
    SELECT jsonb_agg(jsonb_build_object('pointer', '/franjas/' || e.n || e.miembro, 'detail', e.detalle) ORDER BY e.n)
    FROM (
      SELECT f.n, '/cierra' AS miembro,
        'Debe ser después de abrir. Si pasa de medianoche, parta la franja en dos: hasta las 24:00 y desde las 00:00.' AS detalle
      FROM franja f WHERE f.cierra <= f.abre
      UNION ALL
      SELECT f.n, '', format('Se solapa con la franja %s (de %s a %s).', min(o.n) + 1, min(left(o.abre::text, 5)), min(left(o.cierra::text, 5)))
      FROM franja f JOIN franja o ON o.n < f.n AND o.dia = f.dia AND o.abre < f.cierra AND f.abre < o.cierra
      GROUP BY f.n) e);
END
$$;
