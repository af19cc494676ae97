/* vietfts: the FTS5 tokenizer "vietnamese", as a loadable extension of SQLite.
 *
 *   CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'vietnamese syllable');
 *
 * Arguments: word, syllable (the default) or folded, then marks typed (the default) or marks ignored; viet_fts_new in
 * viettext.h says what they mean. All the work is libviettext's, which must lie beside this file.
 */
#include <stdlib.h>
#include <string.h>

#include <sqlite3ext.h>
#include <viettext.h>

SQLITE_EXTENSION_INIT1

/* Options as viet_fts_new takes them, of arguments as FTS5 gives them; NULL where memory ran out. */
static char *options_of(const char **arguments, int count) {
  size_t length = 1;
  for (int i = 0; i < count; i++) length += strlen(arguments[i]) + 1;
  char *options = sqlite3_malloc64(length);
  if (options == NULL) return NULL;
  char *end = options;
  for (int i = 0; i < count; i++) {
    size_t width = strlen(arguments[i]);
    memcpy(end, arguments[i], width);
    end += width;
    *end++ = strcmp(arguments[i], "marks") == 0 ? '=' : ' ';
  }
  *end = 0;
  return options;
}

static int create(void *context, const char **arguments, int count, Fts5Tokenizer **tokenizer) {
  (void)context;
  char *options = options_of(arguments, count);
  if (options == NULL) return SQLITE_NOMEM;
  viet_error error;
  viet_fts *fts = NULL;
  viet_status status = viet_fts_new(options, &fts, &error);
  sqlite3_free(options);
  if (status != VIET_OK) {
    /* FTS5 tells its user no more than that the tokenizer could not be made. */
    sqlite3_log(SQLITE_ERROR, "vietnamese: %s", error.message);
    return SQLITE_ERROR;
  }
  *tokenizer = (Fts5Tokenizer *)fts;
  return SQLITE_OK;
}

static void delete(Fts5Tokenizer *tokenizer) { viet_fts_free((viet_fts *)tokenizer); }

static viet_purpose purpose_of(int flags) {
  if (!(flags & FTS5_TOKENIZE_QUERY)) return VIET_DOCUMENT;
  return flags & FTS5_TOKENIZE_PREFIX ? VIET_PREFIX_QUERY : VIET_QUERY;
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int length,
                    viet_fts_callback token) {
  int stopped = 0;
  viet_status status = viet_fts_tokenize((const viet_fts *)tokenizer, text, length > 0 ? (size_t)length : 0,
                                         purpose_of(flags), token, context, &stopped, NULL);
  if (status == VIET_OK) return SQLITE_OK;
  return status == VIET_STOPPED ? stopped : SQLITE_ERROR;
}

/* The interface of the FTS5 that this connection has; NULL without one. */
static fts5_api *api_of(sqlite3 *database) {
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

__attribute__((visibility("default"))) int sqlite3_vietfts_init(sqlite3 *database, char **message,
                                                                 const sqlite3_api_routines *routines) {
  SQLITE_EXTENSION_INIT2(routines);
  if (viet_abi_version() != VIET_ABI_VERSION) {
    *message = sqlite3_mprintf("vietfts: libviettext has ABI version %d, not %d (install them together)",
                               (int)viet_abi_version(), VIET_ABI_VERSION);
    return SQLITE_ERROR;
  }
  fts5_api *api = api_of(database);
  if (api == NULL || api->iVersion < 2) {
    *message = sqlite3_mprintf("vietfts: this SQLite has no FTS5 (compile it with SQLITE_ENABLE_FTS5)");
    return SQLITE_ERROR;
  }
  fts5_tokenizer methods = {.xCreate = create, .xDelete = delete, .xTokenize = tokenize};
  return api->xCreateTokenizer(api, "vietnamese", NULL, &methods, NULL);
}
