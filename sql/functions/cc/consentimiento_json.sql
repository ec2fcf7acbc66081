-- One thing that a patient said about consent, in the shape `consentimiento` of app/INTERFACES.md §3.
-- Parameters: c; vigente, whether it is what holds now. Returns: json. Reads: agente.
CREATE OR REPLACE FUNCTION cc.consentimiento_json(c cc.consentimiento, vigente boolean) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN json_build_object('id', c.id, 'finalidad', c.finalidad, 'canal', c.canal, 'valor', c.valor, 'momento', c.momento, 'origen', c.origen,
    'texto_version', c.texto_version, 'vigente', vigente, 'anotado', c.anotado,
    'agente', (SELECT json_build_object('id', a.id, 'nombre', a.nombre) FROM agente a WHERE a.id = c.agente_id));
END
$$;
