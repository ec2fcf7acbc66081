-- The answer to a click-to-call: `llamada`, and how it is dialled: `modo`, and the address of the telephone for one that a
-- person dials. Parameters: id, of the call; p. Returns: 202; Location, ETag. Reads: what cc.llamada_respuesta reads.
CREATE OR REPLACE FUNCTION cc.llamar_respuesta(id bigint, p cc.peticion) RETURNS api.respuesta
LANGUAGE plpgsql STABLE AS $$
DECLARE
  r api.respuesta := llamada_respuesta(201, id);
BEGIN
  r.estado := 202;
  r.cuerpo := (r.cuerpo::jsonb || jsonb_build_object('modo', p.modo, 'tel', CASE p.modo WHEN 'tel' THEN 'tel:' || p.numero END))::json;
  RETURN r;
END
$$;
