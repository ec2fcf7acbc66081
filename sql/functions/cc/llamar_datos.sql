-- What the fact `peticion.hecha` says: who calls whom, as which line, for which clinic; and which calls to that number the agent's
-- telephone had made already (`anteriores`). Parameters: q, of cc.autenticar; p. Returns: jsonb. Reads: linea, centralita,
-- llamada (index llamada_agente).
CREATE OR REPLACE FUNCTION cc.llamar_datos(q cc.quien, p cc.peticion) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN jsonb_build_object('direccion', 'saliente', 'origen', p.extension, 'destino', p.numero,
    'linea', (SELECT l.numero FROM linea l WHERE l.id = p.linea_id), 'modo', p.modo, 'agente_id', q.agente_id,
    'clinica_id', p.clinica_id, 'correlar', llamar_correlar(p.centralita_id),
    'anteriores', (SELECT jsonb_agg(l.raiz) FROM llamada l
                   WHERE l.agente_id = q.agente_id AND l.inicio > ahora() - interval '5 minutes' AND l.centralita_id = p.centralita_id
                     AND l.direccion = 'saliente' AND l.peticion IS NULL AND numero_digitos(l.numero) = numero_digitos(p.numero)));
END
$$;
