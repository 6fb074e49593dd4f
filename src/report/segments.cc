#include "report/segments.h"

namespace rawi {
namespace {

constexpr uint32_t kWideGap = 3;  // spaces between two words that stand in different boxes of a page

// Spaces, tabs and no-break spaces in `gap`; bidi controls and the like take no room.
uint32_t spaces_in(std::string_view gap) {
  constexpr char kNoBreakTail = '\xA0';  // of C2 A0
  uint32_t count = 0;
  for (const char c : gap) count += c == ' ' || c == '\t' || c == kNoBreakTail;
  return count;
}

bool ends_sentence(const Token& token) {
  return token.kind == TokenKind::kMark && (token.mark == '.' || token.mark == '!' || token.mark == '?');
}

}  // namespace

void find_segments(std::string_view text, const Tokens& tokens, std::vector<Segment>& out) {
  out.clear();
  for (uint32_t i = 0; i < tokens.all.size(); ++i) {
    const Token& token = tokens.all[i];
    const uint32_t gap = i > 0 ? tokens.all[i - 1].span.end : 0;
    const bool wide = token.span.begin - gap >= kWideGap && spaces_in(text.substr(gap, token.span.begin - gap)) >= kWideGap;
    const bool line = i == 0 || token.lines_before > 0;
    if (line || wide) out.push_back({i, i, 0, 0, 0, false, false, line});
    Segment& segment = out.back();
    segment.last = i + 1;
    if (token.kind == TokenKind::kWord) {
      ++segment.words;
      segment.event = segment.event || token.evokes;
    }
    segment.numbers += token.kind == TokenKind::kNumber;
    segment.latin += token.kind == TokenKind::kLatin;
    const bool closes = token.kind == TokenKind::kCloseQuote || token.kind == TokenKind::kQuote || token.mark == ')';
    if (!closes) segment.ends = ends_sentence(token);
  }
}

}  // namespace rawi
