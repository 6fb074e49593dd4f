#include "fixture_lexicon.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "sources.h"

namespace rawi::test {

const std::string& fixture_image() {
  static const std::string path = [] {
    const std::string image = std::string(RAWI_BINARY_DIR) + "/fixture.lex";
    lexc::Problems problems;
    lexc::compile(std::string(RAWI_SOURCE_DIR) + "/tests/data/lexicon", image, problems);
    for (const std::string& p : problems.all()) std::cerr << p << '\n';
    if (!problems.none()) std::abort();
    return image;
  }();
  return path;
}

const Lexicon& fixture_lexicon() {
  static const Lexicon lexicon(fixture_image());
  return lexicon;
}

}  // namespace rawi::test
