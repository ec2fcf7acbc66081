-- An order is over, and its job: the order's row, the job, then what it means for the call takes effect.
-- Parameters: o, locked (cc.orden_bloquear); trabajo, its job; estado, motivo, ids, as cc.orden_resolver.
-- Writes: orden, trabajo, evento, flujo.
CREATE OR REPLACE FUNCTION cc.orden_terminar(o cc.orden, trabajo bigint, estado text, motivo text, ids jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  o := orden_resolver(o, estado, motivo, ids);
  PERFORM trabajo_terminar(trabajo);
  PERFORM flujo_emitir(orden_entregas(o));
END
$$;
