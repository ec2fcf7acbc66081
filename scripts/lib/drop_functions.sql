-- Drops every function of schemas cc and api that sql/functions will create again, so that one whose file has gone or
-- whose parameters changed does not stay. Kept are those of extensions and those that a table, an index, a domain or a
-- trigger stands on: they belong to the migrations.

DO $$
DECLARE
  lista text;
BEGIN
  SELECT string_agg(p.oid::regprocedure::text, ', ') INTO lista
  FROM pg_proc p
  WHERE p.pronamespace IN (to_regnamespace('cc'), to_regnamespace('api'))
    AND NOT EXISTS (
      SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    AND NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.refclassid = 'pg_proc'::regclass AND d.refobjid = p.oid AND d.classid <> 'pg_proc'::regclass);
  IF lista IS NOT NULL THEN
    EXECUTE 'DROP ROUTINE ' || lista;
  END IF;
END
$$;
