-- Tells whoever put a caller on hold that they are still waiting: the job that a hold leaves for 60 s later (CALL MODEL §4,
-- Effects). A call that goes on by then says nothing.
-- Parameters: llamada, its id; desde, when the hold began.
-- Reads: llamada, tramo. Writes: flujo, evento (`llamada.avisar` to the agents of the legs on hold).
CREATE OR REPLACE FUNCTION cc.llamada_retenida(llamada bigint, desde timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  l llamada;
  agentes bigint[];
BEGIN
  SELECT c.* INTO l FROM llamada c WHERE c.id = llamada_retenida.llamada AND c.estado = 'en_espera' FOR NO KEY UPDATE;
  agentes := ARRAY(SELECT DISTINCT t.agente_id FROM tramo t
                   WHERE t.llamada_id = l.id AND t.estado = 'retenido' AND t.agente_id IS NOT NULL ORDER BY t.agente_id);
  IF agentes <> '{}' THEN
    PERFORM evento_emitir(l.clinica_id, json_build_array(json_build_object('agentes', agentes, 'tipo', 'llamada', 'accion', 'avisar',
      'cuerpo', json_build_object('id', l.id, 'version', l.version, 'motivo', 'retenida', 'desde', desde))));
  END IF;
END $$;
