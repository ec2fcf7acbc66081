-- Adds an extension to a centralita.
-- Parameters: argumentos {centralita, numero, etiqueta?, clinica?, compartida?}. Returns: {id, numero}.
-- Errors: CC404, CC409 when the centralita has it. Reads: centralita, clinica. Writes: extension, auditoria.
CREATE OR REPLACE FUNCTION api.admin_extension_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  pbx cc.centralita := cc.admin_centralita(argumentos);
  nueva cc.extension;
BEGIN
  INSERT INTO cc.extension (grupo_id, clinica_id, centralita_id, numero, etiqueta, compartida)
  VALUES (pbx.grupo_id, cc.admin_clinica(pbx.grupo_id, argumentos, pbx.clinica_id), pbx.id, argumentos ->> 'numero',
          coalesce(argumentos ->> 'etiqueta', ''), coalesce((argumentos ->> 'compartida')::boolean, false))
  RETURNING * INTO nueva;
  PERFORM cc.admin_auditar(pbx.grupo_id, 'extension.crear', nueva.id);
  RETURN json_build_object('id', nueva.id, 'numero', nueva.numero);
EXCEPTION WHEN unique_violation THEN
  RAISE EXCEPTION 'La centralita ya tiene la extensión %.', argumentos ->> 'numero' USING ERRCODE = 'CC409';
END
$$;
REVOKE ALL ON FUNCTION api.admin_extension_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_extension_crear(jsonb) TO cc_admin;
