-- A leg as its first fact shows it, before it is stepped. Its role is what that fact says, else agente where it names an
-- extension, else externo.
-- Parameters: clave, its key; vuelta, its turn; h, the fact. Returns: the leg. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_tramo_nuevo(clave text, vuelta int, h cc.hecho) RETURNS cc.pliegue_tramo
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  t cc.pliegue_tramo;
BEGIN
  t.clave := clave;
  t.vuelta := vuelta;
  t.estado := 'nuevo';
  t.rol := CASE WHEN h.tipo = 'llamada.ofrecida' THEN 'externo'
                WHEN h.tipo = 'buzon.empieza' THEN 'buzon'
                ELSE coalesce(h.datos ->> 'rol', CASE WHEN h.datos ? 'extension' THEN 'agente' ELSE 'externo' END) END;
  t.retenidos := '{}';
  t.en_otra := false;
  RETURN t;
END $$;
