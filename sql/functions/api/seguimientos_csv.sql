-- GET /seguimientos as text/csv: all that is open, in the list's order, one page a call.
-- Parameters: filtros, {clinica_id, clase} as of GET /seguimientos; pagina, `siguiente` of the last line of the page before.
-- Returns: lines; `siguiente` is on the last of a page that another one follows. Errors: CC401, CC403, CC404, CC422.
-- Reads: seguimiento, clinica, paciente, agente, and the numbering plans. Writes: auditoria, on the first page.
CREATE OR REPLACE FUNCTION api.seguimientos_csv(credencial bytea, contexto jsonb, filtros jsonb, pagina text)
RETURNS TABLE (id bigint, clinica text, clase text, estado text, numero text, numero_mostrado text, paciente text, paciente_id bigint,
  llamadas int, intentos int, texto text, primera text, ultima text, vence text, agente text, prioridad int, llamada_id bigint,
  siguiente text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  FILAS CONSTANT int := 1000;
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:leer');
  clinicas bigint[] := quien_clinicas(q, (filtros ->> 'clinica_id')::bigint);
  -- The order, and in the cursor the last line's place in it: [when it was asked, put off, until, -priority, first, id].
  antes json := pagina;
  entonces timestamptz := coalesce((antes ->> 0)::timestamptz, ahora());
BEGIN
  PERFORM problema_cuerpo(filtros, '{"clinica_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "clase": {"es": "opcion", "valores": ["perdida", "promesa"]}}');
  PERFORM csv_auditar(q, contexto, 'seguimientos', filtros, pagina);
  RETURN QUERY
    SELECT s.id, c.nombre, s.clase, s.estado, telefono_uri(s.clave), telefono_mostrar(s.clave, c.pais),
      rtrim(p.nombre || ' ' || p.apellidos), p.id, s.llamadas, s.intentos, s.texto, momento_texto(s.primera, c.zona),
      momento_texto(s.ultima, c.zona), momento_texto(s.vence, c.zona), a.nombre, s.prioridad, s.llamada_id,
      CASE WHEN s.n = FILAS AND s.quedan THEN json_build_array(entonces, s.aplazado, s.hasta, s.urgencia, s.primera, s.id)::text END
    FROM (
      SELECT o.*, row_number() OVER w AS n, lead(true) OVER w IS NOT NULL AS quedan
      FROM (
        SELECT x.*, y.aplazado, y.hasta, y.urgencia
        FROM seguimiento x
          CROSS JOIN LATERAL (SELECT coalesce(x.vence > entonces, false) AS aplazado, -x.prioridad AS urgencia,
            CASE WHEN x.vence > entonces THEN x.vence ELSE '-infinity' END AS hasta) y
        WHERE x.clinica_id = ANY (clinicas) AND x.cerrado IS NULL AND (NOT filtros ? 'clase' OR x.clase = filtros ->> 'clase')
          AND (pagina IS NULL OR (y.aplazado, y.hasta, y.urgencia, x.primera, x.id)
            > ((antes ->> 1)::boolean, (antes ->> 2)::timestamptz, (antes ->> 3)::int, (antes ->> 4)::timestamptz, (antes ->> 5)::bigint))
        ORDER BY y.aplazado, y.hasta, y.urgencia, x.primera, x.id LIMIT FILAS + 1) o
      WINDOW w AS (ORDER BY o.aplazado, o.hasta, o.urgencia, o.primera, o.id)) s
      JOIN clinica c ON c.id = s.clinica_id
      LEFT JOIN paciente p ON p.id = s.paciente_id
      LEFT JOIN agente a ON a.id = s.agente_id
    WHERE s.n <= FILAS
    ORDER BY s.n;
END
$$;
REVOKE ALL ON FUNCTION api.seguimientos_csv(bytea, jsonb, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.seguimientos_csv(bytea, jsonb, jsonb, text) TO cc_api;
