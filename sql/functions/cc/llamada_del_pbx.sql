-- The newest call that a PBX calls by this id, or by one that became the same call; the one it lives on in, locked.
-- Parameters: pbx, id of the centralita; nombre, the PBX's id of the call. Returns: llamada, NULL members when there is none.
-- Reads: llamada_id, llamada (FOR NO KEY UPDATE).
CREATE OR REPLACE FUNCTION cc.llamada_del_pbx(pbx bigint, nombre text) RETURNS cc.llamada
LANGUAGE plpgsql AS $$
DECLARE
  l llamada;
BEGIN
  SELECT x.* INTO l
  FROM llamada_id suyo
    JOIN llamada_id i ON i.centralita_id = pbx AND i.componente = suyo.componente
    JOIN llamada x ON x.centralita_id = pbx AND x.raiz = i.llamada
  WHERE suyo.centralita_id = pbx AND suyo.llamada = nombre
  ORDER BY x.raiz = nombre DESC, x.encarnacion DESC, x.id DESC LIMIT 1
  FOR NO KEY UPDATE OF x;
  WHILE l.fusionada_en IS NOT NULL LOOP
    SELECT x.* INTO l FROM llamada x WHERE x.id = l.fusionada_en FOR NO KEY UPDATE;
  END LOOP;
  RETURN l;
END
$$;
