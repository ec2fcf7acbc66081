-- Why a call counts as it does and why its card came up or did not, in Spanish sentences.
-- Parameters: l; con_nombres, whether people may be named. Returns: text.
-- Reads: decision, llamada, tramo, and what cc.cronologia_resultado and cc.porque_tarjeta read.
CREATE OR REPLACE FUNCTION cc.porque_frase(l cc.llamada, con_nombres boolean) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  final text := coalesce(cronologia_resultado(l), 'La llamada sigue viva: ' || replace(l.estado, '_', ' '));
  final_datos jsonb;
  fichas text;
BEGIN
  SELECT d.datos INTO final_datos FROM decision d
  WHERE d.llamada_id = l.id AND d.regla = 'resultado' AND d.datos ->> 'resultado' = l.resultado ORDER BY d.id DESC LIMIT 1;
  SELECT string_agg(t.texto, '. ' ORDER BY t.orden) INTO fichas
  FROM (
    SELECT porque_tarjeta(d.datos, con_nombres) AS texto, min(d.id) AS orden
    FROM decision d
    WHERE d.regla = 'tarjeta' AND (d.llamada_id = l.id OR d.llamada_id IN (SELECT f.id FROM llamada f WHERE f.fusionada_en = l.id))
    GROUP BY 1) t;
  RETURN format('%s%s. %s.', final,
    CASE WHEN l.resultado = 'abandonada_corta' THEN format(' (la clínica da %s s)', final_datos ->> 'abandono_corto_s')
         WHEN final_datos ->> 'seguimiento' = 'true' THEN '. Hay que devolverla'
         WHEN final_datos ->> 'seguimiento' = 'false' THEN '. La clínica no pide devolver estas llamadas'
         ELSE '' END,
    coalesce(fichas, CASE
      WHEN l.centralita_id IS NULL THEN 'No salió la ficha: se registró a mano'
      WHEN EXISTS (SELECT FROM tramo t WHERE t.llamada_id = l.id AND t.rol = 'agente' AND coalesce(t.sono, t.contesto) IS NOT NULL)
        THEN 'No salió la ficha: lo que se sabe de esos teléfonos llegó cuando la llamada ya había terminado'
      ELSE 'No salió la ficha: no llegó a sonar ninguna extensión' END));
END $$;
