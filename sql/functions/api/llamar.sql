-- POST /llamar: click-to-call. Checked, written and left to whoever speaks with the PBX, in one transaction; what comes of it is told
-- by events. From the caller's seat, or, where no centralita can dial, from whatever telephone they have (`modo` tel).
-- Parameters: cuerpo {paciente_id (telefono: which of theirs), numero, or what it answers: llamada_id, seguimiento_id; clinica_id on
--   whose behalf; linea_id to show; confirmar, codes of a refusal}; contexto (`idempotencia`: the key is required).
-- Returns: 202 `llamada` + modo, tel; Location, ETag. Refusals (cc.llamar_reparos) are returned: problem+json of a type of its own.
-- Errors: CC400 without key, CC401, CC403, CC404, CC409 the same request is being attended, CC422.
-- Writes: as cc.llamar_pedir, seguimiento, idempotencia.
CREATE OR REPLACE FUNCTION api.llamar(credencial bytea, contexto jsonb, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'agente', NULL);
  r api.respuesta := idempotencia_buscar(q, contexto);
  p peticion;
  reparos reparo[];
  confirma text[];
  llamada bigint;
BEGIN
  IF r.estado IS NOT NULL THEN
    RETURN r;
  ELSIF contexto #>> '{idempotencia,clave}' IS NULL THEN
    PERFORM problema('CC400', 'Falta la cabecera Idempotency-Key: sin ella, repetir la petición llamaría dos veces.');
  END IF;
  PERFORM llamar_comprobar(cuerpo);
  PERFORM pg_advisory_xact_lock(hashtextextended('llamar ' || q.agente_id, 0)); -- one at a time, so that limits hold
  p := llamar_leer(q, cuerpo);
  confirma := ARRAY(SELECT jsonb_array_elements_text(coalesce(nullif(cuerpo -> 'confirmar', 'null'), '[]')));
  reparos := ARRAY(SELECT x FROM llamar_reparos(q, p) x
                   WHERE x.confirmable IS NULL OR x.codigo <> ALL (confirma)
                      OR x.confirmable = 'supervisor' AND p.clinica_id <> ALL (q.clinicas_supervisa));
  IF reparos <> '{}' THEN
    RETURN llamar_rechazo(q, p.clinica_id, contexto, reparos);
  END IF;
  llamada := llamar_pedir(q, contexto, p);
  IF confirma <> '{}' THEN
    PERFORM quien_audita(q, contexto, 'llamar.confirmar', 'llamada', llamada, jsonb_build_object('confirma', confirma));
  END IF;
  RETURN idempotencia_guardar(q, contexto, llamar_respuesta(llamada, p));
END
$$;
REVOKE ALL ON FUNCTION api.llamar(bytea, jsonb, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.llamar(bytea, jsonb, jsonb) TO cc_api;
