-- Who may be the person that somebody is about to create: the same number and (name or birth date), or the same DNI.
-- Parameters: q, of cc.autenticar; clave, of the number, or NULL; cuerpo {nombre, apellidos, nacimiento, dni}.
-- Returns: array of {pointer, detail, candidato: {id, nombre, apellidos, n_historia}}; NULL when nobody.
-- Reads: paciente, paciente_telefono, grupo; only those that the caller may see.
CREATE OR REPLACE FUNCTION cc.paciente_iguales(q cc.quien, clave text, cuerpo jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  entero text := sin_acentos(btrim(cuerpo ->> 'nombre') || ' ' || coalesce(btrim(cuerpo ->> 'apellidos'), ''));
  suyo text := nullif(upper(btrim(cuerpo ->> 'dni')), '');
BEGIN
  RETURN (
    SELECT jsonb_agg(jsonb_build_object('pointer', x.pointer,
        'detail', format('Ya existe %s%s.', rtrim(p.nombre || ' ' || p.apellidos), ' (n.º historia ' || p.n_historia || ')'),
        'candidato', jsonb_build_object('id', p.id, 'nombre', p.nombre, 'apellidos', p.apellidos, 'n_historia', p.n_historia))
      ORDER BY p.id)
    FROM (
      SELECT u.id, min(u.pointer) AS pointer
      FROM (
        SELECT t.paciente_id AS id, '/telefono' AS pointer
        FROM paciente_telefono t JOIN paciente p ON p.id = t.paciente_id
        WHERE t.grupo_id = q.grupo_id AND t.clave = paciente_iguales.clave AND t.hasta IS NULL
          AND (rtrim(sin_acentos(p.nombre || ' ' || p.apellidos)) = rtrim(entero)
            OR p.nacimiento = (cuerpo ->> 'nacimiento')::date)
        UNION ALL
        SELECT p.id, '/dni'
        FROM paciente p
        WHERE p.grupo_id = q.grupo_id AND p.busqueda LIKE '%' || texto_escapar(lower(suyo)) || '%'
          AND upper(p.dni) = suyo) u
      GROUP BY u.id) x
      JOIN paciente p ON p.id = x.id
    WHERE quien_ve_paciente(q, p.id));
END
$$;
