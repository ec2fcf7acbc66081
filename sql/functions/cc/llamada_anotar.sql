-- What people say about a call, applied whole: `interlocutor_id`, `asuntos`, `tipificacion_id`, `nota`, `agente_id`, of
-- those the ones that the body has; null takes a value away. The body's form was checked before (cc.problema_cuerpo).
-- Parameters: q, contexto; l, locked; cuerpo. Returns: whether anything changed (the version rose; nothing emitted yet).
-- Errors: CC404 a person, disposition or agent that is not there for the caller; CC422 an agent that may not be named.
-- Reads: tipificacion, what cc.quien_ve_paciente reads. Writes: what the functions called here write.
CREATE OR REPLACE FUNCTION cc.llamada_anotar(q cc.quien, contexto jsonb, l cc.llamada, cuerpo jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  interlocutor bigint := (cuerpo ->> 'interlocutor_id')::bigint;
  asuntos bigint[] := ARRAY(SELECT DISTINCT a::bigint FROM jsonb_array_elements_text(
    CASE WHEN jsonb_typeof(cuerpo -> 'asuntos') = 'array' THEN cuerpo -> 'asuntos' ELSE '[]' END) a);
  tipo bigint := (cuerpo ->> 'tipificacion_id')::bigint;
  cambio boolean := false;
BEGIN
  IF interlocutor IS NOT NULL AND NOT quien_ve_paciente(q, interlocutor) THEN
    PERFORM problema_campo('interlocutor_id', 'No existe ese paciente.', 'CC404');
  ELSIF EXISTS (SELECT FROM unnest(asuntos) a WHERE NOT quien_ve_paciente(q, a)) THEN
    PERFORM problema_campo('asuntos', 'Hay un paciente que no existe.', 'CC404');
  ELSIF tipo IS NOT NULL AND NOT EXISTS (
      SELECT FROM tipificacion t WHERE t.id = tipo AND t.grupo_id = q.grupo_id AND t.activa) THEN
    PERFORM problema_campo('tipificacion_id', 'No existe esa tipificación.', 'CC404');
  END IF;
  IF cuerpo ? 'interlocutor_id' THEN
    cambio := llamada_elegir(q, contexto, l, interlocutor, 'elegida') OR cambio;
  END IF;
  IF cuerpo ? 'asuntos' THEN
    cambio := llamada_asuntos(q, contexto, l, asuntos) OR cambio;
  END IF;
  IF cuerpo ? 'tipificacion_id' THEN
    cambio := llamada_tipificar(q, contexto, l, tipo) OR cambio;
  END IF;
  IF cuerpo ? 'nota' THEN
    cambio := llamada_nota(q, l, cuerpo ->> 'nota') OR cambio;
  END IF;
  IF cuerpo ? 'agente_id' THEN
    cambio := llamada_asignar(q, contexto, l, (cuerpo ->> 'agente_id')::bigint) OR cambio;
  END IF;
  RETURN cambio;
END
$$;
