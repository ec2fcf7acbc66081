-- The figures of a range in the shape `estadisticas` of app/INTERFACES.md §3.
-- Parameters: q, of cc.autenticar; clinicas; f, the parameters of GET /estadisticas that are present. Returns: json.
-- Errors: CC422. Reads: clinica, linea, agente, tipificacion, what cc.estadisticas_cuentas, _devoluciones, _recurrencia read.
CREATE OR REPLACE FUNCTION cc.estadisticas_json(q cc.quien, clinicas bigint[], f jsonb) RETURNS json
LANGUAGE plpgsql STABLE AS $$
DECLARE
  TRAMOS_DIAS CONSTANT int := 8; -- of more, the hours are not told one by one
  DIAS CONSTANT int := coalesce((f -> 'recurrencia_dias')::int, 7);
  CERO CONSTANT jsonb := cifras_json(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  d text := f ->> 'desde';
  h text := f ->> 'hasta';
  umbral int := (f -> 'umbral_s')::int;
  zona text;       -- NULL when they keep different times
  comienza timestamptz;
  acaba timestamptz;
  primer_dia date;
  ultimo_dia date;
  suyas jsonb;
  salida json;
BEGIN
  PERFORM estadisticas_comprobar(f, clinicas);
  SELECT CASE WHEN min(r.zona) = max(r.zona) THEN min(r.zona) END, min(r.comienza), max(r.acaba),
      min((r.comienza AT TIME ZONE r.zona)::date), max((r.acaba AT TIME ZONE r.zona - interval '1 microsecond')::date),
      coalesce(umbral, CASE WHEN min(r.umbral_s) = max(r.umbral_s) THEN min(r.umbral_s) END),
      jsonb_agg(jsonb_build_object('id', c.id, 'nombre', c.nombre, 'zona', c.zona, 'umbral_s', coalesce(umbral, c.umbral_servicio_s)) ORDER BY c.id)
    INTO zona, comienza, acaba, primer_dia, ultimo_dia, umbral, suyas
  FROM estadisticas_rango(clinicas, d, h) r JOIN clinica c ON c.id = r.clinica_id;
  WITH fila AS MATERIALIZED (
    SELECT x.* FROM estadisticas_cuentas(q, clinicas, d, h, (f -> 'umbral_s')::int,
      zona IS NOT NULL AND extract(epoch FROM acaba - comienza) <= (TRAMOS_DIAS * 24 + 1) * 3600) x
  ), total AS (
    SELECT x.cifras, x.ley_recibidas AS recibidas, x.ley_atendidas AS atendidas FROM fila x WHERE x.dimension = 'total'
  )
  SELECT json_build_object(
    'desde', coalesce(d, primer_dia::text), 'hasta', coalesce(h, ultimo_dia::text), 'zona', zona, 'clinicas', suyas,
    'total', t.cifras,
    'nivel_servicio', json_build_object('umbral_s', umbral, 'cuentan', t.cifras -> 'cuentan', 'a_tiempo', t.cifras -> 'a_tiempo',
      'porcentaje', t.cifras -> 'nivel_servicio'),
    'ley', json_build_object('norma', 'Ley 10/2025, de 26 de diciembre', 'articulo', '8', 'plazo_s', 180, 'objetivo', 95,
      'recibidas', t.recibidas, 'en_plazo', t.atendidas, 'porcentaje', round(100 * t.atendidas::numeric / nullif(t.recibidas, 0), 1),
      'cumple', t.atendidas >= 0.95 * nullif(t.recibidas, 0)),
    'devoluciones', (SELECT row_to_json(x) FROM estadisticas_devoluciones(clinicas, d, h) x),
    'recurrencia', (SELECT json_build_object('dias', DIAS, 'llamadas', x.llamadas, 'repetidas', x.repetidas,
        'porcentaje', round(100 * x.repetidas::numeric / nullif(x.llamadas, 0), 1), 'numeros', x.numeros, 'numeros_repetidos', x.numeros_repetidos)
      FROM estadisticas_recurrencia(clinicas, d, h, DIAS) x),
    'por_hora', (SELECT json_agg(jsonb_build_object('hora', n) || coalesce(x.cifras, CERO) ORDER BY n)
      FROM generate_series(0, 23) n LEFT JOIN fila x ON x.dimension = 'hora' AND x.clave = n::text),
    'por_dia_semana', (SELECT json_agg(jsonb_build_object('dia_semana', n) || coalesce(x.cifras, CERO) ORDER BY n)
      FROM generate_series(1, 7) n LEFT JOIN fila x ON x.dimension = 'dia_semana' AND x.clave = n::text),
    'por_semana', (SELECT coalesce(json_agg(jsonb_build_object('dia_semana', w, 'hora', n) || x.cifras ORDER BY w, n), '[]')
      FROM generate_series(1, 7) w, generate_series(0, 23) n, fila x WHERE x.dimension = 'semana' AND x.clave = w || ' ' || n),
    'por_dia', (SELECT json_agg(jsonb_build_object('dia', n::date) || coalesce(x.cifras, CERO) ORDER BY n)
      FROM generate_series(primer_dia::timestamp, ultimo_dia, '1 day') n LEFT JOIN fila x ON x.dimension = 'dia' AND x.clave = n::date::text),
    'por_tramo', (SELECT json_agg(jsonb_build_object('inicio', momento_texto(n, zona)) || coalesce(x.cifras, CERO) ORDER BY n)
      FROM generate_series(date_trunc('hour', comienza, zona), acaba - interval '1 microsecond', '1 hour') n
        LEFT JOIN fila x ON x.dimension = 'tramo' AND x.clave = extract(epoch FROM n)::bigint::text
      WHERE zona IS NOT NULL AND extract(epoch FROM acaba - comienza) <= (TRAMOS_DIAS * 24 + 1) * 3600),
    'por_clinica', (SELECT json_agg(jsonb_build_object('clinica', jsonb_build_object('id', c.id, 'nombre', c.nombre)) || coalesce(x.cifras, CERO)
        ORDER BY c.nombre, c.id)
      FROM clinica c LEFT JOIN fila x ON x.dimension = 'clinica' AND x.clave = c.id::text WHERE c.id = ANY (clinicas)),
    'por_linea', (SELECT coalesce(json_agg(jsonb_build_object('linea',
          CASE WHEN n.id IS NOT NULL THEN jsonb_build_object('id', n.id, 'numero', n.numero, 'etiqueta', n.etiqueta) END) || x.cifras
        ORDER BY n.etiqueta, n.id), '[]')
      FROM fila x LEFT JOIN linea n ON n.id = x.clave::bigint WHERE x.dimension = 'linea'),
    'por_cola', (SELECT coalesce(json_agg(jsonb_build_object('cola', x.clave) || x.cifras ORDER BY x.clave), '[]') FROM fila x WHERE x.dimension = 'cola'),
    'por_agente', (SELECT coalesce(json_agg(jsonb_build_object('agente', jsonb_build_object('id', a.id, 'nombre', a.nombre)) || x.cifras
        ORDER BY a.nombre, a.id), '[]')
      FROM fila x JOIN agente a ON a.id = x.clave::bigint WHERE x.dimension = 'agente'),
    'por_tipificacion', (SELECT coalesce(json_agg(jsonb_build_object('tipificacion',
          CASE WHEN n.id IS NOT NULL THEN jsonb_build_object('id', n.id, 'etiqueta', n.etiqueta) END) || x.cifras
        ORDER BY n.orden, n.id), '[]')
      FROM fila x LEFT JOIN tipificacion n ON n.id = x.clave::bigint WHERE x.dimension = 'tipificacion'),
    'por_resultado', (SELECT coalesce(json_agg(jsonb_build_object('direccion', split_part(x.clave, ' ', 1),
          'resultado', nullif(split_part(x.clave, ' ', 2), '')) || x.cifras ORDER BY x.clave), '[]')
      FROM fila x WHERE x.dimension = 'resultado'),
    'definiciones', estadisticas_definiciones(umbral, DIAS))
    INTO salida
  FROM total t;
  RETURN salida;
END
$$;
