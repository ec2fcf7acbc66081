-- Finds which components these ids of a PBX belong to, makes one for each new id, joins those that are aliases, and locks
-- them until the transaction ends. Ids with the same component are one call, or several calls of a re-used id.
-- Locks: the centralita, shared for a delivery about one id, else exclusive (so components are joined only while nobody
-- else is between finding one and locking it), then the components in ascending order.
-- Parameters: pbx, id of the centralita; ids; alias, pairs of ids that are one call, as two arrays of equal length.
-- Returns: the components, ascending. Reads: llamada_id. Writes: llamada_id.
CREATE OR REPLACE FUNCTION cc.componente_bloquear(pbx bigint, ids text[], alias_a text[], alias_b text[]) RETURNS bigint[]
LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE
  componentes bigint[];
  id text;
  a bigint;
  b bigint;
BEGIN
  IF cardinality(ids) > 1 THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('centralita ' || pbx, 0));
  ELSE
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('centralita ' || pbx, 0));
  END IF;
  FOREACH id IN ARRAY ids LOOP
    a := (SELECT l.componente FROM llamada_id l WHERE l.centralita_id = pbx AND l.llamada = id);
    IF a IS NULL THEN
      INSERT INTO llamada_id AS l (centralita_id, llamada, componente) VALUES (pbx, id, nextval('componente_seq'))
      ON CONFLICT (centralita_id, llamada) DO UPDATE SET componente = l.componente
      RETURNING l.componente INTO a;
    END IF;
  END LOOP;
  IF cardinality(ids) = 1 THEN
    componentes := ARRAY[a];
  ELSE
    FOR i IN 1 .. cardinality(alias_a) LOOP
      SELECT min(l.componente), max(l.componente) INTO a, b FROM llamada_id l
      WHERE l.centralita_id = pbx AND l.llamada IN (alias_a[i], alias_b[i]);
      UPDATE llamada_id l SET componente = a WHERE l.componente = b AND a <> b;
    END LOOP;
    componentes := ARRAY(SELECT DISTINCT l.componente FROM llamada_id l
                         WHERE l.centralita_id = pbx AND l.llamada = ANY (ids) ORDER BY l.componente);
  END IF;
  FOREACH a IN ARRAY componentes LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('componente ' || a, 0));
  END LOOP;
  RETURN componentes;
END $$;
