-- What the panels are told of a change: the call as it is now; where it is no longer theirs (another clinic, merged into
-- another call), that it is gone.
-- Parameters: k, the change; cuerpo, the call as it is now (cc.llamada_json), NULL for a merged one. Returns: deliveries. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_efectos_panel(k cc.cambio, cuerpo json) RETURNS cc.entrega[]
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  fusionada constant boolean := (k.ahora).fusionada_en IS NOT NULL;
  entregas cc.entrega[] := '{}';
BEGIN
  IF fusionada OR (k.antes).clinica_id <> (k.ahora).clinica_id THEN
    entregas := entregas || ROW((k.antes).clinica_id, json_build_object('tema', 'panel', 'tipo', 'llamada', 'accion', 'ocultar',
      'cuerpo', json_build_object('id', (k.ahora).id, 'version', (k.ahora).version, 'atiende', NULL,
      'motivo', CASE WHEN fusionada THEN 'fusionada' ELSE 'clinica' END, 'fusionada_en', (k.ahora).fusionada_en)))::cc.entrega;
  END IF;
  IF NOT fusionada THEN
    entregas := entregas || ROW((k.ahora).clinica_id, json_build_object('tema', 'panel', 'tipo', 'llamada', 'accion', 'actualizar',
                                                                        'cuerpo', cuerpo))::cc.entrega;
  END IF;
  RETURN entregas;
END $$;
