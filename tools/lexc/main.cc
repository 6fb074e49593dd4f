// rawi-lexc LEXICON_DIR OUT.lex: checks the tables of a lexicon and writes the image that rawi maps.
// Exit code 0: written; 1: rows are wrong, each named as file:line: error: what, and nothing is written;
// 2: wrong usage.
#include <cstdio>

#include "rawi/error.h"
#include "sources.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: rawi-lexc LEXICON_DIR OUT.lex\n");
    return 2;
  }
  try {
    rawi::lexc::Problems problems;
    rawi::lexc::compile(argv[1], argv[2], problems);
    for (const std::string& problem : problems.all()) std::fprintf(stderr, "%s\n", problem.c_str());
    if (problems.none()) return 0;
    std::fprintf(stderr, "rawi-lexc: %zu errors; '%s' is not written\n", problems.all().size(), argv[2]);
  } catch (const rawi::Error& error) {
    std::fprintf(stderr, "rawi-lexc: %s\n", error.what());
  }
  return 1;
}
