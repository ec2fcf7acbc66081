-- The person whom a command names. Parameters: argumentos {usuario}. Returns: agente. Errors: CC404. Reads: agente.
CREATE OR REPLACE FUNCTION cc.admin_agente(argumentos jsonb) RETURNS cc.agente
LANGUAGE plpgsql STABLE AS $$
DECLARE
  a agente;
BEGIN
  SELECT x.* INTO a FROM agente x WHERE x.usuario = lower(argumentos ->> 'usuario');
  IF NOT FOUND THEN
    PERFORM problema('CC404', 'No hay ningún agente con ese usuario.');
  END IF;
  RETURN a;
END
$$;
