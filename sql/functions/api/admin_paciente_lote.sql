-- Writes lines of patient documents that the command line read from a file, as POST /pacientes/lote writes its own (cc.lote_linea):
-- in one transaction, each whole or not at all.
-- Parameters: argumentos {grupo, primera (number of the first line), lineas (text, each ended by a line feed), simulacro (true: tell
--   what would happen, and undo it)}.
-- Returns: {creados, actualizados, errores: [{linea, detail, errors}]}. Errors: CC404, CC422 the group.
-- Writes: what cc.lote_aplicar writes, evento, flujo.
CREATE OR REPLACE FUNCTION api.admin_paciente_lote(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien;
  hecho record;
BEGIN
  q.grupo_id := admin_grupo(argumentos);
  q.clinicas := ARRAY(SELECT c.id FROM clinica c WHERE c.grupo_id = q.grupo_id ORDER BY c.id);
  q.clinicas_supervisa := q.clinicas;
  q.clinicas_administra := q.clinicas;
  PERFORM pg_advisory_xact_lock(hashtextextended(format('lote %s', q.grupo_id), 0));
  BEGIN
    hecho := lote_aplicar(q, '{"peticion": "cc-admin"}', (argumentos -> 'primera')::bigint, string_to_array(left(argumentos ->> 'lineas', -1), E'\n'));
    IF argumentos -> 'simulacro' = 'true' THEN
      RAISE EXCEPTION USING ERRCODE = 'CC000';
    END IF;
    PERFORM flujo_emitir(hecho.entregas);
  EXCEPTION WHEN SQLSTATE 'CC000' THEN
    NULL;  -- undone; what came of it is known
  END;
  RETURN json_build_object('creados', hecho.creados, 'actualizados', hecho.actualizados, 'errores', hecho.errores);
END
$$;
REVOKE ALL ON FUNCTION api.admin_paciente_lote(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_paciente_lote(jsonb) TO cc_admin;
