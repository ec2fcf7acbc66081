-- Another day or name of a holiday.
-- Parameters: q, of who may; contexto (`si_coincide`); id; cuerpo {dia, nombre}. Returns: festivo.
-- Errors: CC404, CC409 that day is a holiday already, CC412, CC428, CC422. Writes: festivo, auditoria.
CREATE OR REPLACE FUNCTION cc.festivo_editar(q cc.quien, contexto jsonb, id bigint, cuerpo jsonb) RETURNS cc.festivo
LANGUAGE plpgsql AS $$
DECLARE
  antes festivo := quien_festivo(q, festivo_editar.id);
  f festivo;
BEGIN
  PERFORM problema_cuerpo(cuerpo, '{"dia": {"es": "fecha"}, "nombre": {"es": "texto", "max": 80}}');
  PERFORM problema_version(contexto, antes.version);
  BEGIN
    UPDATE festivo x SET dia = coalesce((cuerpo ->> 'dia')::date, x.dia), nombre = coalesce(btrim(cuerpo ->> 'nombre'), x.nombre),
      version = x.version + 1
    WHERE x.id = antes.id
    RETURNING x.* INTO f;
  EXCEPTION WHEN unique_violation THEN
    PERFORM problema_campo('dia', 'Ese día ya es festivo.', 'CC409');
  END;
  PERFORM quien_audita(q, contexto, 'festivo.editar', 'festivo', f.id, auditoria_cambios(to_jsonb(antes), to_jsonb(f)));
  RETURN f;
END
$$;
