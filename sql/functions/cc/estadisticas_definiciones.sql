-- What each figure means, to be printed beside it.
-- Parameters: umbral_s, seconds, NULL: each clinic's own; dias, of recurrence. Returns: jsonb {figure: Spanish sentence}.
CREATE OR REPLACE FUNCTION cc.estadisticas_definiciones(umbral_s int, dias int) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN jsonb_build_object(
    'llamadas', 'Llamadas terminadas que empezaron en el periodo, según el reloj de cada clínica.',
    'atendidas', 'Entrantes que contestó una persona de la clínica.',
    'perdidas', 'Entrantes que nadie atendió, también las de fuera de horario y las que llegaron al buzón; no las bloqueadas, '
      'las desviadas ni las que colgaron enseguida.',
    'espera_media_s', 'Desde que la llamada entra hasta que alguien contesta, de las atendidas.',
    'nivel_servicio', format('Entrantes atendidas en %s o menos, de cada cien entrantes que cuentan: todas menos las bloqueadas, las '
      'de fuera de horario, las que colgaron enseguida y las apuntadas a mano.',
      coalesce(umbral_s || ' segundos', 'los segundos que fija cada clínica')),
    'ley', 'Llamadas recibidas que atiende una persona en menos de tres minutos (180 segundos) desde que entran, de cada cien: la Ley '
      '10/2025, de 26 de diciembre, por la que se regulan los servicios de atención a la clientela, exige en su artículo 8 que sean '
      'de media el 95 %. Se cuentan todas las recibidas en horario de atención, también las que cuelgan antes; no las bloqueadas ni '
      'las apuntadas a mano. La ley obliga a los servicios básicos y a las empresas grandes: 250 personas, o más de 50 millones de '
      'euros de negocio, o más de 43 de balance.',
    'devoluciones', 'De cada llamada perdida con número, la primera vez que después se habló con ese número: devuelta si llamó la '
      'clínica, vuelta a llamar si llamó el paciente. El tiempo va del final de la perdida a la respuesta, de día y de noche.',
    'recurrencia', format('Entrantes cuyo número ya había llamado a estas clínicas en los %s días anteriores (de 24 horas).', dias));
END
$$;
