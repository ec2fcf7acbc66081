-- Which leg a fact is about: the PBX's id of it, else its extension, else its role, where `externo` alone is the other
-- party; a fact that names nothing is about the agent's leg that was answered last.
-- Parameters: p, the call so far; h. Returns: the leg's key, NULL for none. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_clave(p cc.pliegue, h cc.hecho) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF h.tramo <> '' THEN
    RETURN h.tramo;
  ELSIF h.tipo = 'llamada.ofrecida' THEN
    RETURN 'externo';
  ELSIF h.tipo = 'buzon.empieza' THEN
    RETURN 'buzon';
  ELSIF h.datos ? 'extension' THEN
    RETURN h.datos ->> 'extension';
  ELSIF h.datos ->> 'rol' = 'externo' THEN
    RETURN coalesce(p.contraparte, 'externo');
  END IF;
  RETURN coalesce(h.datos ->> 'rol', p.atiende);
END $$;
