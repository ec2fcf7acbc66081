-- PATCH /llamadas/:id: who spoke, about whom, what it was, what was said. A member that is absent stays as it is; null
-- takes the value away. What changes nothing raises no version and tells nobody.
-- Parameters: id; contexto (`si_coincide`); cuerpo, of cc.llamada_campos.
-- Returns: 200 `llamada`; ETag. Errors: CC401, CC403, CC404 the call, or somebody named who is not there; CC409 somebody
--   else chose another interlocutor meanwhile; CC412 stale, CC428 missing If-Match; CC422.
-- Writes: llamada, llamada_paciente, nota, tramo, auditoria, evento.
CREATE OR REPLACE FUNCTION api.llamada_editar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:escribir');
  l llamada := quien_llamada(q, llamada_editar.id);
  conflicto text;
BEGIN
  PERFORM problema_cuerpo(cuerpo, llamada_campos());
  IF contexto ->> 'si_coincide' <> l.version::text THEN
    conflicto := llamada_elegida_por_otro(q, l.id, cuerpo);
    IF conflicto IS NOT NULL AND contexto ->> 'si_coincide' <> '*' THEN
      PERFORM problema_campo('interlocutor_id', conflicto, 'CC409');
    END IF;
  END IF;
  PERFORM problema_version(contexto, l.version);
  IF llamada_anotar(q, contexto, l, cuerpo) THEN
    PERFORM suscripcion_llamada(x, 'llamada.actualizada') FROM llamada x WHERE x.id = l.id AND x.estado = 'finalizada';
    PERFORM flujo_emitir(llamadas_entregas(l.id));
  END IF;
  RETURN llamada_respuesta(200, l.id);
END
$$;
REVOKE ALL ON FUNCTION api.llamada_editar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.llamada_editar(bytea, jsonb, bigint, jsonb) TO cc_api;
