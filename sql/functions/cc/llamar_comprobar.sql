-- The form of the body of api.llamar. Parameters: cuerpo. Errors: CC400, CC422. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamar_comprobar(cuerpo jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  id constant jsonb := '{"es": "entero", "min": 1, "max": 999999999999999}';
BEGIN
  PERFORM problema_cuerpo(cuerpo - 'confirmar', jsonb_build_object('paciente_id', id, 'llamada_id', id, 'seguimiento_id', id, 'clinica_id', id,
    'linea_id', id, 'telefono', '{"es": "texto", "min": 1, "max": 64}'::jsonb, 'numero', '{"es": "texto", "min": 1, "max": 64}'::jsonb));
  IF EXISTS (SELECT FROM jsonb_array_elements(coalesce(nullif(cuerpo -> 'confirmar', 'null'), '[]')) x
             WHERE x NOT IN ('"no_llamar"', '"horario_silencio"')) THEN
    PERFORM problema_campo('confirmar', 'Solo se puede confirmar: no_llamar, horario_silencio.');
  ELSIF cuerpo ->> 'telefono' IS NOT NULL AND cuerpo ->> 'paciente_id' IS NULL THEN
    PERFORM problema_campo('telefono', 'Es el teléfono de un paciente: indique paciente_id, o use numero.');
  ELSIF cuerpo ->> 'telefono' IS NOT NULL AND cuerpo ->> 'numero' IS NOT NULL THEN
    PERFORM problema_campo('telefono', 'Indique telefono o numero, no los dos.');
  END IF;
END
$$;
