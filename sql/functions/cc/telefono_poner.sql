-- Gives a patient a number, or says something else of one that they have. The holder is one: who becomes it takes it over.
-- Parameters: p, locked, and the number too (cc.quien_paciente); clave; original, as written; etiqueta, titular, NULL: as it is,
--   and for a new number holder where nobody is. Writes: paciente_telefono, paciente.version.
CREATE OR REPLACE FUNCTION cc.telefono_poner(p cc.paciente, clave text, original text, etiqueta text, titular boolean) RETURNS void
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  es_titular boolean := coalesce(telefono_poner.titular, NOT EXISTS (
    SELECT FROM paciente_telefono t
    WHERE t.grupo_id = p.grupo_id AND t.clave = telefono_poner.clave AND t.hasta IS NULL AND t.titular));
BEGIN
  IF telefono_poner.titular THEN
    UPDATE paciente_telefono t SET titular = false
    WHERE t.grupo_id = p.grupo_id AND t.clave = telefono_poner.clave AND t.hasta IS NULL AND t.titular AND t.paciente_id <> p.id;
  END IF;
  INSERT INTO paciente_telefono AS t (grupo_id, paciente_id, clave, original, etiqueta, titular, fuente, desde)
  VALUES (p.grupo_id, p.id, telefono_poner.clave, telefono_poner.original, coalesce(telefono_poner.etiqueta, ''), es_titular, 'popup', ahora())
  ON CONFLICT (paciente_id, clave) WHERE hasta IS NULL
  DO UPDATE SET etiqueta = coalesce(telefono_poner.etiqueta, t.etiqueta), titular = coalesce(telefono_poner.titular, t.titular);
  UPDATE paciente x SET version = x.version + 1, modificado = ahora() WHERE x.id = p.id;
END
$$;
