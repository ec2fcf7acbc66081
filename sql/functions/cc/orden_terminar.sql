-- An order is over, and its job: the order's row, the job, then what it means for the call takes effect. Only a request to dial
-- says something of the call; how the others went, the call itself will show.
-- Parameters: o, locked (cc.orden_bloquear); trabajo, its job; estado, motivo, ids, as cc.orden_resolver.
-- Writes: orden, trabajo, and as cc.peticion_decir.
CREATE OR REPLACE FUNCTION cc.orden_terminar(o cc.orden, trabajo bigint, estado text, motivo text, ids jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  o := orden_resolver(o, estado, motivo, ids);
  PERFORM trabajo_terminar(trabajo);
  IF o.clase = 'originar' THEN
    PERFORM peticion_decir(o, estado, jsonb_build_object('motivo', motivo,
      'alias', CASE estado WHEN 'aceptada' THEN nullif(nullif(o.ids ->> 'llamada', o.peticion), '') END));
  END IF;
  PERFORM flujo_emitir(orden_entregas(o));
END
$$;
