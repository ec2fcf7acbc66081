-- The outcome of a call that is over: the first that holds (CALL MODEL §4, Outcome).
--   The caller gave up when nobody is known to have ended it for them; of a call closed as inferred that is not known.
--   A cause counts for the patient only where the agent was there to call them; Q.850: 1 unallocated, 3 no route, 22
--   changed, 28 incomplete number. The PBX's own record (resumen) counts as an answer when it has a duration and, for
--   an incoming call, the extension that talked.
-- Parameters: p, folded; abierto, whether the clinic was open when it began; corta_s, within which giving up is no missed
--   call; bloqueada, whether the number is on the group's black list. Returns: resultado. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_resultado(p cc.pliegue, abierto boolean, corta_s int, bloqueada boolean)
RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  t cc.pliegue_tramo;
  otra cc.pliegue_tramo;
  hubo_agente boolean := false;
  sono boolean := false;
  atendio boolean := coalesce((p.resumen ->> 'duracion_s')::int > 0 AND (p.direccion = 'saliente' OR p.resumen ? 'extension'), false);
  descolgo boolean := false;
  desviada boolean := false;
  menu boolean := p.ivr;
  colgo_paciente constant boolean := coalesce(p.colgo, 'paciente') = 'paciente' AND p.cierre <> 'inferido';
  causa int;
BEGIN
  FOREACH t IN ARRAY p.tramos LOOP
    IF t.clave = p.contraparte THEN
      otra := t;
    ELSIF t.rol = 'agente' THEN
      hubo_agente := true;
      sono := sono OR t.sono IS NOT NULL OR t.contesto IS NOT NULL OR t.en_otra;
      descolgo := descolgo OR t.contesto IS NOT NULL;
    ELSE
      desviada := desviada OR t.rol = 'externo' AND t.contesto IS NOT NULL;
      menu := menu OR t.rol = 'ivr';
    END IF;
  END LOOP;
  IF p.direccion = 'interna' THEN
    RETURN 'interna';
  ELSIF p.direccion = 'entrante' THEN
    RETURN CASE
      WHEN bloqueada THEN 'bloqueada'
      WHEN descolgo OR atendio THEN 'atendida'
      WHEN desviada THEN 'desviada'
      WHEN p.mensaje THEN 'buzon_con_mensaje'
      WHEN NOT abierto THEN 'fuera_de_horario'
      WHEN colgo_paciente AND p.fin - p.inicio <= make_interval(secs => corta_s) THEN 'abandonada_corta'
      WHEN p.buzon THEN 'buzon_sin_mensaje'
      WHEN menu AND NOT sono AND p.cola IS NULL THEN 'abandonada_en_ivr'
      WHEN NOT sono THEN 'perdida_sin_agentes'
      WHEN colgo_paciente AND (p.en_cola OR p.cola_salio >= p.fin - interval '2 seconds') THEN 'abandonada_en_cola'
      ELSE 'perdida_sin_respuesta'
    END;
  END IF;
  causa := coalesce(otra.causa, CASE WHEN descolgo OR NOT hubo_agente OR otra.clave IS NOT NULL THEN p.causa END);
  RETURN CASE
    WHEN otra.contesto IS NOT NULL OR atendio THEN 'atendida'
    WHEN p.buzon THEN 'contestador'
    WHEN causa = 17 THEN 'ocupado'
    WHEN causa = 21 THEN 'rechazada'
    WHEN causa IN (1, 3, 22, 28) THEN 'numero_erroneo'
    WHEN causa BETWEEN 18 AND 20 THEN 'no_contesta'
    WHEN otra.sono IS NOT NULL AND p.colgo IS DISTINCT FROM 'agente' THEN 'no_contesta'
    WHEN descolgo AND p.colgo = 'agente' THEN 'cancelada'
    WHEN hubo_agente AND NOT descolgo THEN 'agente_no_descolgo'
    WHEN causa NOT IN (0, 16, 127) THEN 'fallida'
    ELSE 'incierta'
  END;
END $$;
