-- POST /seguimientos: a promise ("quedé en llamarle el martes"), to a patient or to a number. It shows on their card and
-- on the next call, and the panel is told when it is due.
-- Parameters: cuerpo {texto, vence (to come), paciente_id or numero (default: those of the call), llamada_id (in which it
--   was made), clinica_id (default: the call's, my seat's, my only one)}; contexto (`idempotencia`).
-- Returns: 201 `seguimiento`; Location, ETag. Errors: CC401, CC403, CC404 the call, patient or clinic; CC422.
-- Reads: llamada, clinica. Writes: seguimiento, trabajo, auditoria, evento, idempotencia.
CREATE OR REPLACE FUNCTION api.seguimiento_crear(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', 'llamadas:escribir');
  r api.respuesta := idempotencia_buscar(q, contexto);
  l llamada;
  s seguimiento;
  clinica bigint;
  paciente bigint := (cuerpo ->> 'paciente_id')::bigint;
  numero text := nullif(btrim(cuerpo ->> 'numero'), '');
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  END IF;
  PERFORM problema_cuerpo(cuerpo, '{
    "texto": {"es": "texto", "min": 1, "max": 400, "falta": false}, "vence": {"es": "instante", "falta": false},
    "numero": {"es": "texto", "max": 64}, "clinica_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "paciente_id": {"es": "entero", "min": 1, "max": 999999999999999},
    "llamada_id": {"es": "entero", "min": 1, "max": 999999999999999}}');
  IF cuerpo ->> 'llamada_id' IS NOT NULL THEN
    l := quien_ve_llamada(q, (cuerpo ->> 'llamada_id')::bigint);
  END IF;
  clinica := quien_clinica(q, (cuerpo ->> 'clinica_id')::bigint, l.clinica_id);
  IF paciente IS NOT NULL AND NOT quien_ve_paciente(q, paciente) THEN
    PERFORM problema_campo('paciente_id', 'No existe ese paciente.', 'CC404');
  ELSIF paciente IS NULL AND numero IS NULL THEN
    paciente := l.paciente_id;
  END IF;
  numero := coalesce(telefono_clave(numero, (SELECT c.pais FROM clinica c WHERE c.id = clinica)), l.numero);
  IF cuerpo ->> 'numero' IS NOT NULL AND (numero ~ '[0-9]{6}') IS NOT TRUE THEN
    PERFORM problema_campo('numero', 'No es un número de teléfono completo.');
  ELSIF paciente IS NULL AND numero IS NULL THEN
    PERFORM problema_campo('paciente_id', 'Indique a quién se lo promete: un paciente o un número.');
  ELSIF (cuerpo ->> 'vence')::timestamptz <= ahora() THEN
    PERFORM problema_campo('vence', 'Indique un momento que esté por venir.');
  END IF;
  s := seguimiento_crear(q, clinica, paciente, numero, l.id, cuerpo ->> 'texto', (cuerpo ->> 'vence')::timestamptz);
  PERFORM quien_audita(q, contexto, 'seguimiento.crear', 'seguimiento', s.id, jsonb_build_object('llamada_id', l.id));
  PERFORM flujo_emitir(seguimiento_entregas(s.id));
  RETURN idempotencia_guardar(q, contexto, ROW(201, jsonb_build_object('ETag', format('"%s"', s.version),
    'Location', '/api/contact-center/seguimientos/' || s.id), seguimiento_json(s.id))::api.respuesta);
END
$$;
REVOKE ALL ON FUNCTION api.seguimiento_crear(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.seguimiento_crear(bytea, jsonb, jsonb) TO cc_api;
