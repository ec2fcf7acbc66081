-- Matrix (a), event × state → action, as the fold does it: each history of cc.matriz_historias is folded, then folded again
-- with each event of cc.matriz_sucesos 20 s later, and what changed is read off. Nothing here says what should happen.
-- Returns rows: direccion, historia (the events before), estado, evento, siguiente; resultado and es_perdida, of a call that is
--   over (in opening hours); efectos, among mostrar, fijar, ocultar (the popups, cc.llamada_tarjetas), cerrar_llamada (the job that
--   ends it 5 s later), seguimiento (a call to return), hablado (nothing to return any more). Reads: nothing that is stored.
CREATE OR REPLACE FUNCTION cc.matriz_estados() RETURNS TABLE (direccion text, historia text[], estado text, evento text,
  siguiente text, resultado text, es_perdida boolean, efectos text[])
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
DECLARE
  h record;
  s record;
  hechos cc.hecho[];
  previo cc.cambio;
  k cc.cambio;
BEGIN
  FOR h IN SELECT * FROM matriz_historias() ORDER BY orden LOOP
    hechos := ARRAY(
      SELECT matriz_hecho(e.n::int, x.tipo, x.datos || CASE e.n WHEN 1 THEN jsonb_build_object('direccion', h.direccion,
        CASE h.direccion WHEN 'saliente' THEN 'destino' ELSE 'origen' END, '699000111') ELSE '{}' END)
      FROM unnest('{llamada.ofrecida}'::text[] || h.eventos) WITH ORDINALITY e (evento, n) JOIN matriz_sucesos() x ON x.evento = e.evento
      ORDER BY e.n);
    previo := matriz_plegar(hechos);
    FOR s IN SELECT * FROM matriz_sucesos() LOOP
      k := matriz_plegar(hechos || matriz_hecho(cardinality(hechos) + 1, s.tipo, s.datos));
      k.antes := previo.ahora;
      k.antes_tramos := previo.ahora_tramos;
      direccion := h.direccion;
      historia := h.eventos;
      estado := (k.antes).estado;
      evento := s.evento;
      siguiente := (k.ahora).estado;
      resultado := (k.ahora).resultado;
      es_perdida := (k.ahora).es_perdida;
      efectos := ARRAY(
        SELECT DISTINCT t.accion FROM llamada_tarjetas(k) t
        UNION SELECT 'cerrar_llamada' WHERE siguiente = 'cerrando' AND estado <> 'cerrando'
        UNION SELECT 'seguimiento' WHERE es_perdida AND NOT (k.antes).es_perdida
        UNION SELECT 'hablado' WHERE resultado = 'atendida' AND (k.antes).resultado IS DISTINCT FROM 'atendida'
        ORDER BY 1);
      RETURN NEXT;
    END LOOP;
  END LOOP;
END $$;
