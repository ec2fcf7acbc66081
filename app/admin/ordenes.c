#include "admin/orden.h"
#include "admin/secreto.h"
#include "admin/simular.h"

#define GRUPO                                              \
    {                                                      \
        "grupo", OPCION_ENTERO, true, NULL, "id del grupo" \
    }
#define CLINICA                                                   \
    {                                                             \
        "clinica", OPCION_ENTERO, true, NULL, "id de la clínica" \
    }
#define CENTRALITA                                                     \
    {                                                                  \
        "centralita", OPCION_ENTERO, true, NULL, "id de la centralita" \
    }
#define NOMBRE                                       \
    {                                                \
        "nombre", OPCION_TEXTO, true, NULL, "nombre" \
    }
#define DE_GRUPO                                                      \
    {                                                                 \
        "grupo", OPCION_ENTERO, false, NULL, "solo las de este grupo" \
    }
#define DE_PBX                                                                  \
    {                                                                           \
        "centralita", OPCION_ENTERO, false, NULL, "solo las de esta centralita" \
    }
#define CLAVE                                                                  \
    {                                                                          \
        "clave-stdin", OPCION_MARCA, false, "",                                \
            "lee la contraseña de la entrada estándar; si no, se genera una" \
    }

struct ajustes orden_ajustes;

