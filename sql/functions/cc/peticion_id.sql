-- A new id of a request to a PBX: "cc-" and 128 bits (122 of them random) in base64url. Returns: text. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.peticion_id() RETURNS text
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN 'cc-' || rtrim(translate(encode(uuid_send(gen_random_uuid()), 'base64'), '+/', '-_'), '=');
END
$$;
