-- What a click-to-call answers: a missed call, or an entry of the calls to return. Both may be named; the entry counts.
-- Parameters: q, of cc.autenticar; cuerpo {llamada_id, seguimiento_id}.
-- Returns: numero, paciente_id, clinica_id of it; seguimiento_id, of the open entry that it belongs to; NULLs for none.
-- Errors: CC404. Reads: llamada, seguimiento.
CREATE OR REPLACE FUNCTION cc.llamar_origen(q cc.quien, cuerpo jsonb,
  OUT numero text, OUT paciente_id bigint, OUT clinica_id bigint, OUT seguimiento_id bigint)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  l cc.llamada;
  s cc.seguimiento;
BEGIN
  IF cuerpo ->> 'llamada_id' IS NOT NULL THEN
    SELECT x.* INTO l FROM llamada y JOIN llamada x ON x.id = coalesce(y.fusionada_en, y.id)
    WHERE y.id = (cuerpo ->> 'llamada_id')::bigint AND x.clinica_id = ANY (q.clinicas);
    IF NOT FOUND THEN
      PERFORM problema_campo('llamada_id', 'No existe esa llamada.', 'CC404');
    END IF;
  END IF;
  IF cuerpo ->> 'seguimiento_id' IS NOT NULL THEN
    SELECT x.* INTO s FROM seguimiento x WHERE x.id = (cuerpo ->> 'seguimiento_id')::bigint AND x.clinica_id = ANY (q.clinicas);
    IF NOT FOUND THEN
      PERFORM problema_campo('seguimiento_id', 'No existe ese seguimiento.', 'CC404');
    END IF;
  ELSIF l.numero IS NOT NULL THEN
    SELECT x.* INTO s FROM seguimiento x
    WHERE x.clinica_id = l.clinica_id AND x.clave = l.numero AND x.clase = 'perdida' AND x.cerrado IS NULL;
  END IF;
  numero := coalesce(s.clave, l.numero);
  paciente_id := coalesce(s.paciente_id, l.paciente_id);
  clinica_id := coalesce(s.clinica_id, l.clinica_id);
  seguimiento_id := CASE WHEN s.cerrado IS NULL THEN s.id END;
END
$$;
