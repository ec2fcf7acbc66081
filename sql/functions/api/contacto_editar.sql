-- PATCH /contactos/:id: another name, kind or note; the number stays.
-- Parameters: id; contexto (`si_coincide`); cuerpo {nombre, clase, nota}. Returns: 200 `contacto`; ETag.
-- Errors: CC401, CC403 (to or from bloqueado: supervisors), CC404; CC409 a patient's number cannot be blocked; CC412, CC428, CC422.
-- Reads: paciente_telefono. Writes: contacto, llamada, seguimiento, auditoria, evento.
CREATE OR REPLACE FUNCTION api.contacto_editar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:escribir');
  c contacto := quien_contacto(q, contacto_editar.id);
  antes text := c.clase;
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"nombre": {"es": "texto", "min": 1, "max": 120}, "nota": {"es": "texto", "max": 400},
    "clase": {"es": "opcion", "valores": ["laboratorio", "proveedor", "aseguradora", "comercial", "bloqueado", "otro"]}}');
  PERFORM problema_version(contexto, c.version);
  PERFORM contacto_permitir(q, c.clave, antes, coalesce(cuerpo ->> 'clase', antes));
  UPDATE contacto x SET nombre = coalesce(btrim(cuerpo ->> 'nombre'), x.nombre), clase = coalesce(cuerpo ->> 'clase', x.clase),
    nota = coalesce(btrim(cuerpo ->> 'nota'), x.nota), version = x.version + 1
  WHERE x.id = c.id
  RETURNING x.* INTO c;
  PERFORM quien_audita(q, contexto, 'contacto.editar', 'contacto', c.id, jsonb_build_object('de', antes, 'a', c.clase));
  PERFORM flujo_emitir(contacto_aplicar(c));
  RETURN ROW(200, jsonb_build_object('ETag', format('"%s"', c.version)), contacto_json(c))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.contacto_editar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.contacto_editar(bytea, jsonb, bigint, jsonb) TO cc_api;
