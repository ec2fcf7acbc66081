-- POST /registrar: complete a call that exists (llamada_id), or record one that no centralita saw (by hand, or from the ERP).
-- Of one that its agent dialled by hand (click-to-call, `modo` tel) also how it went.
-- Parameters: cuerpo: llamada_id (resultado, duracion_s: of one dialled by hand); or direccion, inicio, and numero (absent: hidden), duracion_s, resultado (default
--   atendida), clinica_id (default: my seat's, my only one); and in both cases interlocutor_id, asuntos, tipificacion_id,
--   nota; contexto (`idempotencia`).
-- Returns: 201 `llamada` for a new one, with Location; 200 for one that exists; ETag.
-- Errors: CC401, CC403, CC404; CC409 somebody else said something else (cc.llamada_sumar), or the PBX tells how that call went; CC412
--   stale If-Match, which need not come; CC422.
-- Writes: llamada, llamada_paciente, nota, seguimiento (a missed call opens one, an answered one closes it), auditoria,
--   evento, idempotencia.
CREATE OR REPLACE FUNCTION api.registrar(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  es_nueva boolean := cuerpo ->> 'llamada_id' IS NULL;
  l llamada;
  cambio boolean;
  entregas entrega[] := '{}';
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  IF es_nueva THEN
    l := llamada_registrar(q, contexto, cuerpo);
  ELSE
    PERFORM problema_cuerpo(jsonb_strip_nulls(cuerpo), llamada_campos() - 'agente_id' || peticion_campos()
      || '{"llamada_id": {"es": "entero", "min": 1, "max": 999999999999999}}');
    PERFORM llamada_bloquear((cuerpo ->> 'llamada_id')::bigint) WHERE cuerpo ->> 'resultado' IS NOT NULL; -- before its row
    l := quien_llamada(q, (cuerpo ->> 'llamada_id')::bigint);
    cuerpo := llamada_sumar(q, contexto, l, cuerpo);
  END IF;
  cambio := llamada_anotar(q, contexto, l, cuerpo);
  IF NOT es_nueva AND peticion_contar(q, l, cuerpo) OR cambio OR es_nueva THEN
    IF es_nueva THEN
      entregas := seguimiento_ajustar(l.grupo_id, l.numero);
    END IF;
    SELECT x.* INTO l FROM llamada x WHERE x.id = l.id;
    IF l.estado = 'finalizada' THEN
      PERFORM suscripcion_llamada(l, CASE WHEN es_nueva THEN 'llamada.finalizada' ELSE 'llamada.actualizada' END);
    END IF;
    IF es_nueva AND l.es_perdida THEN
      PERFORM suscripcion_llamada(l, 'llamada.perdida');
    END IF;
    PERFORM flujo_emitir(entregas || llamadas_entregas(l.id));
  END IF;
  RETURN idempotencia_guardar(q, contexto, llamada_respuesta(CASE WHEN es_nueva THEN 201 ELSE 200 END, l.id));
END
$$;
REVOKE ALL ON FUNCTION api.registrar(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.registrar(bytea, jsonb, jsonb) TO cc_api;
