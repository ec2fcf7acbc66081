-- PATCH /centralitas/:id: what is left out stays. `activa` false puts it out of use: its deliveries are answered 404, its calls
-- stay. What speaks for it (adaptador) cannot change: another PBX is another centralita.
-- Parameters: id; contexto (`si_coincide`); cuerpo {nombre, clinica_id, zona, pais, silencio_min, activa, ajustes} and, of cc-api,
--   credencial_sellada (hex; "" takes it away). Returns: 200 `centralita`; ETag.
-- Errors: CC401, CC403, CC404; CC409 the name is taken; CC412, CC428, CC422.
-- Reads and writes: centralita. Writes: auditoria, evento.
CREATE OR REPLACE FUNCTION api.centralita_editar(credencial bytea, contexto jsonb, id bigint, cuerpo jsonb) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  q quien := autenticar(credencial, contexto, 'administrador', NULL);
  c centralita := quien_centralita(q, centralita_editar.id, true);
BEGIN
  PERFORM centralita_comprobar(q, cuerpo, false);
  PERFORM problema_version(contexto, c.version);
  UPDATE centralita x SET version = x.version + 1, nombre = coalesce(btrim(cuerpo ->> 'nombre'), x.nombre),
    clinica_id = coalesce((cuerpo ->> 'clinica_id')::bigint, x.clinica_id), zona = coalesce(cuerpo ->> 'zona', x.zona),
    pais = coalesce(cuerpo ->> 'pais', x.pais), silencio_min = coalesce((cuerpo ->> 'silencio_min')::int, x.silencio_min),
    activa = coalesce((cuerpo ->> 'activa')::boolean, x.activa), ajustes = coalesce(nullif(cuerpo -> 'ajustes', 'null'), x.ajustes),
    credencial = CASE cuerpo ->> 'credencial_sellada' WHEN '' THEN NULL
                 ELSE coalesce(decode(cuerpo ->> 'credencial_sellada', 'hex'), x.credencial) END
  WHERE x.id = c.id
  RETURNING x.* INTO c;
  PERFORM quien_audita(q, contexto, 'centralita.editar', 'centralita', c.id, jsonb_build_object('miembros',
    ARRAY(SELECT jsonb_object_keys(cuerpo) ORDER BY 1)));
  PERFORM flujo_emitir(centralita_entregas(c.id));
  RETURN ROW(200, jsonb_build_object('ETag', format('"%s"', c.version)), centralita_json(c.id))::api.respuesta;
EXCEPTION WHEN unique_violation THEN
  PERFORM problema_campo('nombre', 'Ya hay una centralita con ese nombre.', 'CC409');
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION api.centralita_editar(bytea, jsonb, bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.centralita_editar(bytea, jsonb, bigint, jsonb) TO cc_api;
