-- Holds a body against the list of its members, and names all that is wrong at once; unknown members are refused.
-- Parameters: cuerpo; campos, {"member": rule}, the rules being those of cc.problema_valor, with "falta": false where
--   the member must come. JSON null counts as absent there.
-- Errors: CC400 no object; CC422 with one error for each bad member.
CREATE OR REPLACE FUNCTION cc.problema_cuerpo(cuerpo jsonb, campos jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  errores jsonb;
BEGIN
  IF cuerpo IS NULL OR jsonb_typeof(cuerpo) <> 'object' THEN
    PERFORM problema('CC400', 'El cuerpo debe ser un objeto JSON.');
  END IF;
  errores := problema_errores(cuerpo, campos, '');
  IF errores IS NOT NULL THEN
    PERFORM problema('CC422', 'Hay datos que no son válidos.', errores);
  END IF;
END
$$;
