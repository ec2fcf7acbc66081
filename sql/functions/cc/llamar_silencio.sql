-- Why this is no hour to call somebody, in the zone of their number: too early, too late, a weekend, a holiday of the clinic.
-- A geographic number says where it rings; a mobile one is taken to be near the clinic.
-- Parameters: p. Returns: text, Spanish; NULL when they may be called. Reads: clinica, horario, festivo.
CREATE OR REPLACE FUNCTION cc.llamar_silencio(p cc.peticion) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  zona constant text := coalesce(llamar_zona(p.numero), (SELECT c.zona FROM clinica c WHERE c.id = p.clinica_id));
  hora constant timestamp := ahora() AT TIME ZONE zona;
  desde constant time := p.ajustes #>> '{silencio,0}';
  hasta constant time := p.ajustes #>> '{silencio,1}';
  dia constant int := extract(isodow FROM hora);
BEGIN
  IF desde > hasta AND (hora::time >= desde OR hora::time < hasta) OR hora::time >= desde AND hora::time < hasta THEN
    RETURN format('Allí son las %s: se llama de %s a %s.', to_char(hora, 'HH24:MI'), to_char(hasta, 'HH24:MI'), to_char(desde, 'HH24:MI'));
  ELSIF p.ajustes -> 'festivos' <> 'true' AND EXISTS (SELECT FROM festivo f WHERE f.clinica_id = p.clinica_id AND f.dia = hora::date) THEN
    RETURN 'Hoy es festivo.';
  ELSIF p.ajustes -> 'fines_de_semana' <> 'true' AND dia > 5
    AND NOT EXISTS (SELECT FROM horario h WHERE h.clinica_id = p.clinica_id AND h.dia_semana = dia) THEN
    RETURN 'Hoy es fin de semana y la clínica no abre.';
  END IF;
  RETURN NULL;
END
$$;
