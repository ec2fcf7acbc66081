-- Holds the body of PUT /matriz against what a row may say, and names all that is wrong at once.
-- Parameters: cuerpo {filas: [row, …]}, 1 to 35 rows, each complete. Errors: CC422 with a pointer to each bad member.
-- Reads: matriz_defecto (the keys that exist). Writes: nothing.
CREATE OR REPLACE FUNCTION cc.matriz_comprobar(cuerpo jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  reglas constant jsonb := '{
    "llamada": {"es": "opcion", "valores": ["entrante_sonando", "entrante_contestada", "entrante_perdida", "buzon",
      "saliente_contestada", "saliente_sin_respuesta", "fuera_de_horario"]},
    "quien": {"es": "opcion", "valores": ["unico", "varios", "desconocido", "anonimo", "interno"]},
    "tarjeta": {"es": "opcion", "valores": ["ficha", "selector", "numero_nuevo", "minima", "ninguna"]},
    "seguimiento": {"es": "booleano"},
    "prioridad": {"es": "entero", "min": 0, "max": 100},
    "plazo": {"es": "opcion", "valores": ["ya", "primera_hora"]},
    "eleccion": {"es": "opcion", "valores": ["no", "recordar"]},
    "tipificacion": {"es": "opcion", "valores": ["no", "ofrecida", "obligatoria"]}}';
  errores jsonb;
BEGIN
  IF jsonb_typeof(cuerpo -> 'filas') IS DISTINCT FROM 'array' OR jsonb_array_length(cuerpo -> 'filas') NOT BETWEEN 1 AND 35 THEN
    PERFORM problema_campo('filas', 'Debe ser una lista de 1 a 35 filas.');
  END IF;
  SELECT jsonb_agg(jsonb_build_object('pointer', '/filas/' || e.n || '/' || e.miembro, 'detail', e.detalle) ORDER BY e.n, e.miembro)
    INTO errores
  FROM (
    SELECT f.n - 1 AS n, r.key AS miembro,
           CASE WHEN f.fila -> r.key IS NULL THEN 'Falta este dato.' ELSE problema_valor(f.fila -> r.key, r.value) END AS detalle
    FROM jsonb_array_elements(cuerpo -> 'filas') WITH ORDINALITY AS f (fila, n), jsonb_each(reglas) r
    UNION ALL
    SELECT f.n - 1, k.clave, 'Campo desconocido.'
    FROM jsonb_array_elements(cuerpo -> 'filas') WITH ORDINALITY AS f (fila, n), jsonb_object_keys(f.fila) AS k (clave)
    WHERE NOT reglas ? k.clave
  ) e
  WHERE e.detalle IS NOT NULL;
  IF errores IS NOT NULL THEN
    PERFORM problema('CC422', 'Hay filas de la matriz que no son válidas.', errores);
  END IF;
END
$$;
