-- The jobs of a click-to-call: the order, for whoever speaks with that PBX, and what happens when the PBX never speaks; of one that a
-- person dials, the end of waiting for what they tell. Parameters: o. Returns: nothing. Reads: centralita. Writes: trabajo.
CREATE OR REPLACE FUNCTION cc.llamar_programar(o cc.orden) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  datos constant jsonb := jsonb_build_object('orden_id', o.id);
BEGIN
  IF o.modo = 'tel' THEN
    PERFORM trabajo_programar('peticion_vence', o.id::text, datos, ahora() + interval '12 hours', o.grupo_id);
    RETURN;
  END IF;
  PERFORM orden_programar(o);
  PERFORM trabajo_programar('peticion_vence', o.id::text, datos, ahora() + orden_plazo() + interval '5 seconds', o.grupo_id);
END
$$;
