-- Makes an API key, for a route and for the command line.
-- Parameters: grupo; nombre; ambitos; clinicas, ids or NULL for all of the group; caduca, or NULL; token_hash; agente, who makes it.
-- Returns: clave_api. Errors: CC409 the group has LIMITE live ones; CC422. Reads: clinica. Writes: clave_api.
CREATE OR REPLACE FUNCTION cc.clave_hacer(grupo bigint, nombre text, ambitos text[], clinicas bigint[], caduca timestamptz,
  token_hash bytea, agente bigint) RETURNS cc.clave_api
LANGUAGE plpgsql AS $$
DECLARE
  LIMITE CONSTANT int := 100;
  conocidos CONSTANT text[] := ARRAY(SELECT a.ambito FROM clave_ambitos() a);
  k clave_api;
BEGIN
  IF NOT ambitos <@ conocidos OR cardinality(ambitos) = 0 THEN
    PERFORM problema_campo('ambitos', format('Ámbitos posibles: %s.', array_to_string(conocidos, ', ')));
  ELSIF caduca <= ahora() THEN
    PERFORM problema_campo('caduca', 'Ya ha pasado.');
  ELSIF clinicas = '{}' OR EXISTS (
      SELECT FROM unnest(clinicas) c WHERE NOT EXISTS (SELECT FROM clinica x WHERE x.id = c AND x.grupo_id = grupo)) THEN
    PERFORM problema_campo('clinicas', 'Hay una clínica que no existe.', 'CC404');
  ELSIF (SELECT count(*) FROM clave_api x
         WHERE x.grupo_id = grupo AND x.revocada IS NULL AND (x.caduca IS NULL OR x.caduca > ahora())) >= LIMITE THEN
    PERFORM problema('CC409', format('Ya hay %s claves en uso: revoque las que sobren.', LIMITE));
  END IF;
  INSERT INTO clave_api (grupo_id, nombre, token_hash, ambitos, clinicas, caduca, agente_id, creada)
  VALUES (grupo, btrim(nombre), token_hash, ARRAY(SELECT DISTINCT a FROM unnest(ambitos) a ORDER BY a),
          CASE WHEN clinicas IS NOT NULL THEN ARRAY(SELECT DISTINCT c FROM unnest(clinicas) c ORDER BY c) END, caduca, agente, ahora())
  RETURNING * INTO k;
  RETURN k;
END
$$;
