# make                 build/bin/{cc-api,cc-relay,cc-jobs,cc-pbxlink,cc-conector,cc-admin}: whichever has its main.c
# make SAN=1           the same under build/asan, with AddressSanitizer and UndefinedBehaviorSanitizer
# make CC=clang        the same under build/clang
# make unit            builds and runs the unit tests (with sanitizers)
# make fuzz            builds the libFuzzer targets into build/fuzz; SECONDS=60 runs each that long
# make V=1             shows the commands
# make install         DESTDIR= PREFIX=/usr/local
# make tidy | format   clang-tidy over the sources | clang-format in place

VERSION := 0.1.0
PREFIX  ?= /usr/local
SECONDS ?= 0

ifeq ($(SAN),1)
B         := build/asan
san_flags := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
else
B         := build$(if $(filter clang%,$(CC)),/clang)
san_flags := -D_FORTIFY_SOURCE=3 -fstack-clash-protection
endif

CFLAGS   ?= -O2 -g
warnings := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion
includes := -Iapp $(shell pkg-config --cflags fcgi libpq libsodium libutf8proc yajl libwebsockets libcurl)
compile   = $(CC) -std=c17 -D_GNU_SOURCE $(includes) $(warnings) -fPIE -fstack-protector-strong $(san_flags) $(CFLAGS) $(CPPFLAGS)
link      = $(CC) -pie -Wl,-z,relro,-z,now,--as-needed $(san_flags) $(CFLAGS) $(LDFLAGS)
say       = @$(if $(V),set -x,echo "  $1 $@");
packages  = $(shell pkg-config --libs $(1))

