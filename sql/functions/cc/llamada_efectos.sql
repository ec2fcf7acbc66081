-- What a change of the projection does (CALL MODEL §4, Effects): presence of the agents, follow-ups of the number, jobs, and
-- the events that tell the browsers. Rows are locked in the order that everybody keeps: calls, presence, follow-ups, jobs,
-- flows. Bodies are built when everything is written, each once.
-- Parameters: cambios, of cc.llamada_proyectar. Reads: agente_extension, extension, agente_clinica, and what the bodies
--   read. Writes: presencia, seguimiento, llamada.seguimiento, trabajo, suscripcion_envio, decision, flujo, evento.
CREATE OR REPLACE FUNCTION cc.llamada_efectos(cambios cc.cambio[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  k cc.cambio;
  t cc.tramo;
  cuerpo json;
  agentes bigint[] := '{}';
  entregas cc.entrega[] := '{}';
BEGIN
  FOREACH k IN ARRAY cambios LOOP
    FOREACH t IN ARRAY k.antes_tramos || k.ahora_tramos LOOP
      agentes := CASE WHEN t.agente_id IS NULL THEN agentes ELSE agentes || t.agente_id END;
    END LOOP;
  END LOOP;
  IF agentes <> '{}' THEN
    agentes := presencia_derivar(agentes);
    entregas := presencia_entregas(agentes); -- a statement of its own: in the same one it would not see what was written
  END IF;
  FOREACH k IN ARRAY cambios LOOP
    entregas := entregas || llamada_efectos_seguimiento(k);
    PERFORM llamada_efectos_trabajos(k);
    PERFORM suscripcion_cambio(k);
  END LOOP;
  FOREACH k IN ARRAY cambios LOOP
    cuerpo := CASE WHEN (k.ahora).fusionada_en IS NULL THEN llamada_json((k.ahora).id) END;
    entregas := entregas || llamada_efectos_tarjetas(k, cuerpo) || llamada_efectos_panel(k, cuerpo);
    PERFORM decision_anotar(k);
  END LOOP;
  PERFORM flujo_emitir(entregas);
END $$;
