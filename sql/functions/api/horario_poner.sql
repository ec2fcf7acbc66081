-- PUT /horarios: the week of a clinic, replaced whole; it counts from the next call on.
-- Parameters: clinica_id; contexto (`si_coincide`); cuerpo, of cc.horario_poner. Returns: 200 `horario`; ETag.
-- Errors: CC401, CC403, and those of cc.horario_poner. Reads and writes: as cc.horario_poner.
CREATE OR REPLACE FUNCTION api.horario_poner(credencial bytea, contexto jsonb, clinica_id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
BEGIN
  PERFORM horario_poner(q, contexto, clinica_id, cuerpo);
  RETURN respuesta_fila(200, horario_json(clinica_id));
END
$$;
REVOKE ALL ON FUNCTION api.horario_poner(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.horario_poner(bytea, jsonb, bigint, jsonb) TO cc_api;
