-- Leaves an order to whoever speaks with its PBX. Parameters: o. Returns: id of the job. Reads: centralita. Writes: trabajo.
CREATE OR REPLACE FUNCTION cc.orden_programar(o cc.orden) RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
  RETURN trabajo_programar(o.clase, o.id::text, jsonb_build_object('orden_id', o.id), ahora(), o.grupo_id,
    (SELECT CASE c.adaptador WHEN 'ari' THEN 'pbxlink' ELSE 'jobs' END FROM centralita c WHERE c.id = o.centralita_id),
    'centralita ' || o.centralita_id);
END
$$;
