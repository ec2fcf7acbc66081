-- Lists what the command line may show of each centralita.
-- Parameters: argumentos {grupo?}. Returns: an array of objects. Reads: centralita, centralita_salud. Writes: nothing.
CREATE OR REPLACE FUNCTION api.admin_centralita_listar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(fila ORDER BY fila.id), '[]')
    FROM (
      SELECT c.id, c.grupo_id, c.clinica_id, c.publico, c.nombre, c.adaptador, c.zona, c.activa, s.ultimo_evento, s.rechazados, s.ultimo_motivo
      FROM cc.centralita c LEFT JOIN cc.centralita_salud s ON s.centralita_id = c.id
      WHERE coalesce(c.grupo_id = (argumentos ->> 'grupo')::bigint, true)
    ) fila
  );
END
$$;
REVOKE ALL ON FUNCTION api.admin_centralita_listar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_centralita_listar(jsonb) TO cc_admin;
