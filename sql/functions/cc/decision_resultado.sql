-- What is kept of a call's outcome (cc.decision_anotar). Parameters: antes, the outcome that it had; l, as it is now.
-- Returns: jsonb. Reads: clinica, and of a missed call matriz_cti.
CREATE OR REPLACE FUNCTION cc.decision_resultado(antes text, l cc.llamada) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  datos jsonb := jsonb_build_object('resultado', l.resultado, 'antes', antes, 'es_perdida', l.es_perdida);
BEGIN
  IF l.es_perdida OR l.resultado = 'abandonada_corta' THEN
    datos := datos || jsonb_build_object('abandono_corto_s', (SELECT c.abandono_corto_s FROM clinica c WHERE c.id = l.clinica_id));
  END IF;
  IF l.es_perdida THEN
    datos := datos || (
      SELECT jsonb_build_object('llamada', matriz_seguimiento(l.resultado), 'quien', matriz_quien(l.identificacion, false),
                                'seguimiento', m.seguimiento, 'prioridad', m.prioridad)
      FROM matriz_fila(l.clinica_id, matriz_seguimiento(l.resultado), l.identificacion, false) m);
  END IF;
  RETURN datos;
END $$;
