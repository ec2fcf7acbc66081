-- What POST /registrar may do to a call that others work on, too: it adds. Somebody else's interlocutor or disposition stays, and
-- is told; people whom the call is about are added to those that are there. Whoever says by If-Match which version they saw
-- has seen what is there, and replaces it.
-- Parameters: q, of cc.autenticar; contexto (`si_coincide`); l, locked; cuerpo, of api.registrar.
-- Returns: the body to apply (cc.llamada_anotar). Errors: CC409 another's choice; CC412 stale If-Match. Reads: llamada_paciente,
--   agente, tipificacion.
CREATE OR REPLACE FUNCTION cc.llamada_sumar(q cc.quien, contexto jsonb, l cc.llamada, cuerpo jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  conflicto text;
BEGIN
  IF contexto ->> 'si_coincide' IS NOT NULL THEN
    PERFORM problema_version(contexto, l.version);
    RETURN cuerpo;
  END IF;
  conflicto := llamada_elegida_por_otro(q, l.id, cuerpo);
  IF conflicto IS NOT NULL THEN
    PERFORM problema_campo('interlocutor_id', conflicto, 'CC409');
  END IF;
  conflicto := llamada_tipificada_por_otro(q, l, cuerpo);
  IF conflicto IS NOT NULL THEN
    PERFORM problema_campo('tipificacion_id', conflicto, 'CC409');
  END IF;
  IF jsonb_typeof(cuerpo -> 'asuntos') = 'array' THEN
    cuerpo := jsonb_set(cuerpo, '{asuntos}', to_jsonb(ARRAY(
      SELECT lp.paciente_id FROM llamada_paciente lp WHERE lp.llamada_id = l.id AND lp.papel = 'asunto'
      UNION
      SELECT a::bigint FROM jsonb_array_elements_text(cuerpo -> 'asuntos') a)));
  END IF;
  RETURN cuerpo;
END
$$;
