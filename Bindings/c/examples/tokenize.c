/* Prints the tokens of standard input, one a line: start, end, kind, text. What viet tokenize --format tsv prints.
 *
 *   cc tokenize.c -lviettext -o tokenize && ./tokenize <file
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <viettext.h>

/* The bytes of the input so far: tokens say where they stand, not what they are. */
typedef struct input {
  char *bytes;
  size_t length;
} input;

static int print_token(void *context, const viet_token *token) {
  const input *input = context;
  printf("%llu\t%llu\t%s\t", (unsigned long long)token->start, (unsigned long long)token->end,
         viet_kind_name(token->kind));
  for (uint64_t i = token->start; i < token->end; i++) {
    switch (input->bytes[i]) {
    case '\t': fputs("\\t", stdout); break;
    case '\n': fputs("\\n", stdout); break;
    case '\\': fputs("\\\\", stdout); break;
    default: putchar(input->bytes[i]);
    }
  }
  putchar('\n');
  return 0;
}

static int fail(const viet_error *error) {
  fprintf(stderr, "tokenize: %s\n", error->message);
  return 1;
}

int main(int count, char **arguments) {
  viet_error error;
  viet_segmenter *segmenter = NULL;
  viet_stream *stream = NULL;
  const char *options = count > 1 ? arguments[1] : "unit=word";
  if (viet_segmenter_new(options, NULL, 0, NULL, 0, &segmenter, &error)) return fail(&error);
  if (viet_stream_new(segmenter, &stream, &error)) return fail(&error);

  input input = {NULL, 0};
  char chunk[4096];
  size_t read;
  while ((read = fread(chunk, 1, sizeof chunk, stdin)) > 0) {
    input.bytes = realloc(input.bytes, input.length + read);
    if (input.bytes == NULL) return 1;
    memcpy(input.bytes + input.length, chunk, read);
    input.length += read;
    if (viet_stream_push(stream, chunk, read, print_token, &input, &error)) return fail(&error);
  }
  if (viet_stream_finish(stream, print_token, &input, &error)) return fail(&error);
  viet_stream_free(stream);
  viet_segmenter_free(segmenter);
  free(input.bytes);
  return 0;
}
