-- Writes how the asking ended. What that means for the call is a fact of the house's own, folded by the caller's last step.
-- Parameters: o, locked (cc.orden_bloquear); estado, aceptada, rechazada, incierta or anulada; motivo, a word of
--   cc.orden_motivo or NULL; ids, the PBX's. Returns: the order as it is now. Writes: orden.
CREATE OR REPLACE FUNCTION cc.orden_resolver(o cc.orden, estado text, motivo text, ids jsonb) RETURNS cc.orden
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orden x SET estado = orden_resolver.estado, motivo = orden_resolver.motivo,
    ids = x.ids || coalesce(orden_resolver.ids, '{}'), resuelta = ahora()
  WHERE x.id = o.id
  RETURNING x.* INTO o;
  RETURN o;
END
$$;
