-- The statement that reads the history newest first, without free text. How it walks: one clinic by its own index; a few
-- clinics each by its own, merged; many by the group's. A filter that selects few calls leaves the choice to the planner.
-- Parameters: f, condiciones, as in cc.historial_condiciones; clinicas, how many.
-- Returns: text, SELECT of (id, inicio, numero, paciente_id), with the parameters of cc.historial_condiciones.
CREATE OR REPLACE FUNCTION cc.historial_base(f jsonb, condiciones text, clinicas int) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  columnas CONSTANT text := 'l.id, l.inicio, l.numero, l.paciente_id';
  orden CONSTANT text := 'ORDER BY l.inicio DESC, l.id DESC LIMIT $2';
BEGIN
  RETURN CASE
    WHEN f ?| '{agente_id,paciente_id,tipificacion_id}' OR clinicas > 8 THEN format(
      'SELECT %s FROM llamada l WHERE l.grupo_id = $4 AND l.clinica_id = ANY ($1) AND %s %s', columnas, condiciones, orden)
    WHEN clinicas = 1 THEN format(
      'SELECT %s FROM llamada l WHERE l.clinica_id = $1[1] AND %s %s', columnas, condiciones, orden)
    ELSE format(
      'SELECT l.* FROM unnest($1) c (id) CROSS JOIN LATERAL (SELECT %s FROM llamada l WHERE l.clinica_id = c.id AND %s %s) l %3$s',
      columnas, condiciones, orden) END;
END
$$;
