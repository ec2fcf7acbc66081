-- An API key in the shape `clave` of app/INTERFACES.md §3. Parameters: k. Returns: json. Reads: agente.
CREATE OR REPLACE FUNCTION cc.clave_json(k cc.clave_api) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', k.id, 'nombre', k.nombre, 'ambitos', k.ambitos, 'clinicas', k.clinicas, 'creada', k.creada,
    'agente', (SELECT json_build_object('id', a.id, 'nombre', a.nombre) FROM agente a WHERE a.id = k.agente_id),
    'caduca', k.caduca, 'ultimo_uso', k.ultimo_uso, 'revocada', k.revocada,
    'anterior', CASE WHEN k.anterior_caduca > ahora() THEN
      json_build_object('caduca', k.anterior_caduca, 'ultimo_uso', k.anterior_uso) END);
END
$$;
