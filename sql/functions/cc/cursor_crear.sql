-- Where a list goes on: an opaque word for the last row that was shown. It grants nothing: every page asks again who reads.
-- Parameters: inicio, id, of that row. Returns: text of [A-Za-z0-9_-].
CREATE OR REPLACE FUNCTION cc.cursor_crear(inicio timestamptz, id bigint) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN translate(encode(int8send((extract(epoch FROM inicio) * 1000000)::bigint) || int8send(id), 'base64'), '+/=', '-_');
END
$$;
