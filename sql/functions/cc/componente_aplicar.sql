-- Lets the calls of some components become what their facts say, and what changes take effect. The last thing that a
-- transaction does: it ends by taking the clinics' next seq, and a flow stays locked until the commit.
-- Parameters: componentes, locked by the caller (cc.hecho_guardar). Reads and writes: as cc.llamada_proyectar and
--   cc.llamada_efectos.
CREATE OR REPLACE FUNCTION cc.componente_aplicar(componentes bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  componente bigint;
  cambios cc.cambio[] := '{}';
BEGIN
  FOREACH componente IN ARRAY componentes LOOP
    cambios := cambios || llamada_proyectar(componente);
  END LOOP;
  IF cambios <> '{}' THEN
    PERFORM llamada_efectos(cambios);
  END IF;
END $$;
