-- POST /pacientes/lote, one call for each transaction of it: lines of patient documents, one after the other, with a report.
-- What has been written is remembered under the Idempotency-Key (the request's id where none came) for 24 h beside the
-- report, in the same transaction: the same feed sent again goes on after the last line that was written.
-- Parameters: contexto (`idempotencia`, `peticion`); primera, the number of the first line, from 1; lineas, their text, each
--   ended by a line feed (cc.lote_linea says how the worker marks those that it would not take).
-- Returns: 200 {lineas, creados, actualizados, fallidos, errores: [{linea, detail, errors}], 1000 of them at most}.
-- Errors: CC400 the key is too long; CC401, CC403; CC422 the key came with another feed; CC503 (55P03) another feed of the group is being written.
-- Writes: idempotencia, what cc.paciente_erp_guardar writes, evento, flujo.
CREATE OR REPLACE FUNCTION api.pacientes_lote(credencial bytea, contexto jsonb, primera bigint, lineas text) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  ERRORES_MAX CONSTANT int := 1000;
  q quien := autenticar(credencial, contexto, 'administrador', 'pacientes:escribir');
  de text := idempotencia_de(q);
  memoria text := 'lote ' || coalesce(contexto #>> '{idempotencia,clave}', contexto ->> 'peticion');
  comienzo text := encode(sha256(convert_to(lineas, 'UTF8')), 'hex');  -- of the first lines: tells one feed from another
  antes idempotencia;
  informe jsonb;
  desde bigint;                                                        -- the first of `lineas` that is not written yet
  resto text[];
  hecho record;
BEGIN
  IF length(memoria) > 128 THEN
    PERFORM problema('CC400', 'Idempotency-Key debe tener entre 1 y 123 caracteres.');
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(format('lote %s', q.grupo_id), 0));
  SELECT * INTO antes FROM idempotencia i WHERE i.quien = de AND i.clave = memoria AND i.creada > ahora() - interval '24 hours';
  IF antes.clave IS NOT NULL AND primera = 1 AND antes.huella <> comienzo THEN
    PERFORM problema('CC422', 'Esa Idempotency-Key ya se usó con otra petición.');
  END IF;
  informe := coalesce(antes.cuerpo::jsonb, '{"lineas": 0, "creados": 0, "actualizados": 0, "fallidos": 0, "errores": []}');
  desde := greatest((informe -> 'lineas')::bigint - primera + 2, 1);
  resto := (string_to_array(left(lineas, -1), E'\n'))[desde::int :];
  IF lineas = '' OR cardinality(resto) = 0 THEN
    RETURN ROW(200, NULL, informe)::api.respuesta;
  END IF;

  hecho := lote_aplicar(q, contexto, primera + desde - 1, resto);
  informe := jsonb_build_object('lineas', primera + desde + cardinality(resto) - 2,
    'creados', (informe -> 'creados')::int + hecho.creados, 'actualizados', (informe -> 'actualizados')::int + hecho.actualizados,
    'fallidos', (informe -> 'fallidos')::int + jsonb_array_length(hecho.errores),
    'errores', jsonb_path_query_array((informe -> 'errores') || hecho.errores, format('$[0 to %s]', ERRORES_MAX - 1)::jsonpath));
  INSERT INTO idempotencia AS i (quien, clave, huella, estado, cuerpo, creada)
  VALUES (de, memoria, comienzo, 200, informe, ahora())
  ON CONFLICT (quien, clave) DO UPDATE SET cuerpo = excluded.cuerpo, creada = excluded.creada,
    huella = CASE WHEN antes.clave IS NULL THEN excluded.huella ELSE i.huella END;
  PERFORM flujo_emitir(hecho.entregas);
  RETURN ROW(200, NULL, informe)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.pacientes_lote(bytea, jsonb, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.pacientes_lote(bytea, jsonb, bigint, text) TO cc_api;
