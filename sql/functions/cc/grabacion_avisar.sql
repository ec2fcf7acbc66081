-- There is something new to listen to: the call and the follow-ups of its number are told again, as they are now.
-- Parameters: llamada, id. Reads: seguimiento. Writes: llamada (version), evento.
CREATE OR REPLACE FUNCTION cc.grabacion_avisar(llamada bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  l llamada;
  entregas cc.entrega[];
  abierto bigint;
BEGIN
  UPDATE llamada x SET version = x.version + 1 WHERE x.id = grabacion_avisar.llamada RETURNING x.* INTO l;
  entregas := llamadas_entregas(l.id);
  FOR abierto IN
    UPDATE seguimiento s SET version = s.version + 1
    WHERE s.grupo_id = l.grupo_id AND s.clave = l.numero AND s.clinica_id = l.clinica_id AND s.clase = 'perdida' AND s.cerrado IS NULL
    RETURNING s.id
  LOOP
    entregas := entregas || seguimiento_entregas(abierto);
  END LOOP;
  PERFORM flujo_emitir(entregas);
END
$$;
