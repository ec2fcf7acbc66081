-- The rules of click-to-call of a group or of one of its clinics: shape `reglas_llamar` of app/INTERFACES.md §3.
-- Parameters: grupo; clinica, NULL: the group's own. Returns: json. Reads: grupo, clinica.
CREATE OR REPLACE FUNCTION cc.llamar_reglas_json(grupo bigint, clinica bigint) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object('clinica_id', clinica, 'version', x.version, 'propias', coalesce(x.ajustes -> 'llamar', '{}'),
      'vigentes', llamar_ajustes(llamar_reglas_json.grupo, clinica))
    FROM (SELECT g.version, g.ajustes FROM grupo g WHERE g.id = llamar_reglas_json.grupo AND clinica IS NULL
          UNION ALL SELECT c.version, c.ajustes FROM clinica c WHERE c.id = clinica) x);
END
$$;
