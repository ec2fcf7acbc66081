-- PUT /llamar/reglas: what click-to-call is held to from now on, in the whole group (for whoever administers all its clinics) or in one
-- of its clinics. Whole: what is left out follows the group, or the default.
-- Parameters: clinica_id, NULL: the group's own; contexto (`si_coincide`: the version of the group or the clinic); cuerpo {reglas: {…}},
--   of cc.llamar_ajustes. Returns: 200 `reglas_llamar`; ETag. Errors: CC401, CC403, CC404 not a clinic of mine; CC412, CC428; CC422
--   with a pointer to each bad rule. Writes: grupo or clinica, auditoria (before and after).
CREATE OR REPLACE FUNCTION api.llamar_reglas_poner(credencial bytea, contexto jsonb, clinica_id bigint, cuerpo jsonb)
RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  reglas constant jsonb := coalesce(cuerpo -> 'reglas', 'null');
  antes record;
  errores jsonb;
BEGIN
  IF clinica_id IS NULL THEN
    PERFORM quien_grupo(q);
    SELECT g.version, g.ajustes -> 'llamar' AS reglas INTO antes FROM grupo g WHERE g.id = q.grupo_id FOR NO KEY UPDATE;
  ELSE
    SELECT c.version, c.ajustes -> 'llamar' AS reglas INTO antes FROM clinica c
    WHERE c.id = clinica_id AND c.id = ANY (q.clinicas) FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      PERFORM problema('CC404', 'No existe esa clínica.');
    END IF;
  END IF;
  IF jsonb_typeof(reglas) <> 'object' THEN
    PERFORM problema_campo('reglas', 'Debe ser un objeto.');
  END IF;
  SELECT jsonb_agg(jsonb_build_object('pointer', '/reglas/' || r.key, 'detail', llamar_reglas_defecto(r.key, r.value)) ORDER BY r.key) INTO errores
  FROM jsonb_each(reglas) r WHERE llamar_reglas_defecto(r.key, r.value) IS NOT NULL;
  IF errores IS NOT NULL THEN
    PERFORM problema('CC422', 'Hay datos que no son válidos.', errores);
  END IF;
  PERFORM problema_version(contexto, antes.version);
  UPDATE grupo g SET ajustes = g.ajustes || jsonb_build_object('llamar', reglas), version = g.version + 1
  WHERE g.id = q.grupo_id AND clinica_id IS NULL;
  UPDATE clinica c SET ajustes = c.ajustes || jsonb_build_object('llamar', reglas), version = c.version + 1 WHERE c.id = clinica_id;
  PERFORM quien_audita(q, contexto, 'llamar.reglas', CASE WHEN clinica_id IS NULL THEN 'grupo' ELSE 'clinica' END, coalesce(clinica_id, q.grupo_id),
    jsonb_build_object('antes', antes.reglas, 'ahora', reglas));
  RETURN respuesta_fila(200, llamar_reglas_json(q.grupo_id, clinica_id));
END
$$;
REVOKE ALL ON FUNCTION api.llamar_reglas_poner(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.llamar_reglas_poner(bytea, jsonb, bigint, jsonb) TO cc_api;
