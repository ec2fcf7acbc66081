-- POST /adopciones/:id: a person says whether the two are one.
--   fusionar   they are: what was made here becomes the ERP's patient's, calls, follow-ups and numbers included
--   distintos  they are not, and nobody is asked again
-- Parameters: id; cuerpo {accion}; contexto (`idempotencia`). Returns: 200 `adopcion`.
-- Errors: CC401, CC403, CC404; CC409 somebody has said it already; CC422.
-- Writes: adopcion, what cc.paciente_fusionar writes, auditoria, evento, idempotencia.
CREATE OR REPLACE FUNCTION api.adopcion_resolver(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
  r api.respuesta := idempotencia_buscar(q, contexto);
  a adopcion;
  accion text := cuerpo ->> 'accion';
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  PERFORM problema_cuerpo(cuerpo, '{"accion": {"es": "opcion", "valores": ["fusionar", "distintos"], "falta": false}}');
  PERFORM paciente_erp_bloquear(x.grupo_id, p.erp_ref, ARRAY(
    SELECT t.clave FROM paciente_telefono t WHERE t.paciente_id IN (x.propio_id, x.erp_id) AND t.hasta IS NULL))
  FROM adopcion x JOIN paciente p ON p.id = x.erp_id WHERE x.id = adopcion_resolver.id AND x.grupo_id = q.grupo_id;
  SELECT x.* INTO a FROM adopcion x WHERE x.id = adopcion_resolver.id AND x.grupo_id = q.grupo_id FOR NO KEY UPDATE;
  IF a.estado IN ('fusionada', 'distintos') AND quien_ve_paciente(q, a.erp_id) THEN
    PERFORM problema('CC409', 'Otra persona ya lo ha decidido.');
  ELSIF a.estado IS DISTINCT FROM 'pendiente' OR NOT quien_ve_paciente(q, a.propio_id) OR NOT quien_ve_paciente(q, a.erp_id) THEN
    PERFORM problema('CC404', 'No existe esa pregunta.');
  END IF;

  UPDATE adopcion x SET estado = CASE accion WHEN 'fusionar' THEN 'fusionada' ELSE accion END, resuelta = ahora(), agente_id = q.agente_id
  WHERE x.id = a.id;
  PERFORM quien_audita(q, contexto, 'adopcion.' || accion, 'paciente', a.erp_id, jsonb_build_object('propio_id', a.propio_id));
  IF accion = 'fusionar' THEN
    PERFORM paciente_fusionar(a.propio_id, a.erp_id, q.clinicas);
    PERFORM webhook_publicar(q.grupo_id, p.clinica_id, 'paciente.fusionado',
      jsonb_build_object('paciente', suscripcion_persona(p.id), 'fusionado_id', a.propio_id)) FROM paciente p WHERE p.id = a.erp_id;
    PERFORM flujo_emitir(llamadas_entregas(VARIADIC paciente_llamadas_recientes(a.erp_id)) || ARRAY(
      SELECT e FROM seguimiento s CROSS JOIN LATERAL unnest(seguimiento_entregas(s.id)) e
      WHERE s.paciente_id = a.erp_id AND s.cerrado IS NULL));
  END IF;
  RETURN idempotencia_guardar(q, contexto, ROW(200, NULL, adopcion_json(a.id))::api.respuesta);
END
$$;
REVOKE ALL ON FUNCTION api.adopcion_resolver(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.adopcion_resolver(bytea, jsonb, bigint, jsonb) TO cc_api;
