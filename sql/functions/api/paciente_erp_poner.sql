-- PUT /paciente/erp/:ref: one patient as the ERP knows them, new or in place of what was known (cc.paciente_erp_guardar).
-- Parameters: ref, the ERP's; cuerpo, the document of app/INTERFACES.md §3; contexto (`si_coincide`, where it came).
-- Returns: 201 or 200 `ficha`; ETag, Location. Errors: CC401, CC403, CC404, CC412, CC422.
-- Writes: what cc.paciente_erp_guardar writes; evento, flujo.
CREATE OR REPLACE FUNCTION api.paciente_erp_poner(credencial bytea, contexto jsonb, ref text, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'pacientes:escribir');
  hecho record;
BEGIN
  hecho := paciente_erp_guardar(q, contexto, ref, cuerpo);
  PERFORM flujo_emitir(hecho.entregas);
  RETURN paciente_respuesta(q, CASE WHEN hecho.nuevo THEN 201 ELSE 200 END, hecho.id);
END
$$;
REVOKE ALL ON FUNCTION api.paciente_erp_poner(bytea, jsonb, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.paciente_erp_poner(bytea, jsonb, text, jsonb) TO cc_api;
