-- Notes that a delivery was refused before it was read (signature, clock): counted per centralita, its body is not kept.
-- Parameters: centralita; contexto; motivo, a word of the adapter; cabeceras {"content-type", "metodo", "credenciales": names};
--   bytes, of its body. Returns: 204. Errors: none. Writes: centralita_salud, and as cc.entrega_apartar.
CREATE OR REPLACE FUNCTION api.evento_pbx_rechazado(centralita bigint, contexto jsonb, motivo text, cabeceras jsonb, bytes int)
RETURNS api.respuesta
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM entrega_apartar(c.id, 'rechazada', left(motivo, 200), cabeceras, bytes, contexto ->> 'peticion')
  FROM centralita c WHERE c.id = evento_pbx_rechazado.centralita;
  INSERT INTO centralita_salud AS s (centralita_id, rechazados, ultimo_rechazo, ultimo_motivo)
  SELECT c.id, 1, ahora(), left(motivo, 200) FROM centralita c WHERE c.id = evento_pbx_rechazado.centralita
  ON CONFLICT (centralita_id) DO UPDATE SET rechazados = s.rechazados + 1, ultimo_rechazo = excluded.ultimo_rechazo,
    ultimo_motivo = excluded.ultimo_motivo;
  RETURN (204, NULL::jsonb, NULL::json);
END $$;
REVOKE ALL ON FUNCTION api.evento_pbx_rechazado(bigint, jsonb, text, jsonb, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.evento_pbx_rechazado(bigint, jsonb, text, jsonb, int) TO cc_api, cc_pbxlink;
