-- DELETE /citas/erp/:ref: an appointment that the ERP has no more. One that was called off is better sent as `anulada`.
-- Returns: 204. Errors: CC401, CC403, CC404. Writes: cita.
CREATE OR REPLACE FUNCTION api.cita_erp_borrar(credencial bytea, contexto jsonb, ref text) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'pacientes:escribir');
  c cita := quien_cita_erp(q, ref);
BEGIN
  IF c.id IS NULL THEN
    PERFORM problema('CC404', 'No existe esa cita.');
  END IF;
  DELETE FROM cita x WHERE x.id = c.id;
  RETURN ROW(204, NULL, NULL)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.cita_erp_borrar(bytea, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.cita_erp_borrar(bytea, jsonb, text) TO cc_api;
