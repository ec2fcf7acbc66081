-- A PBX has spoken. Written once a second at most, and never waited for: its deliveries must not queue on one row. What could
-- not be understood is always counted.
-- Parameters: pbx; defectos, desconocidos of this delivery. Reads: centralita_salud. Writes: centralita_salud.
CREATE OR REPLACE FUNCTION cc.centralita_latido(pbx bigint, defectos int, raros int) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF defectos = 0 AND raros = 0
     AND EXISTS (SELECT FROM centralita_salud s WHERE s.centralita_id = pbx AND s.ultimo_evento > ahora() - interval '1 second') THEN
    RETURN;
  ELSIF defectos + raros > 0 OR pg_try_advisory_xact_lock(hashtextextended('salud ' || pbx, 0)) THEN
    INSERT INTO centralita_salud AS s (centralita_id, ultimo_evento, cuarentena, desconocidos) VALUES (pbx, ahora(), defectos, raros)
    ON CONFLICT (centralita_id) DO UPDATE SET ultimo_evento = greatest(s.ultimo_evento, excluded.ultimo_evento),
      cuarentena = s.cuarentena + excluded.cuarentena, desconocidos = s.desconocidos + excluded.desconocidos;
  END IF;
END $$;
