-- Ends sessions. The relay, which is told, closes their sockets at once (within 5 s at the latest: api.relay_latido), and with an agent's last session goes their
-- seat.
-- Parameters: sesiones, ids; those that have ended already are none. Returns: how many ended.
-- Writes: sesion, agente_extension, presencia, evento.
CREATE OR REPLACE FUNCTION cc.sesion_terminar(sesiones bigint[]) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  cerradas bigint[];
  sin_ninguna bigint[];
BEGIN
  WITH fuera AS (
    UPDATE sesion s SET cerrada = ahora() WHERE s.id = ANY (sesiones) AND s.cerrada IS NULL
    RETURNING s.agente_id)
  SELECT array_agg(f.agente_id) INTO cerradas FROM fuera f;
  IF cerradas IS NULL THEN
    RETURN 0;
  END IF;
  PERFORM pg_notify('cc_sesion', '');
  SELECT array_agg(DISTINCT a) INTO sin_ninguna
  FROM unnest(cerradas) a
  WHERE NOT EXISTS (
    SELECT FROM sesion s
    WHERE s.agente_id = a AND s.cerrada IS NULL AND s.caduca > ahora() AND s.ultimo_uso + s.inactividad > ahora());
  IF sin_ninguna IS NOT NULL THEN
    UPDATE agente_extension ae SET hasta = ahora() WHERE ae.agente_id = ANY (sin_ninguna) AND ae.hasta IS NULL;
    UPDATE presencia p SET estado = 'desconectado', motivo = NULL, conectado = false, desde = ahora()
    WHERE p.agente_id = ANY (sin_ninguna);
    PERFORM presencia_emitir(VARIADIC sin_ninguna);
  END IF;
  RETURN cardinality(cerradas);
END
$$;
