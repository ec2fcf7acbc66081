-- Reads every element of a delivery (cc.hecho_leer).
-- Parameters: pbx, the centralita; eventos, a JSON array. Returns: the facts; the defects, each with the element's number
--   from 1; how many facts are of a type that nobody knows. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.hecho_leer_todos(pbx cc.centralita, eventos jsonb) RETURNS cc.hechos_leidos
LANGUAGE plpgsql STABLE AS $$
DECLARE
  l cc.hechos_leidos := ('{}'::cc.hecho[], '{}'::text[], 0);
  r cc.hecho_leido;
BEGIN
  FOR i IN 0 .. jsonb_array_length(eventos) - 1 LOOP
    r := hecho_leer(pbx, eventos -> i);
    IF r.defecto IS NOT NULL THEN
      l.defectos := l.defectos || format('%s: %s', i + 1, r.defecto);
    ELSE
      l.hechos := l.hechos || r.hecho;
      l.desconocidos := l.desconocidos + (hecho_rango((r.hecho).tipo) IS NULL)::int;
    END IF;
  END LOOP;
  RETURN l;
END $$;
