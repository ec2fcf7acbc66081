-- Adds a line (a DDI) to a centralita.
-- Parameters: argumentos {centralita, numero, etiqueta?, clinica?}. Returns: {id, numero, clave}.
-- Errors: CC404, CC409 when the centralita has it, CC422 when the number is none. Reads: centralita, clinica, plan_numeracion.
-- Writes: linea, auditoria.
CREATE OR REPLACE FUNCTION api.admin_linea_crear(argumentos jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  pbx cc.centralita := cc.admin_centralita(argumentos);
  clave text := cc.telefono_clave(argumentos ->> 'numero', pbx.pais);
  nueva cc.linea;
BEGIN
  IF clave IS NULL THEN
    RAISE EXCEPTION '«%» no es un número de teléfono.', argumentos ->> 'numero' USING ERRCODE = 'CC422';
  END IF;
  INSERT INTO cc.linea (grupo_id, clinica_id, centralita_id, clave, numero, etiqueta)
  VALUES (pbx.grupo_id, cc.admin_clinica(pbx.grupo_id, argumentos, pbx.clinica_id), pbx.id, clave, argumentos ->> 'numero',
          coalesce(argumentos ->> 'etiqueta', ''))
  RETURNING * INTO nueva;
  PERFORM cc.admin_auditar(pbx.grupo_id, 'linea.crear', nueva.id);
  RETURN json_build_object('id', nueva.id, 'numero', nueva.numero, 'clave', nueva.clave);
EXCEPTION WHEN unique_violation THEN
  RAISE EXCEPTION 'La centralita ya tiene esa línea.' USING ERRCODE = 'CC409';
END
$$;
REVOKE ALL ON FUNCTION api.admin_linea_crear(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.admin_linea_crear(jsonb) TO cc_admin;
