-- The day is an ordinary one again. Parameters: q, of who may; contexto; id. Errors: CC404. Writes: festivo, auditoria.
CREATE OR REPLACE FUNCTION cc.festivo_quitar(q cc.quien, contexto jsonb, id bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  f festivo := quien_festivo(q, festivo_quitar.id);
BEGIN
  PERFORM quien_audita(q, contexto, 'festivo.quitar', 'festivo', f.id, jsonb_build_object('dia', f.dia, 'nombre', f.nombre));
  DELETE FROM festivo x WHERE x.id = f.id;
END
$$;
