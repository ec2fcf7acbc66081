-- Another name or user name of a person, their language, their roles; gone, or back.
-- Parameters: argumentos {usuario, nombre?, usuario_nuevo?, idioma?, activo?, clinica: ["ID:rol", …]?: all that they shall have}.
-- Returns: `agente`. Errors: those of cc.agente_editar. Reads and writes: as cc.agente_editar.
CREATE OR REPLACE FUNCTION api.admin_agente_editar(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  a agente := admin_agente(argumentos);
  q quien := admin_quien(a.grupo_id);
BEGIN
  a := agente_editar(q, '{"si_coincide": "*"}', a.id, argumentos - '{usuario,usuario_nuevo,clinica}'::text[] || jsonb_strip_nulls(
    jsonb_build_object('usuario', argumentos -> 'usuario_nuevo', 'clinicas', admin_papeles(argumentos -> 'clinica'))));
  RETURN agente_json(q, a, (SELECT e.entrada FROM agentes_entradas(ARRAY[a.id]) e));
END
$$;
REVOKE ALL ON FUNCTION api.admin_agente_editar(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_agente_editar(jsonb) TO cc_admin;
