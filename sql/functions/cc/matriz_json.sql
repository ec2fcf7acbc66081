-- Matrix (b) of a clinic as the API shows it.
-- Parameters: clinica. Returns: {clinica_id, version, filas: [{llamada, quien, tarjeta, seguimiento, prioridad, plazo,
--   eleccion, tipificacion, propia}]}. Reads: matriz_cti, matriz_version. Writes: nothing.
CREATE OR REPLACE FUNCTION cc.matriz_json(clinica bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object(
    'clinica_id', clinica,
    'version', coalesce((SELECT v.version FROM matriz_version v WHERE v.clinica_id = clinica), 0),
    'filas', (SELECT json_agg(m) FROM matriz_de(clinica) m));
END
$$;
