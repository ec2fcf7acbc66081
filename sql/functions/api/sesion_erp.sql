-- POST /sesion/erp: the ERP's backend names one of its users and gets a code, good for 60 s and once, that their browser changes
-- for a session (api.sesion_canje). Only for people who are here already, under the same `usuario`; nobody is created.
-- A key of some clinics opens sessions of people of those clinics alone: a session shows all of its person's clinics.
-- Parameters: codigo_hash, SHA-256 of the code that the worker made; origen, of the page that will change it, one of ours as
--   the worker has seen; cuerpo {usuario, origen, extension: its number, where they sit}.
-- Returns: 201 {caduca}; the worker adds the code. Errors: CC401; CC403 not a key; CC404 nobody, no such extension; CC409 several
--   extensions of that number; CC422.
-- Reads: agente, agente_clinica, extension. Writes: sesion_codigo, auditoria.
CREATE OR REPLACE FUNCTION api.sesion_erp(credencial bytea, contexto jsonb, codigo_hash bytea, origen text, cuerpo jsonb)
RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  VALE CONSTANT interval := '60 seconds';
  q quien := autenticar(credencial, contexto, 'administrador', 'sesion:crear');
  persona bigint;
  sillas bigint[];
BEGIN
  IF q.clave_id IS NULL THEN
    PERFORM problema('CC403', 'Esto lo pide el ERP, con su clave.');
  END IF;
  PERFORM problema_cuerpo(cuerpo, '{"usuario": {"es": "texto", "min": 1, "max": 128, "falta": false},
    "origen": {"es": "texto", "max": 200}, "extension": {"es": "texto", "min": 1, "max": 32}}');
  SELECT a.id INTO persona FROM agente a
  WHERE a.grupo_id = q.grupo_id AND a.usuario = lower(btrim(cuerpo ->> 'usuario')) AND a.activo
    AND EXISTS (SELECT FROM agente_clinica ac WHERE ac.agente_id = a.id)
    AND NOT EXISTS (SELECT FROM agente_clinica ac WHERE ac.agente_id = a.id AND ac.clinica_id <> ALL (q.clinicas));
  IF persona IS NULL THEN
    PERFORM problema_campo('usuario', 'No hay nadie con ese usuario en las clínicas de la clave. Hay que crearlo antes, con el mismo nombre de usuario.', 'CC404');
  END IF;
  IF cuerpo ->> 'extension' IS NOT NULL THEN
    sillas := ARRAY(
      SELECT e.id FROM extension e JOIN agente_clinica ac ON ac.clinica_id = e.clinica_id AND ac.agente_id = persona
      WHERE e.numero = btrim(cuerpo ->> 'extension') AND e.activa);
    IF sillas = '{}' THEN
      PERFORM problema_campo('extension', 'No existe esa extensión en las clínicas de esa persona.', 'CC404');
    ELSIF cardinality(sillas) > 1 THEN
      PERFORM problema_campo('extension', 'Hay varias extensiones con ese número: que la persona elija su puesto.', 'CC409');
    END IF;
  END IF;

  INSERT INTO sesion_codigo (codigo_hash, grupo_id, agente_id, clave_api_id, extension_id, origen, caduca)
  VALUES (sesion_erp.codigo_hash, q.grupo_id, persona, q.clave_id, sillas[1], sesion_erp.origen, ahora() + VALE);
  PERFORM quien_audita(q, contexto, 'sesion.codigo', 'agente', persona);
  RETURN ROW(201, NULL, json_build_object('caduca', ahora() + VALE))::api.respuesta;
END
$$;
REVOKE ALL ON FUNCTION api.sesion_erp(bytea, jsonb, bytea, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.sesion_erp(bytea, jsonb, bytea, text, jsonb) TO cc_api;
