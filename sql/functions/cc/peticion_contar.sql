-- A person tells how a call went that they dialled by hand: that ends it, once.
-- Parameters: q, of cc.autenticar; l, locked after its component; cuerpo {resultado, duracion_s}. Returns: whether they told.
-- Errors: CC409 no such call, or it is over; CC422 a duration without a conversation. Reads: orden. Writes: as cc.peticion_decir.
CREATE OR REPLACE FUNCTION cc.peticion_contar(q cc.quien, l cc.llamada, cuerpo jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  o cc.orden;
BEGIN
  IF cuerpo ->> 'resultado' IS NULL AND cuerpo ->> 'duracion_s' IS NULL THEN
    RETURN false;
  ELSIF l.peticion_modo IS DISTINCT FROM 'tel' AND l.centralita_id IS NOT NULL THEN
    PERFORM problema_campo('resultado', 'Cómo fue esa llamada lo dice la centralita.', 'CC409');
  ELSIF l.peticion_modo IS DISTINCT FROM 'tel' OR l.peticion_estado = 'resuelta' OR l.estado = 'finalizada' AND l.peticion_estado <> 'incierta' THEN
    PERFORM problema_campo('resultado', 'Ya se dijo cómo fue esa llamada.', 'CC409');
  ELSIF (cuerpo ->> 'duracion_s')::int > 0 AND cuerpo ->> 'resultado' IS DISTINCT FROM 'atendida' THEN
    PERFORM problema_campo('duracion_s', 'Solo dura una llamada atendida.');
  END IF;
  SELECT x.* INTO o FROM orden x WHERE x.peticion = l.peticion FOR UPDATE;
  PERFORM trabajo_anular('peticion_vence', o.id::text);
  PERFORM peticion_decir(o, 'resuelta', jsonb_build_object('resultado', cuerpo ->> 'resultado', 'duracion_s', cuerpo -> 'duracion_s'));
  RETURN true;
END
$$;
