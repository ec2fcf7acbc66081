-- What speaks against this agent dialling now: no seat, a caller id that may not be shown, another call, too often, a centralita
-- that does not answer.
-- Parameters: q, of cc.autenticar; p. Returns: the first objection, NULLs when there is none.
-- Reads: extension, centralita, linea, clinica, tramo, llamada, orden, salida.
CREATE OR REPLACE FUNCTION cc.llamar_reparos_agente(q cc.quien, p cc.peticion) RETURNS cc.reparo
LANGUAGE plpgsql STABLE AS $$
DECLARE
  defecto text;
  hechas record;
BEGIN
  IF p.extension IS NULL AND EXISTS (SELECT FROM extension e WHERE e.grupo_id = q.grupo_id AND e.clinica_id = ANY (q.clinicas) AND e.activa) THEN
    RETURN ROW('sin_puesto', 409, 'Diga primero en qué teléfono está: elija su puesto.', NULL)::cc.reparo;
  ELSIF p.numero = p.extension THEN
    RETURN ROW('numero_no_valido', 422, 'Es su propia extensión.', NULL)::cc.reparo;
  END IF;
  SELECT CASE WHEN l.centralita_id IS DISTINCT FROM p.centralita_id OR NOT l.activa THEN 'Esa línea no sale por la centralita de su teléfono.'
              WHEN NOT l.saliente THEN coalesce(linea_saliente_defecto(l.clave, c.pais), 'Esa línea no puede mostrarse al llamar.')
              ELSE linea_saliente_defecto(l.clave, c.pais) END INTO defecto
  FROM linea l JOIN clinica c ON c.id = l.clinica_id WHERE l.id = p.linea_id;
  IF defecto IS NOT NULL THEN
    RETURN ROW('linea_no_permitida', 409, defecto, NULL)::cc.reparo;
  END IF;
  IF llamar_ocupado(q.agente_id) THEN
    RETURN ROW('en_otra_llamada', 409, 'Ya tiene una llamada en curso.', NULL)::cc.reparo;
  END IF;
  SELECT count(*) AS hora, max(o.creada) AS ultima INTO hechas FROM orden o
  WHERE o.agente_id = q.agente_id AND o.clase = 'originar' AND o.creada > ahora() - interval '1 hour';
  IF hechas.ultima > ahora() - make_interval(secs => (p.ajustes -> 'intervalo_s')::int) THEN
    RETURN ROW('demasiado_seguido', 429, 'Acaba de pedir otra llamada: espere un momento.', NULL)::cc.reparo;
  ELSIF hechas.hora >= (p.ajustes -> 'por_hora')::int THEN
    RETURN ROW('demasiadas_llamadas', 429, 'Ha pedido demasiadas llamadas en la última hora.', NULL)::cc.reparo;
  ELSIF p.modo = 'centralita' AND NOT centralita_disponible(p.centralita_id) THEN
    RETURN ROW('centralita_caida', 503, 'La centralita no responde ahora. Llame desde su teléfono.', NULL)::cc.reparo;
  END IF;
  RETURN NULL;
END
$$;
