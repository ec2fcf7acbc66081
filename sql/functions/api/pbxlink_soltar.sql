-- A PBX's socket is gone; if it was its newest, it has none.
-- Parameters: centralita; marca, the socket's name. Returns: nothing. Errors: none. Writes: centralita_salud.
CREATE OR REPLACE FUNCTION api.pbxlink_soltar(centralita bigint, marca text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  UPDATE centralita_salud s SET enlace = NULL, enlace_visto = ahora()
  WHERE s.centralita_id = pbxlink_soltar.centralita AND s.enlace = marca;
END $$;
REVOKE ALL ON FUNCTION api.pbxlink_soltar(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.pbxlink_soltar(bigint, text) TO cc_pbxlink;
