-- DELETE /paciente/:id/telefonos/:clave: the patient no longer has that number; their past calls stay theirs.
-- Parameters: id; clave, the number, as ficha.telefonos has it. Returns: 200 `ficha`; ETag.
-- Errors: CC401, CC403, CC404 the patient, or not a number of theirs. Writes: paciente_telefono, paciente, auditoria.
CREATE OR REPLACE FUNCTION api.telefono_quitar(credencial bytea, contexto jsonb, id bigint, clave text) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:escribir');
  p paciente := quien_paciente(q, telefono_quitar.id, telefono_quitar.clave);
BEGIN
  IF NOT telefono_quitar(p, telefono_quitar.clave) THEN
    PERFORM problema('CC404', 'Ese paciente no tiene ese número.');
  END IF;
  PERFORM quien_audita(q, contexto, 'paciente.telefono_quitar', 'paciente', p.id);
  RETURN paciente_respuesta(q, 200, p.id);
END
$$;
REVOKE ALL ON FUNCTION api.telefono_quitar(bytea, jsonb, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.telefono_quitar(bytea, jsonb, bigint, text) TO cc_api;
