-- Who is on the other end of a call, as far as its number says: looked up when the number or the clinic is new, and never
-- over a person's choice. One candidate is the interlocutor; several are left to a person.
-- Parameters: l, the row; antes, the row as it stands. Returns: the row. Reads: contacto, and what cc.identificar reads.
CREATE OR REPLACE FUNCTION cc.llamada_proyectar_persona(l cc.llamada, antes cc.llamada) RETURNS cc.llamada
LANGUAGE plpgsql STABLE AS $$
DECLARE
  cuantos int;
  uno bigint;
BEGIN
  IF l.identificacion IN ('elegida', 'creada')
     OR (l.numero, l.clinica_id, l.direccion) IS NOT DISTINCT FROM (antes.numero, antes.clinica_id, antes.direccion) THEN
    RETURN l;
  END IF;
  l.paciente_id := NULL;
  l.contacto_id := NULL;
  IF l.direccion = 'interna' OR l.numero ~ '^[0-9]{1,5}$' THEN
    l.identificacion := 'interna';
  ELSIF l.numero IS NULL THEN
    l.identificacion := 'anonima';
  ELSE
    SELECT count(*), min(i.paciente_id) INTO cuantos, uno FROM identificar(l.grupo_id, l.numero, ARRAY[l.clinica_id]) i;
    l.contacto_id := (SELECT c.id FROM contacto c WHERE c.grupo_id = l.grupo_id AND c.clave = l.numero);
    l.paciente_id := CASE WHEN cuantos = 1 THEN uno END;
    l.identificacion := CASE WHEN cuantos = 1 THEN 'unica' WHEN cuantos > 1 THEN 'multiple_pendiente'
                             WHEN l.contacto_id IS NOT NULL THEN 'contacto' ELSE 'desconocida' END;
  END IF;
  RETURN l;
END $$;
