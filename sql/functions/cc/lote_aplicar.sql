-- Writes the lines of one transaction of a bulk feed. They are written together; only where that fails, each by itself, so
-- that a bad line costs itself alone and a good feed no savepoints.
-- Parameters: q, contexto, as cc.paciente_erp_guardar; primera, the number of the first line; lineas; empty ones are skipped.
-- Returns: creados, actualizados; errores, array of cc.lote_defecto; entregas, for cc.flujo_emitir.
-- Errors: those that are not the line's fault. Writes: what cc.paciente_erp_guardar writes.
CREATE OR REPLACE FUNCTION cc.lote_aplicar(q cc.quien, contexto jsonb, primera bigint, lineas text[],
  OUT creados int, OUT actualizados int, OUT errores jsonb, OUT entregas cc.entrega[])
LANGUAGE plpgsql AS $$
DECLARE
  SUYO CONSTANT text := '^(CC4|22|23|54)';
  hecho record;
  mensaje text;
  detalle text;
BEGIN
  BEGIN
    creados := 0; actualizados := 0; errores := '[]'; entregas := '{}';
    FOR i IN 1 .. cardinality(lineas) LOOP
      CONTINUE WHEN btrim(lineas[i], E' \t\r') = '';
      hecho := lote_linea(q, contexto, lineas[i]);
      creados := creados + hecho.nuevo::int;
      actualizados := actualizados + (NOT hecho.nuevo)::int;
      entregas := entregas || hecho.entregas;
    END LOOP;
    RETURN;
  EXCEPTION WHEN OTHERS THEN
    IF SQLSTATE !~ SUYO THEN
      RAISE;
    END IF;
  END;

  creados := 0; actualizados := 0; errores := '[]'; entregas := '{}';
  FOR i IN 1 .. cardinality(lineas) LOOP
    CONTINUE WHEN btrim(lineas[i], E' \t\r') = '';
    BEGIN
      hecho := lote_linea(q, contexto, lineas[i]);
      creados := creados + hecho.nuevo::int;
      actualizados := actualizados + (NOT hecho.nuevo)::int;
      entregas := entregas || hecho.entregas;
    EXCEPTION WHEN OTHERS THEN
      GET STACKED DIAGNOSTICS mensaje = MESSAGE_TEXT, detalle = PG_EXCEPTION_DETAIL;
      IF SQLSTATE !~ SUYO THEN
        RAISE;
      END IF;
      errores := errores || lote_defecto(primera + i - 1, SQLSTATE, mensaje, detalle);
    END;
  END LOOP;
END
$$;
