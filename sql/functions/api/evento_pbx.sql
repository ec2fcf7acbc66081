-- The intake: one delivery of a PBX, whole, in one transaction. The delivery is kept as it came and known again when it comes
-- twice; its elements become facts, bad ones quarantined; the calls of those facts are folded anew; what that changes takes
-- effect. Any order, any repetition of the same deliveries gives the same calls.
-- Parameters: centralita, version of the configuration by which the worker verified and read it; contexto (§1 of
--   app/INTERFACES.md); entrega, the sender's id of the delivery, NULL when it has none; crudo, the body as it came;
--   cabeceras, those worth keeping; eventos, canonical events, a defective one as {"_error": why, "_crudo": it}, NULL when the
--   body could not be read at all; motivo, why.
-- Returns: 200 {"recibidos": <new facts>, "duplicado": <delivery known>}.
-- Errors: CC419 when the centralita has changed or is gone or off: the worker fetches its configuration and repeats.
-- Reads: centralita, centralita_salud. Writes: evento_pbx, evento_pbx_visto, centralita_salud, hecho, and as cc.hecho_guardar and
--   cc.componente_aplicar.
CREATE OR REPLACE FUNCTION api.evento_pbx(centralita bigint, version int, contexto jsonb, entrega text, crudo bytea,
  cabeceras jsonb, eventos jsonb, motivo text) RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  pbx cc.centralita;
  leidos cc.hechos_leidos;
  nuevos int := 0;
  componentes bigint[] := '{}';
BEGIN
  SELECT c.* INTO pbx FROM centralita c WHERE c.id = evento_pbx.centralita AND c.version = evento_pbx.version AND c.activa;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'La configuración de la centralita ha cambiado' USING ERRCODE = 'CC419';
  END IF;
  INSERT INTO evento_pbx_visto (centralita_id, clave, recibido)
  VALUES (pbx.id, sha256(coalesce(convert_to(nullif(entrega, ''), 'UTF8'), crudo)), ahora())
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    PERFORM entrega_apartar(pbx.id, 'duplicada', NULL, cabeceras, octet_length(crudo), contexto ->> 'peticion');
    RETURN (200, NULL::jsonb, '{"recibidos": 0, "duplicado": true}'::json);
  END IF;

  leidos := hecho_leer_todos(pbx, coalesce(eventos, '[]'));
  IF leidos.hechos <> '{}' THEN
    SELECT g.nuevos, g.componentes INTO nuevos, componentes FROM hecho_guardar(pbx.id, leidos.hechos) g;
  END IF;
  INSERT INTO evento_pbx (recibido, grupo_id, centralita_id, entrega, veredicto, motivo, elementos, cabeceras, crudo, peticion)
  VALUES (ahora(), pbx.grupo_id, pbx.id, entrega, entrega_veredicto(eventos IS NOT NULL, leidos, nuevos), coalesce(motivo, nullif(array_to_string(leidos.defectos, '; '), '')),
    coalesce(jsonb_array_length(eventos), 0), cabeceras, crudo, contexto ->> 'peticion');
  PERFORM centralita_latido(pbx.id, cardinality(leidos.defectos), leidos.desconocidos);
  PERFORM componente_aplicar(componentes);
  RETURN (200, NULL::jsonb, json_build_object('recibidos', nuevos, 'duplicado', false));
END $$;
REVOKE ALL ON FUNCTION api.evento_pbx(bigint, int, jsonb, text, bytea, jsonb, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.evento_pbx(bigint, int, jsonb, text, bytea, jsonb, jsonb, text) TO cc_api, cc_pbxlink;
