-- Everything that speaks against a click-to-call. What nobody may overrule comes alone and first; what somebody may is told
-- together, so that they are asked once.
-- Parameters: q, of cc.autenticar; p. Returns: reparos, none when the call may be made. The caller holds the agent's turn.
-- Reads: linea, clinica, paciente, orden, llamada, tramo, extension, and what the functions called here read.
CREATE OR REPLACE FUNCTION cc.llamar_reparos(q cc.quien, p cc.peticion) RETURNS SETOF cc.reparo
LANGUAGE plpgsql STABLE AS $$
DECLARE
  r cc.reparo := llamar_reparos_numero(q, p);
  motivo text;
BEGIN
  IF r.codigo IS NULL THEN
    r := llamar_reparos_agente(q, p);
  END IF;
  IF r.codigo IS NOT NULL THEN
    RETURN NEXT r;
    RETURN;
  END IF;
  SELECT string_agg(x.no_llamar_motivo, '; ') FILTER (WHERE x.no_llamar_motivo <> '') INTO motivo
  FROM paciente x WHERE x.id = ANY (CASE WHEN p.paciente_id IS NOT NULL THEN ARRAY[p.paciente_id]
                                         ELSE ARRAY(SELECT i.paciente_id FROM identificar(q.grupo_id, p.numero, q.clinicas) i) END)
  HAVING bool_and(x.no_llamar);
  IF FOUND THEN
    RETURN NEXT ROW('no_llamar', 409, 'Este paciente pidió que no se le llame' || coalesce(': ' || motivo, '') || '.', 'supervisor')::cc.reparo;
  END IF;
  motivo := CASE WHEN NOT p.interna THEN llamar_silencio(p) END;
  IF motivo IS NOT NULL THEN
    RETURN NEXT ROW('horario_silencio', 409, 'No es hora de llamar. ' || motivo, 'agente')::cc.reparo;
  END IF;
END
$$;
