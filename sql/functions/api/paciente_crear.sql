-- POST /paciente: a new patient, from a popup or the search; with llamada_id the call gets them as interlocutor.
-- No doubles: where somebody of the group has this number and this name or birth date, or this DNI, it refuses and says
-- who, until the request repeats with "confirmar": true.
-- Parameters: cuerpo {nombre, apellidos, telefono (default: the call's number), nacimiento, dni, email, clinica_id
--   (default: the call's, my seat's, my only one), llamada_id, confirmar}; contexto (`idempotencia`).
-- Returns: 201 `ficha`; Location, ETag. Errors: CC401, CC403, CC404 the call or clinic; CC409 probably here already (each
--   error has a `candidato`); CC422.
-- Writes: paciente, paciente_telefono, llamada, llamada_paciente, seguimiento, auditoria, evento, idempotencia.
CREATE OR REPLACE FUNCTION api.paciente_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'pacientes:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  l llamada;
  clinica bigint;
  nuevo bigint;
  telefono text;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  PERFORM problema_cuerpo(cuerpo, '{
    "nombre": {"es": "texto", "min": 1, "max": 120, "falta": false}, "apellidos": {"es": "texto", "max": 160},
    "telefono": {"es": "texto", "max": 64}, "nacimiento": {"es": "fecha", "pasada": true}, "dni": {"es": "texto", "max": 20},
    "email": {"es": "texto", "max": 254}, "confirmar": {"es": "booleano"},
    "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "llamada_id": {"es": "entero", "min": 1, "max": 999999999999999}}');
  telefono := coalesce(nullif(btrim(cuerpo ->> 'telefono'), ''), (
    SELECT coalesce(ll.numero_original, ll.numero) FROM llamada ll
    WHERE ll.id = (cuerpo ->> 'llamada_id')::bigint AND ll.clinica_id = ANY (q.clinicas)));
  PERFORM numero_bloquear(q.grupo_id, telefono);
  IF cuerpo ->> 'llamada_id' IS NOT NULL THEN
    l := quien_llamada(q, (cuerpo ->> 'llamada_id')::bigint);
  END IF;
  clinica := quien_clinica(q, (cuerpo ->> 'clinica_id')::bigint, l.clinica_id);
  nuevo := paciente_insertar(q, clinica, cuerpo, telefono);
  PERFORM quien_audita(q, contexto, 'paciente.crear', 'paciente', nuevo, jsonb_build_object('llamada_id', l.id));
  IF l.id IS NOT NULL THEN
    PERFORM llamada_elegir(q, contexto, l, nuevo, 'creada');
  END IF;
  PERFORM suscripcion_paciente(nuevo, l.id);
  PERFORM flujo_emitir(llamadas_entregas(VARIADIC paciente_adoptar(nuevo) || l.id));
  RETURN idempotencia_guardar(q, contexto, paciente_respuesta(q, 201, nuevo));
END
$$;
REVOKE ALL ON FUNCTION api.paciente_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.paciente_crear(bytea, jsonb, jsonb) TO cc_api;
