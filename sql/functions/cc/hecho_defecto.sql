-- What is wrong with one canonical event, in a word for the installer; NULL when it can become a fact. Its moment is
-- checked where it is read (cc.hecho_leer).
-- Parameters: evento, as the adapter handed it over, without empty members. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.hecho_defecto(evento jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE
    WHEN evento ? '_error' THEN left(evento ->> '_error', 120)
    WHEN coalesce(octet_length(evento ->> 'tipo'), 0) NOT BETWEEN 1 AND 64 OR evento ->> 'tipo' ~ '^(cierre|peticion)\.' THEN 'tipo'
    WHEN coalesce(octet_length(evento ->> 'llamada'), 0) NOT BETWEEN 1 AND 128 THEN 'llamada'
    WHEN octet_length(evento ->> 'tramo') > 128 THEN 'tramo'
    WHEN evento ->> 'secuencia' !~ '^-?\d{1,18}$' THEN 'secuencia'
    WHEN evento ->> 'causa' !~ '^\d{1,5}$' THEN 'causa'
    WHEN evento ->> 'duracion_s' !~ '^\d{1,7}$' THEN 'duracion_s'
    WHEN evento ->> 'rol' NOT IN ('agente', 'externo', 'buzon', 'ivr') THEN 'rol'
    WHEN evento ->> 'direccion' NOT IN ('entrante', 'saliente', 'interna') THEN 'direccion'
    WHEN evento ->> 'colgo' NOT IN ('paciente', 'agente', 'centralita') THEN 'colgo'
    WHEN octet_length(evento ->> 'extension') > 32 THEN 'extension'
    WHEN evento ->> 'tipo' = 'llamada.alias' AND coalesce(octet_length(evento ->> 'alias'), 0) NOT BETWEEN 1 AND 128 THEN 'alias'
  END;
END $$;
