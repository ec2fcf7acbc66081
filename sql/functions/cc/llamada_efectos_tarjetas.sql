-- The popups that a change of a call puts up, pins and takes away (cc.llamada_tarjetas), delivered to whoever sits at each
-- extension. A call that the clinic wants silent shows none (cc.llamada_callada).
-- Parameters: k, the change; cuerpo, the call as it is now (cc.llamada_json). Returns: deliveries. Reads: agente_extension, grupo, agente_clinica, and what the bodies read.
CREATE OR REPLACE FUNCTION cc.llamada_efectos_tarjetas(k cc.cambio, cuerpo json) RETURNS cc.entrega[]
LANGUAGE plpgsql STABLE AS $$
DECLARE
  motivo constant text := CASE WHEN (k.ahora).fusionada_en IS NOT NULL THEN 'fusionada'
    WHEN (k.ahora).contestada IS NOT NULL THEN 'atendida'
    WHEN (k.ahora).estado IN ('cerrando', 'finalizada') THEN 'colgada' ELSE 'otra_extension' END;
  c record;
  entregas cc.entrega[] := '{}';
BEGIN
  FOR c IN
    SELECT a.accion, array_agg(DISTINCT ae.agente_id ORDER BY ae.agente_id) AS agentes
    FROM llamada_tarjetas(k) a JOIN agente_extension ae ON ae.extension_id = a.extension_id AND ae.hasta IS NULL
    GROUP BY a.accion
    ORDER BY a.accion DESC
  LOOP
    EXIT WHEN llamada_callada(k.ahora);
    IF c.accion IN ('mostrar', 'fijar') THEN
      entregas := entregas || llamada_entregas_tarjeta(k.ahora, cuerpo, c.accion, c.agentes);
    ELSE
      entregas := entregas || ROW(coalesce((k.antes).clinica_id, (k.ahora).clinica_id), json_build_object('agentes', c.agentes,
        'tipo', 'llamada', 'accion', 'ocultar', 'cuerpo', json_build_object('id', (k.ahora).id, 'version', (k.ahora).version,
        'motivo', CASE c.accion WHEN 'clinica' THEN 'clinica' ELSE motivo END, 'atiende', llamada_atiende(k.ahora))))::cc.entrega;
    END IF;
  END LOOP;
  RETURN entregas;
END $$;
