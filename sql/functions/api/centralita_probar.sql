-- GET /centralitas/:id/prueba: how far a test call has come since a moment.
-- Parameters: id; desde, RFC 3339, within the last day. Returns: 200 {desde, llamada_id, completa, pasos: [{paso, estado, texto}]}.
-- Errors: CC401, CC403, CC404; CC422 desde is too long ago, or to come. Reads: as cc.centralita_prueba.
CREATE OR REPLACE FUNCTION api.centralita_probar(credencial bytea, contexto jsonb, id bigint, desde timestamptz) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  c centralita := quien_centralita(q, centralita_probar.id, false);
  momento timestamptz := centralita_probar.desde;
BEGIN
  IF momento NOT BETWEEN ahora() - interval '1 day' AND ahora() + interval '1 minute' THEN
    PERFORM problema_campo('desde', 'La prueba mira las últimas 24 horas: ponga el momento en que empieza.');
  END IF;
  RETURN ROW(200, NULL, (
    SELECT json_build_object('desde', momento, 'llamada_id', min(p.llamada_id), 'completa', bool_and(p.estado = 'bien'),
      'pasos', json_agg(json_build_object('paso', p.paso, 'estado', p.estado, 'texto', p.texto)))
    FROM centralita_prueba(c, momento) p))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.centralita_probar(bytea, jsonb, bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralita_probar(bytea, jsonb, bigint, timestamptz) TO cc_api;
