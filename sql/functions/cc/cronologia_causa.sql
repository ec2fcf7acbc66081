-- A cause of release (ITU-T Q.850, table 1) in Spanish. Parameters: causa. Returns: text, NULL for none.
CREATE OR REPLACE FUNCTION cc.cronologia_causa(causa int) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE
    WHEN causa IS NULL OR causa IN (0, 127) THEN NULL
    WHEN causa = 1 THEN 'el número no existe'
    WHEN causa = 16 THEN 'fin normal'
    WHEN causa = 17 THEN 'comunica'
    WHEN causa IN (18, 19) THEN 'no contesta'
    WHEN causa = 20 THEN 'apagado o fuera de cobertura'
    WHEN causa = 21 THEN 'rechazada'
    WHEN causa = 22 THEN 'el número ha cambiado'
    WHEN causa = 26 THEN 'contestada en otro teléfono'
    WHEN causa = 27 THEN 'el destino no funciona'
    WHEN causa = 28 THEN 'número incompleto'
    WHEN causa IN (34, 42, 44) THEN 'líneas ocupadas'
    WHEN causa IN (38, 41) THEN 'fallo de la red'
    ELSE 'causa ' || causa END;
END
$$;
