-- PUT /citas/erp/:ref: one appointment as the ERP knows it, new or in place of what was known. It answers the missed calls
-- of its patient's numbers (cc.seguimiento_por_cita).
-- Parameters: ref, the ERP's; cuerpo {paciente_ref or paciente_id, inicio, fin, profesional, gabinete, tratamiento, estado,
--   clinica_id (default: the patient's)}. Returns: 201 or 200 `cita` with erp_ref, version, paciente; ETag.
-- Errors: CC401, CC403, CC404, CC422. Reads: paciente. Writes: cita; seguimiento, llamada, evento, flujo.
CREATE OR REPLACE FUNCTION api.cita_erp_poner(credencial bytea, contexto jsonb, ref text, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'pacientes:escribir');
  c cita;
  p paciente;
  nueva boolean;
  lista jsonb;
BEGIN
  PERFORM problema_cuerpo(cuerpo, cita_erp_campos() || '{
    "paciente_ref": {"es": "texto", "min": 1, "max": 128}, "paciente_id": {"es": "entero", "min": 1, "max": 999999999999999}}');
  c := quien_cita_erp(q, ref);
  nueva := c.id IS NULL;
  p := cita_erp_paciente(q, cuerpo);
  lista := jsonb_build_array(cuerpo - '{paciente_ref,paciente_id}'::text[] || jsonb_build_object('erp_ref', ref));
  PERFORM citas_erp_revisar(q, p, lista, '');
  PERFORM numero_bloquear(p.grupo_id, n.cola)
  FROM (SELECT DISTINCT right(regexp_replace(u.clave, '\D', '', 'g'), 9) AS cola FROM unnest(paciente_numeros(p.id)) u (clave)
        ORDER BY cola) n;
  IF citas_erp_guardar(p, lista) THEN
    PERFORM flujo_emitir(seguimiento_por_cita(p.id));
  END IF;
  SELECT x.* INTO c FROM cita x WHERE x.grupo_id = q.grupo_id AND x.erp_ref = ref;
  RETURN ROW(CASE WHEN nueva THEN 201 ELSE 200 END, jsonb_build_object('ETag', format('"%s"', c.version)),
    cita_erp_json(c.id))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.cita_erp_poner(bytea, jsonb, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.cita_erp_poner(bytea, jsonb, text, jsonb) TO cc_api;
