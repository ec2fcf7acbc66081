-- POST /llamadas/:id/colgar: give up a call that was asked for, or hang up one. An order that has not left is taken back without
-- asking the PBX; else the PBX is asked, where it can.
-- Parameters: id; contexto (`idempotencia`). Returns: 200 `llamada`, given up; 202 `llamada`, asked for: events tell the rest.
-- Errors: CC401, CC403 somebody else's, CC404; 409 problemas#terminada, problemas#no_soportado.
-- Writes: orden, trabajo, idempotencia, and as cc.peticion_decir.
CREATE OR REPLACE FUNCTION api.llamada_colgar(credencial bytea, contexto jsonb, id bigint) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
  r api.respuesta := idempotencia_buscar(q, contexto);
  l llamada;
  o orden;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  l := llamada_mandar(q, id);
  SELECT x.* INTO o FROM orden x WHERE x.peticion = l.peticion AND x.clase = 'originar' FOR UPDATE;
  IF l.estado IN ('cerrando', 'finalizada') THEN
    RETURN llamada_rechazo(contexto, 'terminada', 'La llamada ya ha terminado.');
  ELSIF o.estado = 'pedida' OR o.modo = 'tel' AND l.correlada_por IS NULL THEN
    PERFORM trabajo_anular('originar', o.id::text);
    o := orden_resolver(o, 'anulada', NULL, NULL);
    PERFORM peticion_decir(o, 'anulada', '{}');
    RETURN idempotencia_guardar(q, contexto, llamada_respuesta(200, l.id));
  ELSIF 'colgar' = ANY (centralita_ordenes((SELECT c FROM centralita c WHERE c.id = l.centralita_id))) IS NOT TRUE THEN
    RETURN llamada_rechazo(contexto, 'no_soportado', 'Su centralita no permite colgar desde aquí: cuelgue en el teléfono.');
  END IF;
  PERFORM orden_pedir(q, l, 'colgar', NULL);
  IF o.id IS NOT NULL AND l.contestada IS NULL THEN
    PERFORM peticion_decir(o, 'cancelada', '{}');
  END IF;
  r := llamada_respuesta(200, l.id);
  r.estado := 202;
  RETURN idempotencia_guardar(q, contexto, r);
END
$$;
REVOKE ALL ON FUNCTION api.llamada_colgar(bytea, jsonb, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.llamada_colgar(bytea, jsonb, bigint) TO cc_api;
