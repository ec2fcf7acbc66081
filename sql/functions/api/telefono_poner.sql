-- POST /paciente/:id/telefonos: a number of a patient, from the popup or the card. Earlier calls from it of which nobody knew
-- who they were join the patient (POST …/deshacer takes that back).
-- Parameters: id; cuerpo {numero, etiqueta, titular (default: where the number has no holder)}.
-- Returns: 201 `ficha`; ETag. Errors: CC401, CC403, CC404; CC422 not a whole number. Reads: clinica.
-- Writes: paciente_telefono, paciente, llamada, llamada_paciente, seguimiento, auditoria, evento.
CREATE OR REPLACE FUNCTION api.telefono_poner(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:escribir');
  p paciente;
  clave text;
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"numero": {"es": "texto", "min": 1, "max": 64, "falta": false},
    "etiqueta": {"es": "texto", "max": 40}, "titular": {"es": "booleano"}}');
  p := quien_paciente(q, telefono_poner.id, cuerpo ->> 'numero');
  clave := telefono_clave(cuerpo ->> 'numero', (SELECT c.pais FROM clinica c WHERE c.id = p.clinica_id));
  IF (clave ~ '[0-9]{6}') IS NOT TRUE THEN
    PERFORM problema_campo('numero', 'No es un número de teléfono completo.');
  END IF;
  PERFORM telefono_poner(p, clave, btrim(cuerpo ->> 'numero'), btrim(cuerpo ->> 'etiqueta'), (cuerpo ->> 'titular')::boolean);
  PERFORM quien_audita(q, contexto, 'paciente.telefono', 'paciente', p.id);
  PERFORM flujo_emitir(llamadas_entregas(VARIADIC paciente_adoptar(p.id)));
  RETURN paciente_respuesta(q, 201, p.id);
END
$$;
REVOKE ALL ON FUNCTION api.telefono_poner(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.telefono_poner(bytea, jsonb, bigint, jsonb) TO cc_api;
