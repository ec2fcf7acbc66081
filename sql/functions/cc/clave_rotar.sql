-- Gives a key a new token. The one that it had goes on for a while, so that the ERP changes over without a gap: two live at once.
-- Parameters: k, locked; token_hash, of the new one; horas, how long the old one goes on; 0: it ends now.
-- Returns: clave_api. Errors: CC409 the token before still lives: three would be too many. Writes: clave_api.
CREATE OR REPLACE FUNCTION cc.clave_rotar(k cc.clave_api, token_hash bytea, horas int) RETURNS cc.clave_api
LANGUAGE plpgsql AS $$
BEGIN
  IF k.anterior_caduca > ahora() THEN
    PERFORM problema('CC409', 'Ya hay dos tokens vivos de esta clave: retire antes el anterior, o espere a que caduque.');
  END IF;
  UPDATE clave_api x SET token_hash = clave_rotar.token_hash, ultimo_uso = NULL,
    token_anterior = CASE WHEN horas > 0 THEN k.token_hash END, anterior_uso = CASE WHEN horas > 0 THEN k.ultimo_uso END,
    anterior_caduca = CASE WHEN horas > 0 THEN ahora() + horas * interval '1 hour' END
  WHERE x.id = k.id
  RETURNING * INTO k;
  RETURN k;
END
$$;
