-- GET /contactos as text/csv: all known numbers that are no patients, by name, one page a call.
-- Parameters: filtros, {clase, q} as of GET /contactos; pagina, `siguiente` of the last line of the page before.
-- Returns: lines; `siguiente` is on the last of a page that another one follows. Errors: CC401, CC403, CC422.
-- Reads: contacto, grupo, and the numbering plans. Writes: auditoria, on the first page.
CREATE OR REPLACE FUNCTION api.contactos_csv(credencial bytea, contexto jsonb, filtros jsonb, pagina text)
RETURNS TABLE (id bigint, nombre text, clase text, numero text, numero_mostrado text, nota text, siguiente text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  FILAS CONSTANT int := 1000;
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:leer');
  pais text := (SELECT g.pais FROM grupo g WHERE g.id = q.grupo_id);
  antes json := pagina; -- [name, id] of the last line
BEGIN
  PERFORM contactos_comprobar(filtros);
  PERFORM csv_auditar(q, contexto, 'contactos', filtros, pagina);
  RETURN QUERY
    SELECT c.id, c.nombre, c.clase, telefono_uri(c.clave), telefono_mostrar(c.clave, pais), c.nota,
      CASE WHEN c.n = FILAS AND c.quedan THEN json_build_array(c.nombre, c.id)::text END
    FROM (
      SELECT x.*, row_number() OVER w AS n, lead(true) OVER w IS NOT NULL AS quedan
      FROM (
        SELECT y.* FROM contacto y
        WHERE y.grupo_id = q.grupo_id AND contacto_pasa(y, filtros ->> 'clase', filtros ->> 'q')
          AND (pagina IS NULL OR (y.nombre, y.id) > (antes ->> 0, (antes ->> 1)::bigint))
        ORDER BY y.nombre, y.id LIMIT FILAS + 1) x
      WINDOW w AS (ORDER BY x.nombre, x.id)) c
    WHERE c.n <= FILAS
    ORDER BY c.n;
END
$$;
REVOKE ALL ON FUNCTION api.contactos_csv(bytea, jsonb, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.contactos_csv(bytea, jsonb, jsonb, text) TO cc_api;
