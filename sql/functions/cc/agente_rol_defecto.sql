-- Why somebody may not give a role, or take it away, in a clinic that they administer; NULL when they may. Nobody gives more
-- than they have: an administrador is no delegado, a key is neither; the command line is the installation's owner.
-- Parameters: q, of cc.autenticar or cc.admin_quien; rol. Returns: text, Spanish.
CREATE OR REPLACE FUNCTION cc.agente_rol_defecto(q cc.quien, rol text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE
    WHEN coalesce(q.agente_id, q.clave_id) IS NULL THEN NULL
    WHEN rol = 'delegado' THEN 'El delegado de protección de datos se nombra y se quita con cc-admin.'
    WHEN rol = 'administrador' AND q.clave_id IS NOT NULL THEN 'Una clave no puede dar ni quitar el papel de administrador.'
  END;
END
$$;
