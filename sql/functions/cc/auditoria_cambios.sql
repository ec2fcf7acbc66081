-- What an edit changed, for the audit trail: the members that differ, each as [before, after]. The version is none of them.
-- Parameters: antes, ahora, the row as jsonb. Returns: jsonb, {} when nothing differs.
CREATE OR REPLACE FUNCTION cc.auditoria_cambios(antes jsonb, ahora jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_object_agg(a.key, jsonb_build_array(antes -> a.key, a.value)), '{}')
    FROM jsonb_each(ahora) a
    WHERE a.key <> 'version' AND a.value IS DISTINCT FROM antes -> a.key);
END
$$;
