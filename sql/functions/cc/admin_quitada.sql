-- What a command that takes something away prints: the row, out of use, when it stays; else that it is gone.
-- Parameters: id; fila, NULL when it is gone. Returns: json.
CREATE OR REPLACE FUNCTION cc.admin_quitada(id bigint, fila json) RETURNS json
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN coalesce(fila, json_build_object('id', id, 'quitada', true));
END
$$;
