-- The outcome on a call's row, once it is over, with what the clinic and the group say about it: opening hours, what giving up
-- at once means, the black list. How its follow-up stands is cc.seguimiento_eje's, as long as there can be one. An answer that only the PBX's own record knows of is marked `fuente` cdr.
-- Parameters: l, the row; p, the fold. Returns: the row. Reads: clinica, contacto, horario, festivo.
CREATE OR REPLACE FUNCTION cc.llamada_proyectar_resultado(l cc.llamada, p cc.pliegue) RETURNS cc.llamada
LANGUAGE plpgsql STABLE AS $$
BEGIN
  l.resultado := NULL;
  l.fuente := 'pbx';
  IF l.estado = 'finalizada' THEN
    l.resultado := llamada_plegar_resultado(p, horario_abierto(l.clinica_id, l.inicio),
      (SELECT c.abandono_corto_s FROM clinica c WHERE c.id = l.clinica_id),
      EXISTS (SELECT FROM contacto c WHERE c.id = l.contacto_id AND c.clase = 'bloqueado'));
    IF l.resultado = 'atendida' AND l.contestada IS NULL THEN
      l.fuente := 'cdr';
      l.conversacion_s := coalesce((p.resumen ->> 'duracion_s')::int, 0);
      l.extension := coalesce(p.resumen ->> 'extension', l.extension);
    END IF;
  END IF;
  l.es_perdida := llamada_plegar_perdida(l.resultado);
  l.seguimiento := CASE WHEN l.es_perdida THEN coalesce(l.seguimiento, 'no_procede') ELSE 'no_procede' END;
  RETURN l;
END $$;
