-- The state of a call: the first line of the table that holds (CALL MODEL §4, State; the numbers are its rows).
-- "No leg lives" leaves out the other party's, which row 2 names apart. A parked call waits like a queued one; an outside
-- target that was answered stands for the agent; where a PBX reports no leg of the agent's, the other side's answer will do.
-- Parameters: p, folded. Returns: estado. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_estado(p cc.pliegue) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  t cc.pliegue_tramo;
  otra cc.pliegue_tramo;            -- the other party's leg
  nuestros int := 0;
  suenan int := 0;
  hablan int := 0;
  retenidos int := 0;
  hubo_respuesta boolean := false;
  saliente constant boolean := p.direccion = 'saliente';
BEGIN
  FOREACH t IN ARRAY p.tramos LOOP
    IF t.clave = p.contraparte THEN
      otra := t;
    ELSIF t.rol IN ('agente', 'externo') THEN
      nuestros := nuestros + 1;
      suenan := suenan + (t.estado = 'sonando')::int;
      hablan := hablan + (t.estado IN ('contestado', 'retenido'))::int;
      retenidos := retenidos + (t.estado = 'retenido')::int;
      hubo_respuesta := hubo_respuesta OR t.contesto IS NOT NULL;
    END IF;
  END LOOP;
  RETURN CASE
    WHEN p.cierre IS NOT NULL THEN 'finalizada'                                                                     -- 1
    WHEN otra.estado = 'terminado' THEN 'cerrando'                                                                  -- 2
    WHEN hubo_respuesta AND suenan + hablan = 0 AND p.transferencia IS NULL
         AND NOT (p.en_cola OR p.buzon_abierto OR p.aparcada) THEN 'cerrando'                                       -- 2
    WHEN p.transferencia IS NOT NULL THEN 'transfiriendo'                                                           -- 3
    WHEN p.aparcada THEN 'aparcada'                                                                                 -- 4
    WHEN hablan > 0 AND (NOT saliente OR otra.contesto IS NOT NULL)
         THEN CASE WHEN retenidos = hablan THEN 'en_espera' ELSE 'en_curso' END                                     -- 4
    WHEN saliente AND nuestros = 0 AND otra.estado = 'contestado' THEN 'en_curso'                                   -- 4
    WHEN p.buzon_abierto THEN 'en_buzon'                                                                            -- 5
    WHEN saliente AND otra.estado = 'sonando' THEN 'sonando'                                                        -- 6
    WHEN suenan > 0 THEN CASE WHEN saliente THEN 'sonando_agente' ELSE 'sonando' END                                -- 6
    WHEN saliente AND hablan > 0 THEN 'marcando'                                                                    -- 7
    WHEN p.en_cola THEN 'en_cola'                                                                                   -- 8
    WHEN saliente THEN 'solicitada'                                                                                 -- 9
    ELSE 'recibida'                                                                                                 -- 9
  END;
END $$;
