-- POST /contactos: a number that is no patient's gets a name: laboratorio, proveedor, aseguradora, comercial, bloqueado (its
-- calls are silent and owe nobody anything), otro. Its earlier unknown calls are the contact's from now on.
-- Parameters: cuerpo {numero, nombre, clase, nota}; contexto (`idempotencia`). Returns: 201 `contacto`; Location, ETag.
-- Errors: CC401, CC403 (bloqueado: supervisors); CC409 the number has a contact already, or is a patient's; CC422.
-- Reads: grupo, paciente_telefono. Writes: contacto, llamada, seguimiento, auditoria, evento, idempotencia.
CREATE OR REPLACE FUNCTION api.contacto_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  numero text;
  c contacto;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  PERFORM problema_cuerpo(cuerpo, '{"numero": {"es": "texto", "min": 1, "max": 64, "falta": false},
    "nombre": {"es": "texto", "min": 1, "max": 120, "falta": false}, "nota": {"es": "texto", "max": 400},
    "clase": {"es": "opcion", "falta": false, "valores": ["laboratorio", "proveedor", "aseguradora", "comercial", "bloqueado", "otro"]}}');
  numero := telefono_clave(cuerpo ->> 'numero', (SELECT g.pais FROM grupo g WHERE g.id = q.grupo_id));
  IF (numero ~ '[0-9]{6}') IS NOT TRUE THEN
    PERFORM problema_campo('numero', 'No es un número de teléfono completo.');
  END IF;
  PERFORM numero_bloquear(q.grupo_id, numero);
  PERFORM contacto_permitir(q, numero, NULL, cuerpo ->> 'clase');
  INSERT INTO contacto AS x (grupo_id, clave, nombre, clase, nota)
  VALUES (q.grupo_id, numero, btrim(cuerpo ->> 'nombre'), cuerpo ->> 'clase', coalesce(btrim(cuerpo ->> 'nota'), ''))
  ON CONFLICT (grupo_id, clave) DO NOTHING
  RETURNING x.* INTO c;
  IF c.id IS NULL THEN
    PERFORM problema_campo('numero', 'Ese número ya es de un contacto.', 'CC409');
  END IF;
  PERFORM quien_audita(q, contexto, 'contacto.crear', 'contacto', c.id, jsonb_build_object('clase', c.clase));
  PERFORM flujo_emitir(contacto_aplicar(c));
  RETURN idempotencia_guardar(q, contexto, ROW(201, jsonb_build_object('ETag', format('"%s"', c.version),
    'Location', '/api/contact-center/contactos/' || c.id), contacto_json(c))::api.respuesta);
END
$$;
REVOKE ALL ON FUNCTION api.contacto_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.contacto_crear(bytea, jsonb, jsonb) TO cc_api;
