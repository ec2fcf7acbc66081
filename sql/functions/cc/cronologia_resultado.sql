-- Why a call counts as it does, in one Spanish sentence. Parameters: l, a call with a resultado. Returns: text.
-- Reads: tramo.
CREATE OR REPLACE FUNCTION cc.cronologia_resultado(l cc.llamada) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  sonaron text := (
    SELECT string_agg(DISTINCT t.extension, ', ') FROM tramo t
    WHERE t.llamada_id = l.id AND t.rol = 'agente' AND t.sono IS NOT NULL);
  esperado text := coalesce(' tras ' || l.espera_s || ' s', '');
BEGIN
  RETURN CASE WHEN l.es_perdida THEN 'Consta como perdida: ' ELSE '' END || CASE l.resultado
    WHEN 'bloqueada' THEN 'El número está bloqueado: no sonó'
    WHEN 'atendida' THEN 'Atendida' || esperado
    WHEN 'desviada' THEN 'Se desvió y contestó un número de fuera'
    WHEN 'buzon_con_mensaje' THEN 'dejó un mensaje en el buzón de voz'
    WHEN 'fuera_de_horario' THEN 'llegó fuera de horario'
    WHEN 'abandonada_corta' THEN 'Colgó enseguida' || esperado || ': no cuenta como perdida'
    WHEN 'buzon_sin_mensaje' THEN 'llegó al buzón de voz y no dejó mensaje'
    WHEN 'abandonada_en_ivr' THEN 'colgó en el menú' || esperado
    WHEN 'perdida_sin_agentes' THEN 'no llegó a sonar en ningún teléfono'
    WHEN 'abandonada_en_cola' THEN 'colgó en la cola' || esperado
    WHEN 'perdida_sin_respuesta' THEN 'sonó' || coalesce(' en ' || sonaron, '') || ' y nadie contestó' || esperado
    WHEN 'contestador' THEN 'Saltó un contestador'
    WHEN 'ocupado' THEN 'Comunicaba'
    WHEN 'rechazada' THEN 'Rechazó la llamada'
    WHEN 'numero_erroneo' THEN 'El número no existe'
    WHEN 'no_contesta' THEN 'No contestó'
    WHEN 'cancelada' THEN 'Se colgó antes de que contestara'
    WHEN 'agente_no_descolgo' THEN 'Nuestro teléfono no se descolgó: no se llegó a llamar'
    WHEN 'fallida' THEN 'La centralita no pudo hacer la llamada'
    WHEN 'incierta' THEN 'La centralita no supo decir qué pasó'
    WHEN 'interna' THEN 'Llamada interna'
    ELSE l.resultado END;
END
$$;
