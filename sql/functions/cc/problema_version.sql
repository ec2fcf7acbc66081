-- Holds If-Match against the version of what is to be changed.
-- Parameters: contexto (`si_coincide`); version, the row's, read under its lock.
-- Errors: CC428 the header is missing; CC412 somebody changed it meanwhile.
CREATE OR REPLACE FUNCTION cc.problema_version(contexto jsonb, version int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  pedida text := contexto ->> 'si_coincide';
BEGIN
  IF pedida IS NULL THEN
    PERFORM problema('CC428', 'Falta la cabecera If-Match con la versión que se está cambiando.');
  ELSIF pedida NOT IN ('*', version::text) THEN
    PERFORM problema('CC412', 'Alguien lo ha cambiado mientras tanto. Vuelva a cargarlo.');
  END IF;
END
$$;
