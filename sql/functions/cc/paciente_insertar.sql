-- Writes a new patient and their number, unless it is probably somebody who is here already.
-- Parameters: q, of cc.autenticar; clinica; cuerpo, of api.paciente_crear; telefono, as written, or NULL.
-- Returns: id. Errors: CC409 with one error for each who may be the same; CC422 a DNI or number that cannot be.
-- Reads: paciente, paciente_telefono, clinica. Writes: paciente, paciente_telefono.
-- The caller holds the number's lock (cc.numero_bloquear), so that two who create the same person at once make one.
CREATE OR REPLACE FUNCTION cc.paciente_insertar(q cc.quien, clinica bigint, cuerpo jsonb, telefono text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  numero text := telefono_clave(telefono, (SELECT c.pais FROM clinica c WHERE c.id = paciente_insertar.clinica));
  nuevo bigint;
  iguales jsonb;
BEGIN
  IF nullif(btrim(cuerpo ->> 'telefono'), '') IS NOT NULL AND (numero IS NULL OR numero !~ '[0-9]{6}') THEN
    PERFORM problema_campo('telefono', 'No es un número de teléfono completo.');
  END IF;
  IF cuerpo -> 'confirmar' IS DISTINCT FROM 'true' THEN
    iguales := paciente_iguales(q, numero, cuerpo);
    IF iguales IS NOT NULL THEN
      PERFORM problema('CC409', 'Parece que ya existe. Elija a la persona, o confirme que es otra.', iguales);
    END IF;
  END IF;
  INSERT INTO paciente (grupo_id, clinica_id, nombre, apellidos, nacimiento, dni, email, origen, creado, modificado)
  VALUES (q.grupo_id, clinica, btrim(cuerpo ->> 'nombre'), coalesce(btrim(cuerpo ->> 'apellidos'), ''),
    (cuerpo ->> 'nacimiento')::date, nullif(upper(btrim(cuerpo ->> 'dni')), ''), nullif(btrim(cuerpo ->> 'email'), ''),
    CASE WHEN q.clave_id IS NULL THEN 'popup' ELSE 'erp' END, ahora(), ahora())
  RETURNING id INTO nuevo;
  INSERT INTO paciente_telefono (grupo_id, paciente_id, clave, original, titular, fuente, desde)
  SELECT q.grupo_id, nuevo, numero, telefono, NOT EXISTS (
      SELECT FROM paciente_telefono t
      WHERE t.grupo_id = q.grupo_id AND t.clave = numero AND t.hasta IS NULL AND t.titular),
    'popup', ahora()
  WHERE numero ~ '[0-9]{6}';
  RETURN nuevo;
END
$$;
