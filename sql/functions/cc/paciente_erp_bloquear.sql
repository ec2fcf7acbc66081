-- Makes two that change the same patient of the ERP wait for each other, and whoever concerns one of their numbers: those
-- that they have and those that come. In one order everywhere: references, then numbers, then rows.
-- Parameters: grupo; ref; numeros, as written, or NULL. Reads: paciente, paciente_telefono. Locks: advisory, to the end of
-- the transaction.
CREATE OR REPLACE FUNCTION cc.paciente_erp_bloquear(grupo bigint, ref text, numeros text[] DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(format('erp %s %s', grupo, ref), 0));
  PERFORM numero_bloquear(grupo, n.cola)
  FROM (
    SELECT DISTINCT right(regexp_replace(u.numero, '\D', '', 'g'), 9) AS cola
    FROM (
      SELECT unnest(numeros) AS numero
      UNION ALL
      SELECT t.clave FROM paciente p JOIN paciente_telefono t ON t.paciente_id = p.id AND t.hasta IS NULL
      WHERE p.grupo_id = grupo AND p.erp_ref = ref) u
    ORDER BY cola) n;
END
$$;
