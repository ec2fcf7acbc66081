-- The roles of a command, "ID:rol" each, as the API writes them. Parameters: papeles, array of texts.
-- Returns: array of {clinica_id, rol}. Errors: CC422.
CREATE OR REPLACE FUNCTION cc.admin_papeles(papeles jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  malo text := (SELECT min(p) FROM jsonb_array_elements_text(papeles) p WHERE p !~ '^[0-9]{1,15}:(agente|supervisor|administrador|delegado)$');
BEGIN
  IF malo IS NOT NULL THEN
    PERFORM problema('CC422', format('No se entiende «%s». Se escribe --clinica ID:rol, con rol agente, supervisor, administrador o delegado.', malo));
  END IF;
  RETURN (SELECT jsonb_agg(jsonb_build_object('clinica_id', split_part(p, ':', 1)::bigint, 'rol', split_part(p, ':', 2)) ORDER BY n)
          FROM jsonb_array_elements_text(papeles) WITH ORDINALITY x (p, n));
END
$$;
