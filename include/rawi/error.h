// The one error type of rawi's edges (opening a lexicon, a model, an input). Reading text never fails.
//
// The message says what happened, where, and what to do: "lexicon image 'x.lex' is version 3, this
// program reads version 4: rebuild it with rawi-lexc". The library throws it and never prints or exits.
#ifndef RAWI_ERROR_H
#define RAWI_ERROR_H

#include <stdexcept>

namespace rawi {

class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace rawi

#endif  // RAWI_ERROR_H
