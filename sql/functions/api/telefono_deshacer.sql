-- POST /paciente/:id/telefonos/:clave/deshacer: the number was never the patient's. It ends, if it has not yet, and the calls
-- that had joined them by it alone are nobody's again (cc.paciente_desadoptar).
-- Parameters: id; clave, the number. Returns: 200 `ficha`; ETag. Errors: CC401, CC403, CC404 the patient, or never a number
--   of theirs. Reads: paciente_telefono. Writes: paciente_telefono, paciente, llamada, llamada_paciente, seguimiento, auditoria, evento.
CREATE OR REPLACE FUNCTION api.telefono_deshacer(credencial bytea, contexto jsonb, id bigint, clave text) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:escribir');
  p paciente := quien_paciente(q, telefono_deshacer.id, telefono_deshacer.clave);
BEGIN
  IF NOT EXISTS (SELECT FROM paciente_telefono t WHERE t.paciente_id = p.id AND t.clave = telefono_deshacer.clave) THEN
    PERFORM problema('CC404', 'Ese paciente no tuvo nunca ese número.');
  END IF;
  PERFORM telefono_quitar(p, telefono_deshacer.clave);
  PERFORM quien_audita(q, contexto, 'paciente.telefono_deshacer', 'paciente', p.id);
  PERFORM flujo_emitir(llamadas_entregas(VARIADIC paciente_desadoptar(p.id, p.grupo_id, telefono_deshacer.clave)));
  RETURN paciente_respuesta(q, 200, p.id);
END
$$;
REVOKE ALL ON FUNCTION api.telefono_deshacer(bytea, jsonb, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.telefono_deshacer(bytea, jsonb, bigint, text) TO cc_api;
