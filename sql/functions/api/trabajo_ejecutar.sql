-- Does a claimed job that is all SQL, in one transaction with saying that it is done. An error undoes both: the caller
-- then tells api.trabajo_fallo. The job's row is written last, so that locks are taken in the order of everybody else
-- (the call first), and a job asked for again meanwhile is left open.
-- Parameters: id. Returns: hecho, or nada when somebody took it back or asked for it again.
-- Errors: those of the work; 42704 for a class that is not SQL.
-- Reads: trabajo, and what the work reads. Writes: trabajo, and what the work writes.
CREATE OR REPLACE FUNCTION api.trabajo_ejecutar(id bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = cc, pg_catalog, pg_temp AS $$
DECLARE
  clase text;
  datos jsonb;
BEGIN
  SELECT t.clase, t.datos INTO clase, datos FROM trabajo t WHERE t.id = trabajo_ejecutar.id AND t.estado = 'tomado';
  CASE
    WHEN clase IS NULL THEN RETURN 'nada';
    WHEN clase = 'cerrar_llamada' THEN PERFORM llamada_cerrar_gracia((datos ->> 'llamada_id')::bigint);
    WHEN clase = 'llamada_inactiva' THEN PERFORM llamada_reaper((datos ->> 'llamada_id')::bigint);
    WHEN clase = 'llamada_retenida' THEN
      PERFORM llamada_retenida((datos ->> 'llamada_id')::bigint, (datos ->> 'desde')::timestamptz);
    WHEN clase = 'peticion_vence' THEN PERFORM peticion_vencer((datos ->> 'orden_id')::bigint);
    WHEN clase = 'promesa_vence' THEN PERFORM trabajo_promesa((datos ->> 'seguimiento_id')::bigint);
    WHEN clase = 'seguimiento_citas' THEN PERFORM seguimiento_citas();
    WHEN clase = 'centralita_silencio' THEN PERFORM centralita_silencio();
    WHEN clase = 'salida_vence' THEN PERFORM salida_emitir(datos ->> 'destino');
    WHEN clase = 'limpiar' THEN PERFORM limpiar();
    WHEN clase = 'particiones' THEN PERFORM particion_asegurar(3);
    ELSE RAISE EXCEPTION 'no SQL does jobs of class %', clase USING ERRCODE = '42704';
  END CASE;
  RETURN CASE WHEN trabajo_terminar(id) THEN 'hecho' ELSE 'nada' END;
END
$$;
REVOKE ALL ON FUNCTION api.trabajo_ejecutar(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api.trabajo_ejecutar(bigint) TO cc_jobs;
