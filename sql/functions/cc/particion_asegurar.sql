-- Sees to it that raw deliveries of this month and the next ones find a partition of their own (evento_pbx_2026_03, by
-- month of UTC). A month whose rows have already come to rest in the default partition stays there.
-- Parameters: meses, how many months ahead. Returns: how many partitions were made. Errors: 55P03 when the table is busy.
-- Reads: evento_pbx_resto, the catalog. Writes: partitions of evento_pbx.
CREATE OR REPLACE FUNCTION cc.particion_asegurar(meses int) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  mes timestamp;
  nombre text;
  hechas int := 0;
BEGIN
  FOR mes IN
    SELECT date_trunc('month', ahora() AT TIME ZONE 'UTC') + make_interval(months => m) FROM generate_series(0, meses) m
  LOOP
    nombre := to_char(mes, '"evento_pbx_"YYYY_MM');
    CONTINUE WHEN to_regclass('cc.' || nombre) IS NOT NULL
      OR EXISTS (SELECT FROM evento_pbx_resto r
                 WHERE r.recibido >= mes AT TIME ZONE 'UTC'
                   AND r.recibido < (mes + interval '1 month') AT TIME ZONE 'UTC');
    EXECUTE format('CREATE TABLE cc.%I PARTITION OF evento_pbx FOR VALUES FROM (%L) TO (%L)', nombre,
                   mes AT TIME ZONE 'UTC', (mes + interval '1 month') AT TIME ZONE 'UTC');
    hechas := hechas + 1;
  END LOOP;
  RETURN hechas;
END
$$;
