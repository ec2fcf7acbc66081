-- The outcome of a finished call that we asked for, where the facts of the PBX do not say it all: it said nothing (the order was
-- refused, taken back or lost; a person who dialled by hand told the result), or the agent gave up before anybody answered.
-- Parameters: l, the row, its outcome by the fold; pedida, of cc.llamada_plegar_peticion. Returns: the row. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_proyectar_peticion(l cc.llamada, pedida jsonb) RETURNS cc.llamada
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  sola constant boolean := (pedida -> 'sola')::boolean;
BEGIN
  IF l.estado <> 'finalizada' OR l.resultado = 'atendida' THEN
    l.estado := CASE l.estado WHEN 'recibida' THEN 'solicitada' ELSE l.estado END; -- an internal one
    RETURN l;
  ELSIF pedida ->> 'resultado' IS NOT NULL AND (sola OR l.resultado = 'incierta') THEN
    l.resultado := pedida ->> 'resultado';
    l.fuente := 'manual';
    IF l.resultado = 'atendida' THEN
      l.contestada := coalesce(l.contestada, l.inicio);
      l.conversacion_s := coalesce((pedida ->> 'duracion_s')::int, 0);
      l.fin := greatest(l.fin, l.inicio + make_interval(secs => l.conversacion_s));
      l.espera_s := 0;
    END IF;
  ELSIF pedida ->> 'estado' = 'anulada'
     OR (pedida -> 'cancelada')::boolean AND (sola OR l.resultado IN ('agente_no_descolgo', 'no_contesta', 'fallida', 'incierta')) THEN
    l.resultado := 'cancelada';
    l.colgo := 'agente';
  ELSIF sola THEN
    l.resultado := CASE WHEN pedida ->> 'estado' <> 'rechazada' THEN 'incierta'
                        WHEN pedida ->> 'motivo' = 'numero_erroneo' THEN 'numero_erroneo' ELSE 'fallida' END;
  END IF;
  RETURN l;
END $$;
