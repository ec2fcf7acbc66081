-- Another name or user name of a person, their language, their roles; gone, or back. Whoever is gone is logged out at once, and
-- whoever has no role in the clinic of their seat any more is stood up; what they did stays theirs.
-- Parameters: q, of who may; contexto (`si_coincide`); id; cuerpo, cc.agente_campos and activo. Returns: agente.
-- Errors: CC403 not the caller's to change, CC404, CC409 the user name is taken, or a clinic would lose its last administrador,
--   CC412, CC428, CC422. Writes: agente, agente_clinica, sesion, agente_extension, presencia, auditoria, evento.
CREATE OR REPLACE FUNCTION cc.agente_editar(q cc.quien, contexto jsonb, id bigint, cuerpo jsonb) RETURNS cc.agente
LANGUAGE plpgsql AS $$
DECLARE
  antes agente := quien_agente(q, agente_editar.id,
    jsonb_strip_nulls(cuerpo) ?| ARRAY['usuario', 'nombre', 'idioma', 'activo']);
  a agente;
  mandaba bigint[] := ARRAY(SELECT ac.clinica_id FROM agente_clinica ac WHERE ac.agente_id = antes.id AND ac.rol = 'administrador');
  roles jsonb;
  levantados bigint[];
BEGIN
  PERFORM problema_cuerpo(cuerpo, agente_campos() || '{"activo": {"es": "booleano"}}');
  PERFORM problema_version(contexto, antes.version);
  PERFORM agente_usuario_comprobar(cuerpo ->> 'usuario');
  BEGIN
    UPDATE agente x SET usuario = coalesce(lower(btrim(cuerpo ->> 'usuario')), x.usuario),
      nombre = coalesce(btrim(cuerpo ->> 'nombre'), x.nombre), idioma = coalesce(cuerpo ->> 'idioma', x.idioma),
      activo = coalesce((cuerpo ->> 'activo')::boolean, x.activo), version = x.version + 1
    WHERE x.id = antes.id
    RETURNING x.* INTO a;
  EXCEPTION WHEN unique_violation THEN
    PERFORM problema_campo('usuario', 'Ese nombre de usuario ya está ocupado: elija otro.', 'CC409');
  END;
  IF cuerpo ->> 'clinicas' IS NOT NULL THEN
    roles := agente_roles(q, a.id, cuerpo -> 'clinicas');
  END IF;
  PERFORM agente_sin_ellos(mandaba) WHERE antes.activo;
  PERFORM quien_audita(q, contexto, 'agente.editar', 'agente', a.id,
    auditoria_cambios(to_jsonb(antes) - 'clave_hash', to_jsonb(a) - 'clave_hash')
    || CASE WHEN roles IS NULL THEN '{}' ELSE jsonb_build_object('clinicas', jsonb_build_array(roles -> 'antes', roles -> 'ahora')) END);
  IF NOT a.activo THEN
    PERFORM sesion_terminar(ARRAY(SELECT s.id FROM sesion s WHERE s.agente_id = a.id AND s.cerrada IS NULL));
  END IF;
  levantados := agente_levantar(ARRAY(
    SELECT ae.agente_id FROM agente_extension ae JOIN extension e ON e.id = ae.extension_id
    WHERE ae.agente_id = a.id AND ae.hasta IS NULL AND (NOT a.activo OR NOT EXISTS (
      SELECT FROM agente_clinica ac WHERE ac.agente_id = a.id AND ac.clinica_id = e.clinica_id AND ac.rol <> 'delegado'))));
  PERFORM presencia_emitir(VARIADIC levantados);
  RETURN a;
END
$$;
