-- A number that somebody wants to dial: an extension of the centralita, or one of outside.
-- Parameters: pbx, id, NULL for none; escrito, in any way; pais, whose writing is understood. Returns: peticion, its numero, escrito,
--   clase and interna. Reads: extension, the numbering plans.
CREATE OR REPLACE FUNCTION cc.llamar_numero(pbx bigint, escrito text, pais text) RETURNS cc.peticion
LANGUAGE plpgsql STABLE AS $$
DECLARE
  p cc.peticion;
  n constant cc.telefono := telefono_normalizar(escrito, pais);
BEGIN
  p.escrito := escrito;
  p.clase := n.clase;
  p.numero := coalesce(n.e164, nullif(regexp_replace(escrito, '[^0-9]', '', 'g'), ''));
  p.interna := n.e164 IS NULL AND EXISTS (SELECT FROM extension e WHERE e.centralita_id = pbx AND e.numero = p.numero AND e.activa);
  RETURN p;
END
$$;
