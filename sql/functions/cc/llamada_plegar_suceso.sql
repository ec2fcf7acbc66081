-- What a step of a leg says of its call: an agent's phone that rings or is answered ends the mailbox; an answer ends the
-- waiting, the parking and a blind transfer.
-- Parameters: p, the call; t, the leg after the step; tipo, of the fact. Returns: the call. Reads: nothing.
CREATE OR REPLACE FUNCTION cc.llamada_plegar_suceso(p cc.pliegue, t cc.pliegue_tramo, tipo text) RETURNS cc.pliegue
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF tipo NOT IN ('tramo.suena', 'tramo.contesta') OR t.rol NOT IN ('agente', 'externo') THEN
    RETURN p;
  ELSIF t.clave = p.contraparte THEN
    p.contraparte_hablo := p.contraparte_hablo OR tipo = 'tramo.contesta';
    RETURN p;
  END IF;
  p.buzon_abierto := false;
  IF tipo = 'tramo.contesta' THEN
    p.atiende := t.clave;
    p.en_cola := false;
    p.aparcada := false;
    p.transferencia := nullif(p.transferencia, 'ciega');
  END IF;
  RETURN p;
END $$;
