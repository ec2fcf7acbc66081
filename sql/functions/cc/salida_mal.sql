-- A place failed: the circuit breaker. Failures in a row are weighed: one that was not reached in time counts three, one that
-- cannot be connected to two, a bad or missing answer one. At the place's limit (cc.salida_limite) it opens, for 5 s,
-- doubling to 5 minutes while the probes fail, or as long as the place asked for.
-- Parameters: destino; grupo, whose; motivo, a code; espera_s, what it asked for, 0 or NULL for nothing.
-- Returns: whether it is open now. Writes: salida; trabajo, evento, flujo when that changes.
CREATE OR REPLACE FUNCTION cc.salida_mal(destino text, grupo bigint, motivo text, espera_s int) RETURNS boolean
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  peso constant int := CASE WHEN salida_mal.motivo = 'plazo_conexion' THEN 3
                            WHEN salida_mal.motivo IN ('sin_conexion', 'sin_dns', 'tls') THEN 2 ELSE 1 END;
  limite constant int := (salida_limite(salida_mal.destino)).puntos;
  antes salida;
  ahora_si salida;
BEGIN
  INSERT INTO salida (destino, grupo_id, desde) VALUES (salida_mal.destino, grupo, ahora()) ON CONFLICT DO NOTHING;
  SELECT s.* INTO antes FROM salida s WHERE s.destino = salida_mal.destino FOR UPDATE;
  UPDATE salida s SET puntos = s.puntos + peso, motivo = salida_mal.motivo,
    abierta = s.abierta OR s.puntos + peso >= limite,
    -- one that was sent before it opened says nothing new about it
    hasta = CASE WHEN s.puntos + peso >= limite AND (NOT s.abierta OR s.hasta <= ahora())
      THEN ahora() + greatest(least(interval '5 s' * 2 ^ least(s.vueltas, 6), interval '5 min'), make_interval(secs => espera_s))
      ELSE s.hasta END,
    vueltas = CASE WHEN s.puntos + peso >= limite AND (NOT s.abierta OR s.hasta <= ahora()) THEN s.vueltas + 1 ELSE s.vueltas END,
    desde = CASE WHEN NOT s.abierta AND s.puntos + peso >= limite THEN ahora() ELSE s.desde END
  WHERE s.destino = salida_mal.destino
  RETURNING s.* INTO ahora_si;
  IF ahora_si.hasta IS DISTINCT FROM antes.hasta THEN
    IF salida_mal.destino LIKE 'centralita %' THEN -- whoever sees a dead button presses nothing, and nothing would be the probe
      PERFORM trabajo_programar('salida_vence', salida_mal.destino, jsonb_build_object('destino', salida_mal.destino), ahora_si.hasta, grupo);
    END IF;
    PERFORM salida_emitir(salida_mal.destino);
  END IF;
  RETURN ahora_si.abierta;
END
$$;
