-- Holds a user name against what one may be written with. Parameters: usuario, NULL where it stays. Errors: CC422.
CREATE OR REPLACE FUNCTION cc.agente_usuario_comprobar(usuario text) RETURNS void
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF lower(btrim(usuario)) !~ '^[a-z0-9._@+-]{2,80}$' THEN
    PERFORM problema_campo('usuario', 'De 2 a 80 letras sin acentos, cifras y . _ @ + -');
  END IF;
END
$$;
