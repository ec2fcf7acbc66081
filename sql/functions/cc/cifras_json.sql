-- One cell of the figures in the shape `cifras` of app/INTERFACES.md §3, from what was counted and summed.
-- Returns: jsonb; a mean or a share of nothing is null.
CREATE OR REPLACE FUNCTION cc.cifras_json(llamadas bigint, entrantes bigint, atendidas bigint, perdidas bigint, salientes bigint,
  salientes_atendidas bigint, internas bigint, espera_s bigint, esperas bigint, conversacion_s bigint, cuentan bigint, a_tiempo bigint)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN jsonb_build_object('llamadas', llamadas, 'entrantes', entrantes, 'atendidas', atendidas, 'perdidas', perdidas,
    'salientes', salientes, 'salientes_atendidas', salientes_atendidas, 'internas', internas,
    'espera_media_s', round(espera_s::numeric / nullif(esperas, 0)), 'conversacion_s', coalesce(conversacion_s, 0),
    'conversacion_media_s', round(conversacion_s::numeric / nullif(atendidas + salientes_atendidas, 0)),
    'cuentan', cuentan, 'a_tiempo', a_tiempo, 'nivel_servicio', round(100 * a_tiempo::numeric / nullif(cuentan, 0), 1));
END
$$;
