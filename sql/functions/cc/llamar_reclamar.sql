-- Whoever calls back has the entry from then on, unless somebody else took it; a promise counts the attempt (those of missed calls
-- are counted from the calls themselves, cc.seguimiento_debidos). The caller holds the number's turn.
-- Parameters: q, of cc.autenticar; seguimiento, id of an open entry, NULL for none. Returns: nothing. Writes: seguimiento.
CREATE OR REPLACE FUNCTION cc.llamar_reclamar(q cc.quien, seguimiento bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE seguimiento s SET estado = 'en_gestion', agente_id = q.agente_id, reclamado = ahora(), version = s.version + 1,
    intentos = s.intentos + (s.clase = 'promesa')::int
  WHERE s.id = llamar_reclamar.seguimiento AND s.cerrado IS NULL
    AND (s.agente_id IS NULL OR s.agente_id = q.agente_id OR s.reclamado < ahora() - interval '30 minutes');
END
$$;
