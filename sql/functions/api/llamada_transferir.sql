-- POST /llamadas/:id/transferir: hand a conversation to another extension or number, without asking there first (blind), where the
-- PBX can. A number is held to the same rules as one that is dialled.
-- Parameters: id; cuerpo {destino}; contexto (`idempotencia`). Returns: 202 `llamada`: events tell the rest.
-- Errors: CC401, CC403 somebody else's, CC404, CC422; 409 problemas#no_en_curso, problemas#no_soportado, and those of cc.llamar_reparos_numero.
-- Writes: orden, trabajo, auditoria, idempotencia.
CREATE OR REPLACE FUNCTION api.llamada_transferir(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
  r api.respuesta := idempotencia_buscar(q, contexto);
  l llamada;
  p peticion;
  pega reparo;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  PERFORM problema_cuerpo(cuerpo, '{"destino": {"es": "texto", "min": 1, "max": 64, "falta": false}}');
  l := llamada_mandar(q, id);
  IF l.estado NOT IN ('en_curso', 'en_espera') THEN
    RETURN llamada_rechazo(contexto, 'no_en_curso', 'Solo se transfiere una llamada en curso.');
  ELSIF 'transferir' = ANY (centralita_ordenes((SELECT c FROM centralita c WHERE c.id = l.centralita_id), l.direccion)) IS NOT TRUE THEN
    RETURN llamada_rechazo(contexto, 'no_soportado', 'Su centralita no permite transferir desde aquí: hágalo en el teléfono.');
  END IF;
  p := llamada_destino(l, cuerpo ->> 'destino');
  pega := llamar_reparos_numero(q, p);
  IF pega.codigo IS NOT NULL THEN
    RETURN llamar_rechazo(q, l.clinica_id, contexto, ARRAY[pega]);
  END IF;
  PERFORM orden_pedir(q, l, 'transferir', p.numero);
  PERFORM quien_audita(q, contexto, 'llamada.transferir', 'llamada', l.id, jsonb_build_object('interna', p.interna));
  r := llamada_respuesta(200, l.id);
  r.estado := 202;
  RETURN idempotencia_guardar(q, contexto, r);
END
$$;
REVOKE ALL ON FUNCTION api.llamada_transferir(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.llamada_transferir(bytea, jsonb, bigint, jsonb) TO cc_api;
