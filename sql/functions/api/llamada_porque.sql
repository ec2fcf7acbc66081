-- GET /llamadas/:id/porque: why a call counts as it does, and why its card came up or did not.
-- Parameters: id; formato, `informe` for the text that may be sent to whoever installed the PBX (cc.porque_informe).
-- Returns: 200 {llamada_id, frase, pasos: [cc.porque_pasos]}; with formato {llamada_id, informe}.
-- Errors: CC401, CC403, CC404, CC422. Reads: what cc.porque_pasos and cc.porque_frase read.
CREATE OR REPLACE FUNCTION api.llamada_porque(credencial bytea, contexto jsonb, id bigint, formato text) RETURNS api.respuesta
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:leer');
  l llamada := quien_ve_llamada(q, llamada_porque.id);
BEGIN
  IF formato = 'informe' THEN
    RETURN ROW(200, NULL, json_build_object('llamada_id', l.id, 'informe', porque_informe(l)))::api.respuesta;
  ELSIF formato IS NOT NULL THEN
    PERFORM problema_campo('formato', 'Debe ser informe.');
  END IF;
  RETURN ROW(200, NULL, json_build_object('llamada_id', l.id, 'frase', porque_frase(l, true),
    'pasos', (SELECT coalesce(json_agg(p), '[]') FROM porque_pasos(l, true) p)))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.llamada_porque(bytea, jsonb, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.llamada_porque(bytea, jsonb, bigint, text) TO cc_api;
