-- DELETE /paciente/erp/:ref: the person goes, their calls keep their facts (cc.paciente_vaciar). The reference is free again.
-- Promises made to them are dropped; a missed call stays owed to its number.
-- Returns: 204. Errors: CC401, CC403, CC404. Writes: what cc.paciente_vaciar writes; llamada (version), seguimiento, auditoria,
-- evento.
CREATE OR REPLACE FUNCTION api.paciente_erp_borrar(credencial bytea, contexto jsonb, ref text) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'pacientes:escribir');
  p paciente;
  llamadas bigint[];
  seguimientos bigint[];
BEGIN
  PERFORM paciente_erp_bloquear(q.grupo_id, ref);
  p := quien_paciente_erp(q, ref);
  IF p.id IS NULL THEN
    PERFORM problema('CC404', 'No existe ese paciente.');
  END IF;
  WITH tocado AS (
    UPDATE seguimiento s SET version = s.version + 1, paciente_id = NULL,
      estado = CASE s.clase WHEN 'promesa' THEN 'descartada' ELSE s.estado END,
      motivo = CASE s.clase WHEN 'promesa' THEN 'paciente borrado' ELSE s.motivo END,
      cerrado = CASE s.clase WHEN 'promesa' THEN ahora() END
    WHERE s.paciente_id = p.id AND s.cerrado IS NULL
    RETURNING s.id)
  SELECT array_agg(t.id) INTO seguimientos FROM tocado t;
  PERFORM suscripcion_seguimiento(s.id) FROM seguimiento s WHERE s.id = ANY (seguimientos) AND s.cerrado IS NOT NULL;
  PERFORM paciente_vaciar(p.id);
  llamadas := paciente_llamadas_recientes(p.id);
  PERFORM quien_audita(q, contexto, 'paciente.borrar', 'paciente', p.id);
  PERFORM flujo_emitir(llamadas_entregas(VARIADIC llamadas) || ARRAY(
    SELECT e FROM unnest(seguimientos) s (id) CROSS JOIN LATERAL unnest(seguimiento_entregas(s.id)) e));
  RETURN ROW(204, NULL, NULL)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.paciente_erp_borrar(bytea, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.paciente_erp_borrar(bytea, jsonb, text) TO cc_api;
