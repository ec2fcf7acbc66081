-- To whom the card of a call went when extensions began to ring or were answered, and why it did not, in Spanish.
-- Parameters: x, the `datos` of a decision of rule tarjeta; con_nombres, whether people may be named. Returns: text.
-- Reads: agente.
CREATE OR REPLACE FUNCTION cc.porque_tarjeta(x jsonb, con_nombres boolean) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  salio boolean;
  lugares text;
BEGIN
  IF x ->> 'tarjeta' = 'ninguna' THEN
    RETURN 'No salió la ficha: ' || CASE WHEN (x -> 'bloqueado')::boolean THEN 'el número está bloqueado'
      WHEN x ->> 'quien' = 'interno' THEN 'es una llamada interna' ELSE 'la clínica no la quiere para estas llamadas' END;
  END IF;
  SELECT coalesce(bool_or(s.hay), false), string_agg(s.donde, '; ' ORDER BY s.hay DESC NULLS LAST, s.n, s.donde)
    INTO salio, lugares
  FROM (
    SELECT e.n, (a.v -> 'conectado')::boolean AS hay, CASE
      WHEN NOT (e.v -> 'conocida')::boolean THEN format('la extensión %s no está dada de alta', e.v ->> 'extension')
      WHEN a.v IS NULL THEN format('en la %s no había nadie sentado', e.v ->> 'extension')
      WHEN (a.v -> 'conectado')::boolean THEN format('a %s, en la %s', q.nombre, e.v ->> 'extension')
      ELSE format('%s, en la %s, no tenía ninguna pantalla conectada', q.nombre, e.v ->> 'extension') END AS donde
    FROM jsonb_array_elements(x -> 'extensiones') WITH ORDINALITY e (v, n)
      LEFT JOIN LATERAL jsonb_array_elements(e.v -> 'agentes') a (v) ON true
      LEFT JOIN LATERAL (SELECT CASE WHEN con_nombres THEN g.nombre ELSE 'quien estaba' END AS nombre
                         FROM agente g WHERE g.id = (a.v -> 'id')::bigint) q ON true) s;
  RETURN CASE WHEN salio THEN 'La ficha salió ' ELSE 'No salió la ficha: ' END || lugares;
END $$;
