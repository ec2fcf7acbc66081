-- The caller id: the line asked for; else one that may be shown, of the clinic on whose behalf, the preferred one first, else of
-- the seat's clinic. None: the centralita shows its own.
-- Parameters: q, of cc.autenticar; p; pedida, id or NULL. Returns: id. Errors: CC404. Reads: linea, extension.
CREATE OR REPLACE FUNCTION cc.llamar_linea(q cc.quien, p cc.peticion, pedida bigint) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF pedida IS NOT NULL THEN
    IF NOT EXISTS (SELECT FROM linea l WHERE l.id = pedida AND l.grupo_id = q.grupo_id AND l.clinica_id = ANY (q.clinicas)) THEN
      PERFORM problema_campo('linea_id', 'No existe esa línea.', 'CC404');
    END IF;
    RETURN pedida;
  END IF;
  RETURN (
    SELECT l.id FROM linea l
    WHERE l.centralita_id = p.centralita_id AND l.saliente AND l.activa AND NOT p.interna
      AND (l.clinica_id = p.clinica_id OR l.clinica_id = (SELECT e.clinica_id FROM extension e
                                                          WHERE e.centralita_id = p.centralita_id AND e.numero = p.extension))
    ORDER BY l.clinica_id = p.clinica_id DESC, l.preferida DESC, l.id LIMIT 1);
END
$$;
