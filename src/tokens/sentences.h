// Sentences, paragraphs and quotations over tokens.
//
// A sentence ends at . ! ? or a line break, except after an initial or inside a number; a quotation does
// not keep it open, for reports quote whole paragraphs. Quotation marks are paired within a paragraph, nested by kind of
// mark; an opening mark without its partner reaches to the paragraph's end and opens the next paragraph's first quotation
// when that paragraph begins with one. Reuse a Structure: no allocation when warm.
#ifndef RAWI_TOKENS_SENTENCES_H
#define RAWI_TOKENS_SENTENCES_H

#include <cstdint>
#include <vector>

#include "rawi/span.h"
#include "tokens/tokens.h"

namespace rawi {

struct Sentence {
  uint32_t first = 0, last = 0;  // tokens, half open
  uint32_t paragraph = 0;
  Span span;
  bool headline = false;         // a first line without a full stop, or a short line with no verb of its own
};

struct Quotation {
  uint32_t first = 0, last = 0;  // tokens inside the marks, half open
  int32_t outer = -1;            // the quotation around it, or -1
  bool closed = true;
};

struct Structure {
  std::vector<Sentence> sentences;
  std::vector<Quotation> quotations;
  std::vector<uint32_t> sentence_of;   // per token
  std::vector<int32_t> quotation_of;   // per token: the innermost quotation, or -1 (marks: of what is around)

  void clear() {
    sentences.clear();
    quotations.clear();
    sentence_of.clear();
    quotation_of.clear();
  }
};

void find_sentences(const Tokens& tokens, Structure& out);

}  // namespace rawi

#endif  // RAWI_TOKENS_SENTENCES_H
