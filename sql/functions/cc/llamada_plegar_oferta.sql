-- What the facts of a call say of it as a whole (direccion, origen, destino, linea, nombre, peticion …): what its first
-- `llamada.ofrecida` says, else the first that says it. A transfer speaks of its own destination and is not asked.
-- Parameters: hechos, in order. Returns: their members, merged. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_oferta(hechos cc.hecho[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  h cc.hecho;
  ofrecida jsonb := '{}';
  dicho jsonb := '{}';
BEGIN
  FOREACH h IN ARRAY hechos LOOP
    IF h.tipo = 'llamada.ofrecida' THEN
      ofrecida := h.datos || ofrecida;
    ELSIF h.tipo NOT LIKE 'transferencia.%' THEN
      dicho := h.datos || dicho;
    END IF;
  END LOOP;
  RETURN dicho || ofrecida;
END $$;
