-- A PBX has dialled us: this socket is its newest, whoever held one before.
-- Parameters: centralita; marca, the socket's name. Returns: nothing. Errors: none. Writes: centralita_salud.
CREATE OR REPLACE FUNCTION api.pbxlink_enlazar(centralita bigint, marca text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO centralita_salud AS s (centralita_id, enlace, enlace_desde, enlace_visto)
  SELECT c.id, marca, ahora(), ahora() FROM centralita c WHERE c.id = pbxlink_enlazar.centralita
  ON CONFLICT (centralita_id) DO UPDATE SET enlace = excluded.enlace, enlace_desde = excluded.enlace_desde,
    enlace_visto = excluded.enlace_visto;
END $$;
REVOKE ALL ON FUNCTION api.pbxlink_enlazar(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.pbxlink_enlazar(bigint, text) TO cc_pbxlink;
