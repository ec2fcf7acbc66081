-- Refuses to close a clinic for good while something of it is in use, or when it is the last of its group.
-- Parameters: c, locked. Errors: CC409, saying what is in the way. Reads: linea, extension, cola, centralita, clinica.
CREATE OR REPLACE FUNCTION cc.clinica_cerrable(c cc.clinica) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  quedan text;
BEGIN
  PERFORM FROM grupo g WHERE g.id = c.grupo_id FOR NO KEY UPDATE; -- orders two who close the last two at once
  SELECT string_agg(x.cuantas || ' ' || x.que, ', ' ORDER BY x.n) INTO quedan
  FROM (VALUES
      (1, 'líneas', (SELECT count(*) FROM linea l WHERE l.clinica_id = c.id AND l.activa)),
      (2, 'extensiones', (SELECT count(*) FROM extension e WHERE e.clinica_id = c.id AND e.activa)),
      (3, 'colas', (SELECT count(*) FROM cola o WHERE o.clinica_id = c.id AND o.activa)),
      (4, 'centralitas', (SELECT count(*) FROM centralita p WHERE p.clinica_id = c.id AND p.activa))) x (n, que, cuantas)
  WHERE x.cuantas > 0;
  IF quedan IS NOT NULL THEN
    PERFORM problema('CC409', format('Antes mueva a otra clínica, o desactive, lo que esta tiene en uso: %s.', quedan));
  ELSIF NOT EXISTS (SELECT FROM clinica o WHERE o.grupo_id = c.grupo_id AND o.activa AND o.id <> c.id) THEN
    PERFORM problema('CC409', 'Es la única clínica del grupo: no se puede desactivar.');
  END IF;
END
$$;
