-- Closes a clinic for good: its calls, people and hours stay. Parameters: q, of who may; contexto; id. Returns: clinica.
-- Errors: those of cc.clinica_editar. Writes: clinica, auditoria.
CREATE OR REPLACE FUNCTION cc.clinica_quitar(q cc.quien, contexto jsonb, id bigint) RETURNS cc.clinica
LANGUAGE plpgsql AS $$
BEGIN
  RETURN clinica_editar(q, contexto || '{"si_coincide": "*"}', clinica_quitar.id, '{"activa": false}');
END
$$;
