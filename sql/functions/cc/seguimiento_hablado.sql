-- When somebody last spoke with a number, in the clinics that share this one's patients. Parameters: grupo; clave, the number;
-- clinica, NULL: in all of them, where they share. Returns: the moment, NULL for never. Reads: llamada, grupo.
CREATE OR REPLACE FUNCTION cc.seguimiento_hablado(grupo bigint, clave text, clinica bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(l.contestada, l.inicio) FROM llamada l JOIN grupo g ON g.id = l.grupo_id
    WHERE l.grupo_id = grupo AND l.numero = clave AND l.resultado IN ('atendida', 'desviada') AND l.fusionada_en IS NULL
      AND (g.pacientes_compartidos OR l.clinica_id = clinica)
    ORDER BY l.inicio DESC LIMIT 1);
END $$;
