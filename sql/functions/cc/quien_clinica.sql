-- The clinic that something new belongs to: the one asked for, else the one that it comes from, else that of the caller's
-- seat, else their only one.
-- Parameters: q, of cc.autenticar; pedida, id or NULL; origen, id or NULL. Returns: id.
-- Errors: CC404 not one of the caller's; CC422 it cannot be told. Reads: agente_extension, extension.
CREATE OR REPLACE FUNCTION cc.quien_clinica(q cc.quien, pedida bigint, origen bigint) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
  clinica bigint := coalesce(pedida, origen, (
    SELECT e.clinica_id FROM agente_extension ae JOIN extension e ON e.id = ae.extension_id
    WHERE ae.agente_id = q.agente_id AND ae.hasta IS NULL AND e.clinica_id = ANY (q.clinicas)),
    CASE WHEN cardinality(q.clinicas) = 1 THEN q.clinicas[1] END);
BEGIN
  IF clinica IS NULL THEN
    PERFORM problema_campo('clinica_id', 'Trabaja en varias clínicas: indique cuál.');
  ELSIF clinica <> ALL (q.clinicas) THEN
    PERFORM problema_campo('clinica_id', 'No existe esa clínica.', 'CC404');
  END IF;
  RETURN clinica;
END
$$;