const struct orden ordenes[] = {
    {.sujeto = "grupo",
     .verbo = "crear",
     .ayuda = "crea un grupo",
     .funcion = "api.admin_grupo_crear",
     .opciones = {NOMBRE, {"pais", OPCION_TEXTO, false, NULL, "país (ES)"}}},
    {.sujeto = "grupo", .verbo = "listar", .ayuda = "los grupos", .funcion = "api.admin_grupo_listar"},

    {.sujeto = "clinica",
     .verbo = "crear",
     .ayuda = "crea una clínica",
     .funcion = "api.admin_clinica_crear",
     .opciones = {GRUPO, NOMBRE, {"zona", OPCION_TEXTO, false, NULL, "zona horaria (Europe/Madrid)"}}},
    {.sujeto = "clinica",
     .verbo = "listar",
     .ayuda = "las clínicas",
     .funcion = "api.admin_clinica_listar",
     .opciones = {DE_GRUPO}},

    {.sujeto = "agente",
     .verbo = "crear",
     .ayuda = "crea una persona que atiende",
     .funcion = "api.admin_agente_crear",
     .paso = secreto_clave,
     .opciones = {GRUPO,
                  {"usuario", OPCION_TEXTO, true, NULL, "con qué nombre entra"},
                  NOMBRE,
                  {"clinica", OPCION_REPETIBLE, true, NULL,
                   "ID:rol (agente, supervisor, administrador, delegado); se repite"},
                  CLAVE}},
    {.sujeto = "agente",
     .verbo = "clave",
     .ayuda = "pone otra contraseña y cierra sus sesiones",
     .funcion = "api.admin_agente_clave",
     .paso = secreto_clave,
     .opciones = {{"usuario", OPCION_TEXTO, true, NULL, "de quién"}, CLAVE}},
    {.sujeto = "agente",
     .verbo = "listar",
     .ayuda = "quién atiende",
     .funcion = "api.admin_agente_listar",
     .opciones = {DE_GRUPO}},

    {.sujeto = "centralita",
     .verbo = "crear",
     .ayuda = "da de alta una centralita",
     .funcion = "api.admin_centralita_crear",
     .paso = secreto_centralita_nueva,
     .opciones = {GRUPO,
                  CLINICA,
                  NOMBRE,
                  {"adaptador", OPCION_TEXTO, true, NULL, "generica, asterisk o ari"},
                  {"zona", OPCION_TEXTO, false, NULL, "zona horaria de su reloj (la de la clínica)"}}},
    {.sujeto = "centralita",
     .verbo = "rotar",
     .ayuda = "le da otro secreto; el anterior sigue valiendo hasta el siguiente",
     .funcion = "api.admin_centralita_rotar",
     .paso = secreto_centralita_otro,
     .opciones = {CENTRALITA}},
    {.sujeto = "centralita",
     .verbo = "listar",
     .ayuda = "las centralitas y su salud",
     .funcion = "api.admin_centralita_listar",
     .opciones = {DE_GRUPO}},

    {.sujeto = "extension",
     .verbo = "crear",
     .ayuda = "da de alta una extensión",
     .funcion = "api.admin_extension_crear",
     .opciones = {CENTRALITA,
                  {"numero", OPCION_TEXTO, true, NULL, "101"},
                  {"etiqueta", OPCION_TEXTO, false, NULL, "Recepción"},
                  {"clinica", OPCION_ENTERO, false, NULL, "la de la centralita si no se dice"},
                  {"compartida", OPCION_MARCA, false, NULL, "pregunta «¿quién eres?» al contestar"}}},
    {.sujeto = "extension",
     .verbo = "listar",
     .ayuda = "las extensiones",
     .funcion = "api.admin_extension_listar",
     .opciones = {DE_PBX}},

    {.sujeto = "linea",
     .verbo = "crear",
     .ayuda = "da de alta una línea (DDI)",
     .funcion = "api.admin_linea_crear",
     .opciones = {CENTRALITA,
                  {"numero", OPCION_TEXTO, true, NULL, "911223344"},
                  {"etiqueta", OPCION_TEXTO, false, NULL, "Citas"},
                  {"clinica", OPCION_ENTERO, false, NULL, "la de la centralita si no se dice"}}},
    {.sujeto = "linea",
     .verbo = "listar",
     .ayuda = "las líneas",
     .funcion = "api.admin_linea_listar",
     .opciones = {DE_PBX}},

    {.sujeto = "clave",
     .verbo = "crear",
     .ayuda = "crea una clave de API para el ERP",
     .funcion = "api.admin_clave_crear",
     .paso = secreto_token,
     .opciones = {GRUPO,
                  NOMBRE,
                  {"ambitos", OPCION_COMAS, true, NULL, "llamadas:leer,pacientes:leer,…"},
                  {"clinica", OPCION_REPETIBLE, false, NULL, "solo para esta clínica (id); se repite"},
                  {"caduca", OPCION_TEXTO, false, NULL, "hasta cuándo vale: 2027-01-31"}}},
    {.sujeto = "clave",
     .verbo = "rotar",
     .ayuda = "le da otro token; el que tenía sigue un tiempo",
     .funcion = "api.admin_clave_rotar",
     .paso = secreto_token,
     .opciones = {{"clave", OPCION_ENTERO, true, NULL, "id de la clave"},
                  {"horas", OPCION_ENTERO, false, NULL, "cuánto sigue el que tenía (24); 0: nada"}}},
    {.sujeto = "clave",
     .verbo = "revocar",
     .ayuda = "la clave deja de valer",
     .funcion = "api.admin_clave_revocar",
     .opciones = {{"clave", OPCION_ENTERO, true, NULL, "id de la clave"}}},
    {.sujeto = "clave",
     .verbo = "listar",
     .ayuda = "las claves de API",
     .funcion = "api.admin_clave_listar",
     .opciones = {DE_GRUPO}},

    {.sujeto = "trabajo",
     .verbo = "listar",
     .ayuda = "los trabajos que se han dado por perdidos, o los de otro estado",
     .funcion = "api.admin_trabajo_listar",
     .opciones = {{"estado", OPCION_TEXTO, false, NULL,
                   "muerto (si no se dice), pendiente, tomado, enviando …"},
                  {"clase", OPCION_TEXTO, false, NULL, "solo los de esta clase"},
                  DE_GRUPO}},
    {.sujeto = "trabajo",
     .verbo = "repetir",
     .ayuda = "intenta otra vez uno que se dio por perdido",
     .funcion = "api.admin_trabajo_repetir",
     .opciones = {{"trabajo", OPCION_ENTERO, true, NULL, "id del trabajo"}}},

    {.sujeto = "paciente",
     .verbo = "crear",
     .ayuda = "crea un paciente",
     .funcion = "api.admin_paciente_crear",
     .opciones = {GRUPO,
                  CLINICA,
                  NOMBRE,
                  {"apellidos", OPCION_TEXTO, false, NULL, "apellidos"},
                  {"telefono", OPCION_REPETIBLE, false, NULL, "se repite; el primero es el suyo"},
                  {"erp-ref", OPCION_TEXTO, false, "erp_ref", "cómo lo llama el ERP"},
                  {"nacimiento", OPCION_TEXTO, false, NULL, "AAAA-MM-DD"},
                  {"historia", OPCION_TEXTO, false, "n_historia", "número de historia"}}},

    {.sujeto = "simular",
     .verbo = "llamada",
     .ayuda = "llama como una centralita: webhooks firmados a CC_URL",
     .paso = simular_llamada,
     .opciones = {{"centralita", OPCION_TEXTO, true, NULL, "su identificador público"},
                  {"secreto-archivo", OPCION_TEXTO, true, NULL, "archivo con su secreto (whsec_…)"},
                  {"de", OPCION_TEXTO, true, NULL, "número que llama; anonymous si oculto"},
                  {"a", OPCION_TEXTO, true, NULL, "línea que marca"},
                  {"extension", OPCION_REPETIBLE, true, NULL, "extensión que suena; se repite"},
                  {"contesta", OPCION_TEXTO, false, NULL, "extensión que contesta"},
                  {"cuelga", OPCION_MARCA, false, NULL, "termina la llamada"},
                  {"espera-ms", OPCION_ENTERO, false, NULL, "entre un suceso y el siguiente (0)"}}},
};
const size_t ordenes_cuantas = sizeof ordenes / sizeof *ordenes;
