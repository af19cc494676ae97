/* The extension's module: its version, errors and encodings. */
#include "vietnamese.h"

#include <mb/pg_wchar.h>
#include <utils/builtins.h>

PG_MODULE_MAGIC;

void _PG_init(void);

void _PG_init(void) {
  if (viet_abi_version() != VIET_ABI_VERSION)
    ereport(ERROR, (errcode(ERRCODE_UNDEFINED_FUNCTION),
                    errmsg("libviettext has ABI version %d, not %d", viet_abi_version(), VIET_ABI_VERSION),
                    errhint("Install the extension and the library together.")));
}

static int code_of(viet_status status) {
  switch (status) {
  case VIET_MALFORMED: return ERRCODE_CHARACTER_NOT_IN_REPERTOIRE;
  case VIET_TOO_LARGE: return ERRCODE_PROGRAM_LIMIT_EXCEEDED;
  case VIET_INVALID_ARGUMENT: return ERRCODE_INVALID_PARAMETER_VALUE;
  /* The callbacks of this extension stop only where they get no memory. */
  case VIET_STOPPED: return ERRCODE_OUT_OF_MEMORY;
  default: return ERRCODE_EXTERNAL_ROUTINE_EXCEPTION;
  }
}

void check_status(viet_status status, const viet_error *error) {
  if (status == VIET_OK) return;
  if (status == VIET_STOPPED) ereport(ERROR, (errcode(code_of(status)), errmsg("out of memory")));
  ereport(ERROR, (errcode(code_of(status)), errmsg("vietnamese: %s", error->message)));
}

void check_encoding(void) {
  int encoding = GetDatabaseEncoding();
  if (encoding != PG_UTF8 && encoding != PG_SQL_ASCII)
    ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                    errmsg("vietnamese can't read the encoding %s", GetDatabaseEncodingName()),
                    errhint("Use a database whose encoding is UTF8.")));
}

PG_FUNCTION_INFO_V1(vietnamese_version);

Datum vietnamese_version(PG_FUNCTION_ARGS) {
  PG_RETURN_TEXT_P(cstring_to_text(psprintf("viettext %s\n%s", viet_version(), viet_version_details())));
}
