#include "api/routes.h"

#include "api/salud.h"
#include "api/sesion.h"
#include "api/webhook.h"

/* clang-format off */

/* A parameter: its name, its type, and what bounds it. */
#define PATH(word, ...)  {.in = PARAM_PATH, .name = (word), .type = __VA_ARGS__}
#define QUERY(word, ...) {.in = PARAM_QUERY, .name = (word), .type = __VA_ARGS__}
#define BODY(word, ...)  {.in = PARAM_BODY, .name = (word), .type = __VA_ARGS__}

const struct route routes_table[] = {
    {"GET", "/livez", POOL_API, .handler = salud_livez},
    {"GET", "/readyz", POOL_API, .handler = salud_readyz},
    {"GET", "/metrics", POOL_API, .handler = salud_metrics},
    {"GET", "/version", POOL_API, .handler = salud_version},

    {"POST", "/webhooks/:centralita", POOL_WEBHOOKS, .raw_body = true, .handler = webhook_recibir},

    {"POST", "/sesion", POOL_API, .handler = sesion_entrar,
     .params = {BODY("usuario", PARAM_TEXT, .required = true, .min = 1, .max = 128),
                BODY("clave", PARAM_TEXT, .required = true, .min = 1, .max = 1024)}},
    {"GET", "/sesion", POOL_API, "agente", NULL, .function = "api.sesion_ver"},
    {"DELETE", "/sesion", POOL_API, "agente", NULL, .function = "api.sesion_cerrar", .handler = sesion_salir},
    {"PUT", "/sesion/puesto", POOL_API, "agente", NULL, .function = "api.sesion_puesto",
     .params = {BODY("extension_id", PARAM_ID, .required = true, .nullable = true)}},
    {"POST", "/sesion/ticket", POOL_API, "agente", NULL, .handler = sesion_ticket},

    {"GET", "/llamadas", POOL_API, "agente", "llamadas:leer", .function = "api.llamadas_listar",
     .params = {QUERY("clinica_id", PARAM_ID),
                QUERY("estado", PARAM_WORD, .words = "viva|hoy")}},
    {"GET", "/llamadas/:id", POOL_API, "agente", "llamadas:leer", .function = "api.llamada_ver",
     .params = {PATH("id", PARAM_ID)}},
    {"GET", "/llamadas/:id/porque", POOL_API, "agente", "llamadas:leer", .function = "api.llamada_porque",
     .params = {PATH("id", PARAM_ID),
                QUERY("formato", PARAM_WORD, .words = "informe")}},
    {"PATCH", "/llamadas/:id", POOL_API, "agente", "llamadas:escribir", .function = "api.llamada_editar",
     .if_match = true,
     .params = {PATH("id", PARAM_ID),
                BODY("interlocutor_id", PARAM_ID),
                BODY("asuntos", PARAM_IDS, .max = 20),
                BODY("tipificacion_id", PARAM_ID),
                BODY("nota", PARAM_TEXT, .max = 4000),
                BODY("agente_id", PARAM_ID)}},

    {"GET", "/paciente", POOL_API, "agente", "pacientes:leer", .function = "api.paciente_buscar",
     .params = {QUERY("numero", PARAM_PHONE, .min = 1, .max = 64),
                QUERY("q", PARAM_TEXT, .min = 2, .max = 100),
                QUERY("limite", PARAM_INT, .min = 1, .max = 20)}},
    {"GET", "/paciente/:id", POOL_API, "agente", "pacientes:leer", .function = "api.paciente_ver",
     .params = {PATH("id", PARAM_ID)}},
    {"POST", "/paciente", POOL_API, "agente", "pacientes:escribir", .function = "api.paciente_crear",
     .params = {BODY("nombre", PARAM_TEXT, .required = true, .min = 1, .max = 120),
                BODY("apellidos", PARAM_TEXT, .max = 160),
                BODY("telefono", PARAM_PHONE, .min = 1, .max = 64),
                BODY("nacimiento", PARAM_DATE),
                BODY("dni", PARAM_TEXT, .max = 20),
                BODY("email", PARAM_TEXT, .max = 254),
                BODY("clinica_id", PARAM_ID),
                BODY("llamada_id", PARAM_ID),
                BODY("confirmar", PARAM_BOOL)}},

    {"GET", "/historial", POOL_API, "agente", "llamadas:leer", .function = "api.historial",
     .params = {QUERY("desde", PARAM_WHEN),
                QUERY("hasta", PARAM_WHEN),
                QUERY("direccion", PARAM_WORD, .words = "entrante|saliente|interna"),
                QUERY("resultado", PARAM_TEXT, .min = 1, .max = 200),
                QUERY("estado", PARAM_TEXT, .min = 1, .max = 200),
                QUERY("agente_id", PARAM_ID),
                QUERY("extension", PARAM_TEXT, .min = 1, .max = 32),
                QUERY("linea_id", PARAM_ID),
                QUERY("paciente_id", PARAM_ID),
                QUERY("tipificacion_id", PARAM_ID),
                QUERY("perdida", PARAM_BOOL),
                QUERY("duracion_min_s", PARAM_INT, .max = 86400),
                QUERY("q", PARAM_TEXT, .min = 2, .max = 100),
                QUERY("clinica_id", PARAM_ID),
                QUERY("cursor", PARAM_TEXT, .min = 1, .max = 200),
                QUERY("limite", PARAM_INT, .min = 1, .max = 200)}},

    {"POST", "/registrar", POOL_API, "agente", "llamadas:escribir", .function = "api.registrar",
     .params = {BODY("llamada_id", PARAM_ID),
                BODY("direccion", PARAM_WORD, .words = "entrante|saliente"),
                BODY("numero", PARAM_PHONE, .min = 1, .max = 64),
                BODY("inicio", PARAM_MOMENT),
                BODY("duracion_s", PARAM_INT, .max = 86400),
                BODY("resultado", PARAM_TEXT, .min = 1, .max = 40),
                BODY("clinica_id", PARAM_ID),
                BODY("nota", PARAM_TEXT, .max = 4000),
                BODY("tipificacion_id", PARAM_ID),
                BODY("interlocutor_id", PARAM_ID),
                BODY("asuntos", PARAM_IDS, .max = 20)}},

    {"GET", "/seguimientos", POOL_API, "agente", "llamadas:leer", .function = "api.seguimientos_listar",
     .params = {QUERY("clinica_id", PARAM_ID),
                QUERY("clase", PARAM_TEXT, .min = 1, .max = 40)}},
    {"POST", "/seguimientos", POOL_API, "agente", "llamadas:escribir", .function = "api.seguimiento_crear",
     .params = {BODY("texto", PARAM_TEXT, .required = true, .min = 1, .max = 400),
                BODY("vence", PARAM_MOMENT, .required = true),
                BODY("paciente_id", PARAM_ID),
                BODY("numero", PARAM_PHONE, .min = 1, .max = 64),
                BODY("llamada_id", PARAM_ID),
                BODY("clinica_id", PARAM_ID)}},
    {"PATCH", "/seguimientos/:id", POOL_API, "agente", "llamadas:escribir", .function = "api.seguimiento_editar",
     .if_match = true,
     .params = {PATH("id", PARAM_ID),
                BODY("accion", PARAM_WORD, .required = true,
                 .words = "reclamar|soltar|intentar|cerrar|descartar|aplazar"),
                BODY("motivo", PARAM_TEXT, .max = 500),
                BODY("vence", PARAM_MOMENT)}},

    {"GET", "/tipificaciones", POOL_API, "agente", NULL, .function = "api.tipificaciones_listar"},
    {"GET", "/presencia", POOL_API, "agente", NULL, .function = "api.presencia_listar"},
    {"PUT", "/presencia", POOL_API, "agente", NULL, .function = "api.presencia_poner",
     .params = {BODY("estado", PARAM_WORD, .required = true, .words = "disponible|pausa"),
                BODY("motivo", PARAM_TEXT, .max = 100)}},
};

const int routes_count = sizeof routes_table / sizeof *routes_table;