# What each program is made of.
lib_src   := $(wildcard app/lib/*.c)
api_src   := $(wildcard app/api/*.c)
link_src  := $(addprefix app/pbx/,ari.c ari_census.c ari_vivo.c)
pbx_src   := $(filter-out $(link_src),$(wildcard app/pbx/*.c))
pbxlink_src := $(wildcard app/pbxlink/*.c)
relay_src := $(wildcard app/relay/*.c)
jobs_src  := $(wildcard app/jobs/*.c)
admin_src := $(wildcard app/admin/*.c)

programs  := $(foreach p,api relay jobs pbxlink conector admin,$(if $(wildcard app/$p/main.c),$B/bin/cc-$p))
units     := $(basename $(notdir $(wildcard tests/unit/test_*.c)))
fuzzers   := $(basename $(notdir $(wildcard tests/fuzz/fuzz_*.c)))
objects    = $(patsubst %.c,$B/obj/%.o,$(1))
lib       := $B/libcc.a

all: $(programs)

$B/bin/cc-api:   $(call objects,$(api_src) $(pbx_src))
$B/bin/cc-api:   libs := $(call packages,fcgi libpq libsodium libutf8proc yajl libcrypto)
$B/bin/cc-relay: $(call objects,$(relay_src))
$B/bin/cc-relay: libs := $(call packages,libwebsockets libpq libsodium libutf8proc yajl)
$B/bin/cc-jobs:  $(call objects,$(jobs_src) $(pbx_src))
$B/bin/cc-jobs:  libs := $(call packages,libcurl libpq libsodium libutf8proc yajl libcrypto)
$B/bin/cc-pbxlink: $(call objects,$(pbxlink_src) $(link_src) $(addprefix app/pbx/,adapter_config.c order.c))
$B/bin/cc-pbxlink: libs := $(call packages,libwebsockets libpq libsodium libutf8proc yajl)
$B/bin/cc-conector: $(call objects,$(wildcard app/conector/*.c) $(link_src))
$B/bin/cc-conector: libs := $(call packages,libwebsockets libcurl libsodium libutf8proc yajl)
$B/bin/cc-admin: $(call objects,$(admin_src) $(pbx_src))
$B/bin/cc-admin: libs := $(call packages,libcurl libpq libsodium libutf8proc yajl libcrypto)

$(programs): $(lib)
	@mkdir -p $(@D)
	$(call say,LINK)$(link) -o $@ $(filter %.o,$^) $(lib) $(libs)

$(lib): $(call objects,$(lib_src))
	@rm -f $@
	$(call say,AR)ar rcs $@ $^

$B/obj/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC)$(compile) -MMD -MP -c -o $@ $<

# The version and the number of the schema that the binaries were built for: the highest migration.
schema := $(shell ls sql/migrations 2>/dev/null | sed -n 's/^0*\([0-9]\+\)_.*\.sql$$/\1/p' | sort -n | tail -1)
commit := $(shell git rev-parse --short=10 HEAD 2>/dev/null)
stamp  := $(VERSION) $(commit) $(or $(schema),0)
$B/version.stamp: FORCE
	@mkdir -p $(@D); echo '$(stamp)' | cmp -s - $@ || echo '$(stamp)' > $@
$B/obj/app/lib/version.o: $B/version.stamp
$B/obj/app/lib/version.o: CPPFLAGS += -DVERSION='"$(VERSION)"' -DVERSION_COMMIT='"$(commit)"' -DVERSION_SCHEMA=$(or $(schema),0)

# Unit tests: one cmocka binary per tests/unit/test_*.c, linked with everything but the main functions.
unit_objects = $(filter-out %/main.o,$(call objects,$(api_src) $(pbx_src) $(link_src))) $(call objects,app/jobs/red.c)
$B/unit/test_%: $B/obj/tests/unit/test_%.o $(unit_objects) $(lib)
	@mkdir -p $(@D)
	$(call say,LINK)$(link) -o $@ $< $(unit_objects) $(lib) $(call packages,cmocka fcgi libpq libsodium libutf8proc yajl libcrypto)
# What the scenarios play recordings of a PBX through.
$B/escenarios/traducir: $(call objects,tests/escenarios/asterisk/traducir.c $(pbx_src) $(link_src)) $(lib)
	@mkdir -p $(@D)
	$(call say,LINK)$(link) -o $@ $(filter %.o,$^) $(lib) $(call packages,libsodium libutf8proc yajl libcrypto)
# Prints the table of routes as JSON: what the written contract is held against.
$B/contrato/rutas: $(call objects,tests/contrato/rutas.c) $(unit_objects) $(lib)
	@mkdir -p $(@D)
	$(call say,LINK)$(link) -o $@ $(filter %.o,$^) $(lib) $(call packages,fcgi libpq libsodium libutf8proc yajl libcrypto)
unit_all: $(addprefix $B/unit/,$(units))
unit:
	@$(MAKE) --no-print-directory SAN=1 unit_all build/asan/bin/cc-api
	@for t in $(units); do echo "# $$t"; build/asan/unit/$$t || exit 1; done

# Fuzz targets: clang's libFuzzer over the same sources.
fuzz:
	@mkdir -p build/fuzz
	@for t in $(fuzzers); do \
	  clang -std=c17 -D_GNU_SOURCE $(includes) -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
	    -DVERSION='"fuzz"' -DVERSION_COMMIT='""' -DVERSION_SCHEMA=0 -o build/fuzz/$$t tests/fuzz/$$t.c \
	    $(lib_src) $(pbx_src) $(link_src) app/admin/hoja.c $(filter-out %/main.c,$(api_src)) $(call packages,fcgi libpq libsodium libutf8proc libwebsockets yajl libcrypto) || exit 1; \
	  mkdir -p build/fuzz/corpus.$$t; \
	  test $(SECONDS) -eq 0 || build/fuzz/$$t -max_total_time=$(SECONDS) -timeout=5 build/fuzz/corpus.$$t \
	    $(wildcard tests/fuzz/seeds) || exit 1; \
	done

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/contact-center
	install -m 755 $(programs) $(DESTDIR)$(PREFIX)/bin
	cp -R sql nginx scripts $(DESTDIR)$(PREFIX)/share/contact-center
	test ! -d build/dashboard || cp -R build/dashboard $(DESTDIR)$(PREFIX)/share/contact-center
	test ! -d build/docs || cp -R build/docs $(DESTDIR)$(PREFIX)/share/contact-center

sources := $(lib_src) $(api_src) $(pbx_src) $(link_src) $(relay_src) $(jobs_src) $(pbxlink_src) $(wildcard app/conector/*.c) $(admin_src)
tidy:
	clang-tidy --quiet $(sources) -- -std=c17 -D_GNU_SOURCE $(includes) -DVERSION='""' -DVERSION_COMMIT='""' -DVERSION_SCHEMA=0
format:
	clang-format -i $(sources) $(wildcard app/*/*.h tests/unit/*.[ch] tests/fuzz/*.c)

clean:
	rm -rf build

.PHONY: all unit unit_all fuzz install tidy format clean FORCE
.SECONDARY:
-include $(shell find $B/obj -name '*.d' 2>/dev/null)
