-- The requests that may turn out to be one call with that of a fact, because both name the same number at about the same time. They
-- are folded together; whether they are one call is the fold's to say (cc.peticion_correlar), which needs all of their facts. A request
-- is written before its PBX hears of it, so that looking back is enough.
-- Parameters: pbx, id of the centralita; h, the fact. Returns: ids, '{}' for nearly every fact. Reads: orden (index
--   orden_correlable).
CREATE OR REPLACE FUNCTION cc.peticiones_de(pbx bigint, h cc.hecho) RETURNS text[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT h.datos ? 'destino' OR h.datos ->> 'direccion' = 'entrante' OR h.tipo LIKE 'peticion.%' THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(
    SELECT o.peticion FROM orden o
    WHERE o.centralita_id = pbx AND o.digitos = numero_digitos(h.datos ->> 'destino') AND o.clase = 'originar' AND o.correlar
      AND o.creada BETWEEN h.momento - interval '10 minutes' AND h.momento + interval '90 seconds'
      AND o.peticion <> h.llamada AND h.datos ->> 'peticion' IS DISTINCT FROM o.peticion);
END $$;
