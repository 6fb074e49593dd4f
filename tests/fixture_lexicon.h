// The frozen lexicon of the tests, tests/data/lexicon, put through the production compiler once.
#ifndef RAWI_TESTS_FIXTURE_LEXICON_H
#define RAWI_TESTS_FIXTURE_LEXICON_H

#include <string>

#include "lexicon/lexicon.h"

namespace rawi::test {

// Path of the compiled image; compiled at the first call. Ends the test program when rows are wrong.
const std::string& fixture_image();
const Lexicon& fixture_lexicon();

}  // namespace rawi::test

#endif  // RAWI_TESTS_FIXTURE_LEXICON_H
