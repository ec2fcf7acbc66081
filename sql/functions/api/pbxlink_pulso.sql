-- The pulse of a cc-pbxlink, every two seconds: who may dial us, and whether the sockets that it holds are still the newest.
-- Parameters: centralitas, marcas: the sockets that it holds, of which centralita and by which name.
-- Returns: (id, publico, version, secretos, sealed, in hexadecimal with a space between two, ajustes, ajena: another socket is
--   newer than the one named). Errors: none. Reads: centralita. Writes: centralita_salud, every ten seconds.
CREATE OR REPLACE FUNCTION api.pbxlink_pulso(centralitas bigint[], marcas text[])
RETURNS TABLE (id bigint, publico text, version int, secretos text, ajustes jsonb, ajena boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  UPDATE centralita_salud s SET enlace_visto = ahora()
  FROM unnest(pbxlink_pulso.centralitas, pbxlink_pulso.marcas) e (centralita, marca)
  WHERE s.centralita_id = e.centralita AND s.enlace = e.marca AND s.enlace_visto < ahora() - interval '10 seconds';
  RETURN QUERY
  SELECT c.id, c.publico, c.version,
    array_to_string(ARRAY(SELECT encode(x, 'hex') FROM unnest(c.secretos) x), ' '), c.ajustes,
    coalesce(e.marca IS NOT NULL AND s.enlace <> e.marca, false)
  FROM centralita c
  LEFT JOIN unnest(pbxlink_pulso.centralitas, pbxlink_pulso.marcas) e (centralita, marca) ON e.centralita = c.id
  LEFT JOIN centralita_salud s ON s.centralita_id = c.id
  WHERE c.adaptador = 'ari' AND c.activa;
END $$;
REVOKE ALL ON FUNCTION api.pbxlink_pulso(bigint[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.pbxlink_pulso(bigint[], text[]) TO cc_pbxlink;
