-- Ends every leg that still lives of a call that is over: `llamada.fin` does, and so do the grace and the reaper, for which
-- the call ended when it was last heard of.
-- Parameters: p, with `cierre`. Returns: the call. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_cerrar(p cc.pliegue) RETURNS cc.pliegue
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  p.fin := coalesce(p.fin, p.ultimo);
  FOR i IN 1 .. cardinality(p.tramos) LOOP
    IF p.tramos[i].estado <> 'terminado' THEN
      p.tramos[i] := llamada_plegar_paso(p.tramos[i], 'llamada.fin', p.fin, NULL);
    END IF;
  END LOOP;
  RETURN p;
END $$;
