-- PATCH /seguimientos/:id: take it, let it go, note an attempt, close it, drop it, put it off.
--   reclamar   it is mine; refused while somebody else has had it for less than 30 minutes
--   soltar     nobody's again
--   intentar   one more attempt, and nobody's again
--   cerrar     done: resuelta_manual
--   descartar  not to be done; `motivo` says why
--   aplazar    until `vence`, and nobody's again
-- Parameters: id; contexto (`si_coincide`); cuerpo {accion, motivo, vence}.
-- Returns: 200 `seguimiento`; ETag. Errors: CC401, CC403, CC404; CC409 somebody else has it, or it is closed; CC412, CC428;
--   CC422. Reads: agente. Writes: seguimiento, llamada (the axis of the calls that fed it), auditoria, evento, trabajo.
CREATE OR REPLACE FUNCTION api.seguimiento_editar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb)
RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:escribir');
  s seguimiento;
  tocadas bigint[];
  accion text := cuerpo ->> 'accion';
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{
    "accion": {"es": "opcion", "valores": ["reclamar", "soltar", "intentar", "cerrar", "descartar", "aplazar"], "falta": false},
    "motivo": {"es": "texto", "max": 500}, "vence": {"es": "instante"}}');
  PERFORM numero_bloquear(x.grupo_id, x.clave) FROM seguimiento x
  WHERE x.id = seguimiento_editar.id AND x.clinica_id = ANY (q.clinicas);
  SELECT x.* INTO s FROM seguimiento x WHERE x.id = seguimiento_editar.id AND x.clinica_id = ANY (q.clinicas)
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No existe ese seguimiento.');
  END IF;
  PERFORM seguimiento_permitir(q, contexto, s, cuerpo);

  UPDATE seguimiento x SET
    estado = CASE accion WHEN 'reclamar' THEN 'en_gestion' WHEN 'cerrar' THEN 'resuelta_manual' WHEN 'descartar' THEN 'descartada'
      ELSE CASE WHEN x.intentos + (accion = 'intentar')::int > 0 THEN 'intentado' ELSE 'pendiente' END END,
    intentos = x.intentos + (accion = 'intentar')::int,
    agente_id = CASE WHEN accion = 'reclamar' THEN q.agente_id END,
    reclamado = CASE WHEN accion = 'reclamar' THEN ahora() END,
    cerrado = CASE WHEN accion IN ('cerrar', 'descartar') THEN ahora() END,
    vence = CASE WHEN accion = 'aplazar' THEN (cuerpo ->> 'vence')::timestamptz ELSE x.vence END,
    motivo = coalesce(nullif(btrim(cuerpo ->> 'motivo'), ''), x.motivo),
    version = x.version + 1
  WHERE x.id = s.id
  RETURNING x.* INTO s;
  IF accion = 'aplazar' THEN
    PERFORM trabajo_programar('promesa_vence', s.id::text, jsonb_build_object('seguimiento_id', s.id), s.vence, s.grupo_id);
  END IF;
  IF s.cerrado IS NOT NULL THEN
    PERFORM suscripcion_seguimiento(s.id);
  END IF;
  tocadas := seguimiento_marcar(s);
  PERFORM quien_audita(q, contexto, 'seguimiento.' || accion, 'seguimiento', s.id, jsonb_build_object('estado', s.estado));
  PERFORM flujo_emitir(llamadas_entregas(VARIADIC tocadas) || seguimiento_entregas(s.id));
  RETURN ROW(200, jsonb_build_object('ETag', format('"%s"', s.version)), seguimiento_json(s.id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.seguimiento_editar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.seguimiento_editar(bytea, jsonb, bigint, jsonb) TO cc_api;
