-- A request's call becomes what this makes of it, and takes effect: a fact, folded; of a group without centralita, its row.
-- Parameters: o, its order, locked; tipo, aceptada, incierta, cancelada, rechazada, anulada, resuelta or vencida; datos.
-- Returns: nothing. Writes: as cc.hecho_guardar and cc.componente_aplicar, or cc.peticion_a_mano.
CREATE OR REPLACE FUNCTION cc.peticion_decir(o cc.orden, tipo text, datos jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF o.centralita_id IS NULL THEN
    PERFORM peticion_a_mano(o, tipo, datos);
  ELSE
    PERFORM componente_aplicar(g.componentes)
    FROM hecho_guardar(o.centralita_id, ARRAY[peticion_hecho(o.centralita_id, o.grupo_id, o.peticion, 'peticion.' || tipo, datos)]) g;
  END IF;
END
$$;
