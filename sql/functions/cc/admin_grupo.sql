-- The group that an administrator's command names, for commands that create something in it.
-- Parameters: argumentos, with member `grupo` (id). Returns: the id. Errors: CC422 when absent, CC404 when there is none.
-- Reads: grupo. Writes: nothing.
CREATE OR REPLACE FUNCTION cc.admin_grupo(argumentos jsonb) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
  grupo bigint := (argumentos ->> 'grupo')::bigint;
BEGIN
  IF grupo IS NULL THEN
    RAISE EXCEPTION 'Falta --grupo: el identificador que da «cc-admin grupo listar».' USING ERRCODE = 'CC422';
  END IF;
  IF NOT EXISTS (SELECT FROM cc.grupo g WHERE g.id = grupo) THEN
    RAISE EXCEPTION 'No hay ningún grupo %.', grupo USING ERRCODE = 'CC404';
  END IF;
  RETURN grupo;
END
$$;
