-- The column of matrix (b) that a call stands in. Parameters: identificacion, of the call; bloqueado, whether its number is
-- on the black list. Returns: unico, varios, desconocido, anonimo or interno. Reads: nothing. Inlined where it is called.
CREATE OR REPLACE FUNCTION cc.matriz_quien(identificacion text, bloqueado boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN bloqueado OR identificacion = 'interna' THEN 'interno'
            WHEN identificacion = 'anonima' THEN 'anonimo'
            WHEN identificacion IN ('desconocida', 'contacto') THEN 'desconocido'
            WHEN identificacion = 'multiple_pendiente' THEN 'varios'
            ELSE 'unico' END;
