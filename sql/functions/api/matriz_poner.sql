-- PUT /matriz: writes rows of a clinic's matrix (b). A row equal to the default stops being the clinic's own, so that it
-- follows later defaults; rows that are not named stay.
-- Parameters: clinica_id; cuerpo {filas: [{llamada, quien, tarjeta, seguimiento, prioridad, plazo, eleccion, tipificacion}]}.
-- Returns: 200 `matriz`, ETag. Errors: CC404 not a clinic of mine, CC412, CC428, CC422 with a pointer to each bad row.
-- Reads: matriz_defecto. Writes: matriz_cti, matriz_version, auditoria (rows before and after).
CREATE OR REPLACE FUNCTION api.matriz_poner(credencial bytea, contexto jsonb, clinica_id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  clinica bigint := clinica_id;
  q quien := autenticar(credencial, contexto, 'administrador', 'config:escribir');
  antes jsonb;
  actual int;
  matriz json;
BEGIN
  IF clinica <> ALL (q.clinicas) THEN
    PERFORM problema('CC404', 'No existe esa clínica.');
  END IF;
  INSERT INTO matriz_version AS v (clinica_id, grupo_id, version) VALUES (clinica, q.grupo_id, 0)
  ON CONFLICT (clinica_id) DO UPDATE SET version = v.version RETURNING v.version INTO actual; -- takes the row's lock
  PERFORM problema_version(contexto, actual);
  PERFORM matriz_comprobar(cuerpo);

  antes := (SELECT coalesce(jsonb_agg(m), '[]') FROM matriz_cti m WHERE m.clinica_id = clinica);
  WITH pedida AS (
    SELECT f.* FROM jsonb_to_recordset(cuerpo -> 'filas') AS f (llamada text, quien text, tarjeta text, seguimiento boolean,
      prioridad int, plazo text, eleccion text, tipificacion text)
  ), borrada AS (
    DELETE FROM matriz_cti m USING pedida f
    WHERE m.clinica_id = clinica AND m.llamada = f.llamada AND m.quien = f.quien AND f IN (SELECT d FROM matriz_defecto() d)
  )
  INSERT INTO matriz_cti (clinica_id, grupo_id, llamada, quien, tarjeta, seguimiento, prioridad, plazo, eleccion, tipificacion)
  SELECT clinica, q.grupo_id, f.* FROM pedida f WHERE f NOT IN (SELECT d FROM matriz_defecto() d)
  ON CONFLICT (clinica_id, llamada, quien) DO UPDATE SET tarjeta = EXCLUDED.tarjeta, seguimiento = EXCLUDED.seguimiento,
    prioridad = EXCLUDED.prioridad, plazo = EXCLUDED.plazo, eleccion = EXCLUDED.eleccion, tipificacion = EXCLUDED.tipificacion;

  UPDATE matriz_version v SET version = v.version + 1, agente_id = q.agente_id, cuando = ahora() WHERE v.clinica_id = clinica;
  PERFORM quien_audita(q, contexto, 'matriz.poner', 'clinica', clinica, jsonb_build_object('antes', antes, 'pedido', cuerpo -> 'filas'));
  matriz := matriz_json(clinica);
  RETURN ROW(200, jsonb_build_object('ETag', format('W/"%s"', matriz ->> 'version')), matriz)::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.matriz_poner(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.matriz_poner(bytea, jsonb, bigint, jsonb) TO cc_api;
