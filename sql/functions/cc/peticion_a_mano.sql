-- The end of a call that no centralita sees: a person told how it went, gave it up, or never said.
-- Parameters: o, its order, locked; tipo, resuelta, anulada or vencida; datos {resultado, duracion_s}. Returns: nothing.
-- Writes: llamada, seguimiento, evento, flujo.
CREATE OR REPLACE FUNCTION cc.peticion_a_mano(o cc.orden, tipo text, datos jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  l cc.llamada;
  dura_s constant int := coalesce((datos ->> 'duracion_s')::int, 0);
  entregas cc.entrega[];
BEGIN
  PERFORM numero_bloquear(o.grupo_id, o.numero);
  UPDATE llamada x SET estado = 'finalizada', cierre = CASE peticion_a_mano.tipo WHEN 'vencida' THEN 'inferido' ELSE 'normal' END, fuente = 'manual',
    resultado = CASE peticion_a_mano.tipo WHEN 'resuelta' THEN datos ->> 'resultado' WHEN 'anulada' THEN 'cancelada' ELSE 'incierta' END,
    peticion_estado = CASE peticion_a_mano.tipo WHEN 'vencida' THEN 'incierta' ELSE peticion_a_mano.tipo END,
    contestada = CASE WHEN datos ->> 'resultado' = 'atendida' THEN x.inicio END,
    conversacion_s = CASE WHEN datos ->> 'resultado' = 'atendida' THEN dura_s ELSE 0 END,
    fin = x.inicio + make_interval(secs => dura_s), version = x.version + 1
  WHERE x.id = o.llamada_id AND x.estado <> 'finalizada'
  RETURNING x.* INTO l;
  IF l.id IS NOT NULL THEN
    entregas := seguimiento_ajustar(l.grupo_id, l.numero);
    PERFORM flujo_emitir(entregas || llamadas_entregas(l.id));
  END IF;
END
$$;
