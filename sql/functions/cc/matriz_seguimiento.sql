-- The row of matrix (b) that says whether a missed call is to be returned. Parameters: resultado, of the call.
-- Returns: llamada of the matrix. Reads: nothing. Inlined where it is called.
CREATE OR REPLACE FUNCTION cc.matriz_seguimiento(resultado text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE resultado WHEN 'buzon_con_mensaje' THEN 'buzon' WHEN 'fuera_de_horario' THEN 'fuera_de_horario'
       ELSE 'entrante_perdida' END;
