#include "tokens/sentences.h"

#include <algorithm>

namespace rawi {
namespace {

// Text without full stops is cut here, so that what looks at a whole sentence costs by the text's length.
constexpr uint32_t kLongestSentence = 400;

bool ends_sentence(const Tokens& tokens, uint32_t i) {
  const Token& t = tokens.all[i];
  if (t.kind != TokenKind::kMark) return false;
  if (t.mark == '!' || t.mark == '?') return true;
  if (t.mark != '.') return false;
  const bool after_initial = i > 0 && tokens.all[i - 1].kind == TokenKind::kWord && tokens.all[i - 1].fold_size == 1 &&
                             !t.space_before;
  if (after_initial) return false;
  // "A.F.P" and "www.site.com": a point with Latin letters or digits tight on both sides
  const bool tight = i > 0 && i + 1 < tokens.all.size() && !t.space_before && !tokens.all[i + 1].space_before;
  if (tight) {
    const TokenKind a = tokens.all[i - 1].kind, b = tokens.all[i + 1].kind;
    if (a == TokenKind::kLatin && b == TokenKind::kLatin) return false;
    if (a == TokenKind::kNumber && b == TokenKind::kNumber) return false;
  }
  return true;
}

// After the end mark: closing quotes, brackets and further end marks still belong to the sentence.
bool trails(const Token& t) {
  if (t.lines_before > 0) return false;
  if (t.kind == TokenKind::kCloseQuote) return true;
  if (t.kind == TokenKind::kQuote) return !t.space_before;
  return t.kind == TokenKind::kMark && (t.mark == '.' || t.mark == '!' || t.mark == '?' || t.mark == ')');
}

void close_sentence(const Tokens& tokens, uint32_t first, uint32_t last, Structure& out) {
  Sentence s;
  s.first = first;
  s.last = last;
  s.span = Span{tokens.all[first].span.begin, tokens.all[last - 1].span.end};
  const Token& end = tokens.all[last - 1];
  const bool stopped = end.kind == TokenKind::kMark && end.mark == '.';
  s.headline = first == 0 && !stopped && last - first < 40;
  out.sentences.push_back(s);
}

void split(const Tokens& tokens, Structure& out) {
  const auto n = static_cast<uint32_t>(tokens.all.size());
  uint32_t first = 0;
  for (uint32_t i = 0; i < n; ++i) {
    if (i > first && tokens.all[i].lines_before > 0) {
      close_sentence(tokens, first, i, out);
      first = i;
    }
    if (!ends_sentence(tokens, i) && i - first < kLongestSentence) continue;
    uint32_t end = i + 1;
    while (end < n && trails(tokens.all[end])) ++end;
    close_sentence(tokens, first, end, out);
    first = end;
    i = end - 1;
  }
  if (first < n) close_sentence(tokens, first, n, out);
}

// A paragraph begins wherever a line does.
void number_paragraphs(const Tokens& tokens, Structure& out) {
  uint32_t paragraph = 0;
  out.sentence_of.assign(tokens.all.size(), 0);
  for (uint32_t s = 0; s < out.sentences.size(); ++s) {
    Sentence& sentence = out.sentences[s];
    if (s > 0 && tokens.all[sentence.first].lines_before > 0) ++paragraph;
    sentence.paragraph = paragraph;
    for (uint32_t i = sentence.first; i < sentence.last; ++i) out.sentence_of[i] = s;
  }
}

struct OpenMark {
  char mark;
  int32_t quotation;
};

// Marks that pair with each other: the straight ones with themselves, guillemets and curly ones with their own.
char family(char mark) { return mark == '>' ? '<' : mark; }

class QuotePairer {
 public:
  QuotePairer(const Tokens& tokens, Structure& out) : tokens_(tokens), out_(out) {}

  void run() {
    out_.quotation_of.assign(tokens_.all.size(), -1);
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < tokens_.all.size(); ++i) {
      const uint32_t p = out_.sentences[out_.sentence_of[i]].paragraph;
      if (p != paragraph) end_paragraph(i), paragraph = p;
      const Token& t = tokens_.all[i];
      if (is_quote(t) && !is_apostrophe(i)) take(i);
      else out_.quotation_of[i] = depth_ ? stack_[depth_ - 1].quotation : -1;
    }
    end_paragraph(static_cast<uint32_t>(tokens_.all.size()));
  }

 private:
  static constexpr int kMaxDepth = 4;

  static bool is_quote(const Token& t) {
    return t.kind == TokenKind::kOpenQuote || t.kind == TokenKind::kCloseQuote || t.kind == TokenKind::kQuote;
  }
  // A lone apostrophe tight between letters is no quotation mark.
  bool is_apostrophe(uint32_t i) const {
    const Token& t = tokens_.all[i];
    return t.mark == '\'' && !t.space_before && i + 1 < tokens_.all.size() && !tokens_.all[i + 1].space_before &&
           depth_ == 0 && tokens_.all[i + 1].kind != TokenKind::kMark;
  }

  // Writers in right-to-left text mix up opening and closing marks: a mark closes if its family is open.
  void take(uint32_t i) {
    const char kind = family(tokens_.all[i].mark);
    for (int d = depth_ - 1; d >= 0; --d)
      if (stack_[d].mark == kind && tokens_.all[i].kind != TokenKind::kOpenQuote) return close(i, d);
    for (int d = depth_ - 1; d >= 0; --d)
      if (stack_[d].mark == kind && !tokens_.all[i].space_before) return close(i, d);
    if (depth_ < kMaxDepth) open(i, kind);
  }
  void open(uint32_t i, char kind) {
    const int32_t outer = depth_ ? stack_[depth_ - 1].quotation : -1;
    out_.quotation_of[i] = outer;
    out_.quotations.push_back(Quotation{i + 1, i + 1, outer, true});
    stack_[depth_++] = {kind, static_cast<int32_t>(out_.quotations.size()) - 1};
  }
  void close(uint32_t i, int d) {
    for (int k = depth_ - 1; k > d; --k) end_quotation(k, i, false);
    end_quotation(d, i, true);
    depth_ = d;
    out_.quotation_of[i] = depth_ ? stack_[depth_ - 1].quotation : -1;
  }
  void end_quotation(int d, uint32_t last, bool closed) {
    Quotation& q = out_.quotations[static_cast<size_t>(stack_[d].quotation)];
    q.last = last;
    q.closed = closed;
  }
  void end_paragraph(uint32_t i) {
    for (int d = depth_ - 1; d >= 0; --d) end_quotation(d, i, false);
    depth_ = 0;
  }

  const Tokens& tokens_;
  Structure& out_;
  OpenMark stack_[kMaxDepth] = {};
  int depth_ = 0;
};

}  // namespace

void find_sentences(const Tokens& tokens, Structure& out) {
  out.clear();
  if (tokens.all.empty()) return;
  split(tokens, out);
  number_paragraphs(tokens, out);
  QuotePairer(tokens, out).run();
}

}  // namespace rawi
