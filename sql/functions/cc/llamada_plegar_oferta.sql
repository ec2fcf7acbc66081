-- What the facts of a call say of it as a whole (direccion, origen, destino, linea, nombre, peticion …): what its first
-- `llamada.ofrecida` says, else the first that says it. A transfer speaks of its own destination and is not asked. Of a call
-- that we asked for, who calls whom is what we asked; `pedida` then says what became of the asking (cc.llamada_plegar_peticion).
-- Parameters: hechos, in order. Returns: their members, merged. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_oferta(hechos cc.hecho[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  h cc.hecho;
  ofrecida jsonb := '{}';
  dicho jsonb := '{}';
  hecha jsonb;                      -- what we asked for
BEGIN
  FOREACH h IN ARRAY hechos LOOP
    IF h.tipo = 'llamada.ofrecida' THEN
      ofrecida := h.datos || ofrecida;
    ELSIF h.tipo = 'peticion.hecha' THEN
      hecha := h.datos || jsonb_build_object('peticion', h.llamada);
    ELSIF h.tipo NOT LIKE 'transferencia.%' AND h.tipo NOT LIKE 'peticion.%' THEN
      dicho := h.datos || dicho;
    END IF;
  END LOOP;
  IF hecha IS NOT NULL THEN
    RETURN hecha || dicho || ofrecida || (hecha - 'linea') || jsonb_build_object('pedida', llamada_plegar_peticion(hechos, hecha));
  END IF;
  RETURN (dicho || ofrecida) - 'pedida';
END $$;
