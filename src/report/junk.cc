#include "report/junk.h"

#include <algorithm>

namespace rawi {
namespace {

enum Role : int { kNoRole = -1, kCounterRole, kReadAlsoRole, kSectionRole, kCreditRole, kCaptionRole, kLabelRole, kStampRole };

// A phrase found at a token.
struct Match {
  uint32_t last = 0;  // token after it
  Role role = kNoRole;
};

class Finder {
 public:
  Finder(const Tokens& tokens, const Lexicon& lexicon, const std::vector<Segment>& segments, std::vector<Junk>& out)
      : tokens_(tokens), lexicon_(lexicon), segments_(segments), out_(out) {}

  void run() {
    markup();
    for (size_t i = 0; i < segments_.size();) i = segment(i);
    brackets();
    tidy();
  }

 private:
  const Token& token(uint32_t i) const { return tokens_.all[i]; }
  bool mark(uint32_t i, char c) const {
    return i < tokens_.all.size() && token(i).kind != TokenKind::kWord && token(i).mark == c;
  }
  bool full_stop(uint32_t i) const { return mark(i, '.') || mark(i, '!') || mark(i, '?'); }

  void add(uint32_t first, uint32_t last, JunkKind kind) {
    if (first < last) out_.push_back({{token(first).span.begin, token(last - 1).span.end}, kind});
  }
  void add(const Segment& s, JunkKind kind) { add(s.first, s.last, kind); }

  // The longest junk phrase that begins at token `i` before `last`.
  Match phrase(uint32_t i, uint32_t last) const {
    Match best;
    if (i < last && !token(i).begins_phrase) return best;
    uint32_t node = Lexicon::kRoot;
    for (; i < last && token(i).kind == TokenKind::kWord; ++i) {
      node = lexicon_.phrase_step(node, token(i).hash);
      if (node == Lexicon::kNowhere) break;
      for (const uint32_t id : lexicon_.phrases(node)) {
        const Lexeme& lexeme = lexicon_.lexeme(id);
        if (lexeme.is(Class::kJunkMark)) best = {i + 1, static_cast<Role>(lexeme.value)};
      }
    }
    return best;
  }

  // Token after the longest name of a medium that begins at `i`; `i` itself when there is none.
  uint32_t medium(uint32_t i, uint32_t last) const {
    uint32_t best = i, node = Lexicon::kRoot;
    if (i < last && !token(i).begins_name) return best;
    for (uint32_t at = i; at < last; ++at) {
      if (token(at).kind != TokenKind::kWord && token(at).kind != TokenKind::kLatin) break;
      node = lexicon_.step(node, token(at).key);
      if (node == Lexicon::kNowhere) break;
      for (const NameEntry& name : lexicon_.names(node)) {
        const EntityKind kind = lexicon_.entity(name.entity).kind;
        if (kind == EntityKind::kMediaOutlet || kind == EntityKind::kNewsAgency) best = at + 1;
      }
    }
    return best;
  }

  bool media_noun(uint32_t i) const { return token(i).may_be(Class::kMedia); }

  // Are [first, last) only credits: credit phrases, media and marks, at least one of the former two?
  bool only_credits(uint32_t first, uint32_t last) const {
    bool any = false;
    for (uint32_t i = first; i < last;) {
      const Match found = phrase(i, last);
      const uint32_t name = medium(i, last);
      if (found.role == kCreditRole || name > i) {
        any = true;
        i = std::max(found.role == kCreditRole ? found.last : i, name);
      } else if (token(i).kind == TokenKind::kWord || token(i).kind == TokenKind::kNumber || token(i).kind == TokenKind::kLatin) {
        return false;
      } else {
        ++i;
      }
    }
    return any;
  }

  bool has_role(const Segment& s, Role role) const {
    for (uint32_t i = s.first; i < s.last; ++i)
      if (phrase(i, s.last).role == role) return true;
    return false;
  }

  // The phrase that a segment begins with, or that stands behind an address in it: a footer is often glued to one ("a@b.cWrite to us").
  Match opening(const Segment& s) const {
    const Match begin = phrase(s.first, s.last);
    if (begin.role != kNoRole) return begin;
    bool address = false;
    for (uint32_t at = s.first; at < s.last; ++at) {
      if (address && token(at).kind == TokenKind::kWord) return phrase(at, s.last);
      address = address || mark(at, '@');
    }
    return begin;
  }

  // Marks what segment `i` is, and what follows from it; returns the segment to go on with.
  size_t segment(size_t i) {
    const Segment& s = segments_[i];
    if (const size_t next = navigation(i); next > i) return next;
    const Match begin = opening(s);
    if (begin.role == kReadAlsoRole) return read_also(i, begin.last);
    if (begin.role == kLabelRole && s.words <= 30 && !s.ends) return label(i, begin.last);
    if (counter(s, begin)) {
      add(s, JunkKind::kCounter);
    } else if (begin.role == kCaptionRole && s.words <= 14 && !s.ends) {
      add(s, JunkKind::kCaption);
    } else if (credit(i)) {
      add(s, JunkKind::kCredit);
    } else if (latin_only(i) || (s.words <= 14 && !s.event && !s.ends && has_role(s, kStampRole))) {
      return label(i, s.last - mark(s.last - 1, ':'));
    } else if (i + 1 == segments_.size()) {
      tags(s);
    }
    return i + 1;
  }

  // A line of its own without an Arabic word: an address, a button, a stamp of the site.
  bool latin_only(size_t i) const {
    const Segment& s = segments_[i];
    const bool alone = s.line && (i + 1 == segments_.size() || segments_[i + 1].line);
    return alone && s.words == 0 && s.latin > 0 && s.size() <= 12;
  }

  bool counter(const Segment& s, Match begin) const {
    if (s.numbers == 0 || s.numbers > 2 || s.latin > 0) return false;
    if (s.words == 0) return s.size() == 1;
    return s.size() <= 6 && (begin.role == kCounterRole || has_role(s, kCounterRole));
  }

  // A row of short segments with section names among them, or a short first line "section / section".
  size_t navigation(size_t i) {
    const auto button = [&](const Segment& s) { return s.words > 0 && s.words <= 3 && !s.ends && s.numbers == 0; };
    size_t end = i, named = 0;
    while (end < segments_.size() && button(segments_[end])) {
      const Segment& s = segments_[end++];
      named += phrase(s.first, s.last).role == kSectionRole;
    }
    // The row ends with its last named button: what follows may be the headline.
    while (end > i && phrase(segments_[end - 1].first, segments_[end - 1].last).role != kSectionRole) --end;
    if (named >= 2 && end - i >= 3 && named * 2 >= end - i) {
      for (size_t k = i; k < end; ++k) add(segments_[k], JunkKind::kSection);
      return end;
    }
    const Segment& s = segments_[i];
    bool slash = false;
    for (uint32_t k = s.first; k < s.last; ++k) slash = slash || mark(k, '/');
    if (!slash || s.words > 5 || s.event || s.ends || s.numbers > 0 || !has_role(s, kSectionRole)) return i;
    add(s, JunkKind::kSection);
    return i + 1;
  }

  size_t read_also(size_t i, uint32_t after) {
    const Segment& s = segments_[i];
    add(s, JunkKind::kReadAlso);
    const bool alone = after == s.last || (after + 1 == s.last && token(after).kind == TokenKind::kMark);
    size_t next = i + 1;
    for (; alone && next < segments_.size() && next - i <= 10; ++next) {
      const Segment& line = segments_[next];
      if (line.words > 16 || line.ends) break;
      add(line, JunkKind::kReadAlso);
    }
    return next;
  }

  // The line of a label; where the label stands alone before a colon, the next line too.
  size_t label(size_t i, uint32_t after) {
    add(segments_[i], JunkKind::kOther);
    const bool colon = after + 1 == segments_[i].last && mark(after, ':');
    if (!colon || i + 1 == segments_.size() || segments_[i + 1].words > 12 || segments_[i + 1].event) return i + 1;
    add(segments_[i + 1], JunkKind::kOther);
    return i + 2;
  }

  // A byline or a closing credit: a short segment near an end of the report that names a medium and no event.
  bool credit(size_t i) const {
    const Segment& s = segments_[i];
    if (s.words == 0 || s.words > 8 || s.numbers > 0) return false;
    const bool head = i < 3, tail = i + 3 >= segments_.size();
    if (!head && !tail) return false;  // in between, a paper's name heads what it wrote
    if (only_credits(s.first, s.last)) return true;
    if (s.words > 6) return false;
    const Match begin = phrase(s.first, s.last);
    if (tail && i > 0 && begin.role == kCreditRole && !s.event) return true;
    if (tail && i > 0 && !s.ends && !s.event && media_noun(s.first)) return true;
    for (uint32_t k = s.first + 1; k + 1 < s.last; ++k)
      if (mark(k, '-') && !s.event && (only_credits(s.first, k) || only_credits(k + 1, s.last))) return true;
    return false;
  }

  // "... full stop, tags: word word word" on the report's last line.
  void tags(const Segment& s) {
    for (uint32_t i = s.first + 1; i < s.last; ++i) {
      if (!full_stop(i - 1)) continue;
      const Match found = phrase(i, s.last);
      if (found.role != kLabelRole && found.role != kReadAlsoRole) continue;
      bool sentence = false;
      for (uint32_t k = found.last; k < s.last; ++k) sentence = sentence || full_stop(k);
      if (!sentence && s.last - i <= 30) add(i, s.last, found.role == kLabelRole ? JunkKind::kOther : JunkKind::kReadAlso);
      return;
    }
  }

  // "(agencies)", "(archive)" after the text or a part of it.
  void brackets() {
    for (uint32_t i = 1; i < tokens_.all.size(); ++i) {
      if (!mark(i, '(')) continue;
      uint32_t close = i + 1;
      while (close < tokens_.all.size() && close - i <= 7 && !mark(close, ')')) ++close;
      if (!mark(close, ')')) continue;
      const bool at_end = close + 1 == tokens_.all.size() || token(close + 1).lines_before > 0 || full_stop(close + 1);
      if (phrase(i + 1, close).role == kCaptionRole)
        add(i, close + 1, JunkKind::kCaption);
      else if ((at_end || full_stop(i - 1)) && only_credits(i + 1, close))
        add(i, close + 1, JunkKind::kCredit);
    }
  }

  // Remains of HTML: <tag ...>, whole <script> and <style> elements, and attributes cut from their tag:
  // alt="..." />
  void markup() {
    const uint32_t size = static_cast<uint32_t>(tokens_.all.size());
    for (uint32_t i = 0; i + 2 < size; ++i) {
      uint32_t end = i;
      if (mark(i, '<') && (token(i + 1).kind == TokenKind::kLatin || mark(i + 1, '/') || mark(i + 1, '!')))
        end = tag_end(i, size);
      else if (token(i).kind == TokenKind::kLatin && mark(i + 1, '=') && token(i + 2).kind != TokenKind::kLatin && !mark(i + 2, '='))
        end = attribute_end(i + 2, size);
      if (end == i) continue;
      add(i, end, JunkKind::kOther);
      i = end - 1;
    }
  }

  bool latin(uint32_t i, std::string_view name) const {
    return i < tokens_.all.size() && token(i).kind == TokenKind::kLatin && tokens_.fold(token(i)) == name;
  }

  uint32_t tag_end(uint32_t i, uint32_t size) const {
    constexpr uint32_t kLongestTag = 200, kLongestElement = 4000;
    uint32_t end = i + 1;
    while (end < size && end - i < kLongestTag && !mark(end, '>')) ++end;
    if (!mark(end, '>')) return i;
    if (!latin(i + 1, "script") && !latin(i + 1, "style")) return end + 1;
    const std::string_view name = tokens_.fold(token(i + 1));
    for (uint32_t k = end; k + 3 < size && k - i < kLongestElement; ++k)
      if (mark(k, '<') && mark(k + 1, '/') && latin(k + 2, name)) return k + 4;
    return end + 1;
  }

  // Past the "/>" or ">" that ends the attribute's tag, when it is near; `from` - 2 when there is none.
  uint32_t attribute_end(uint32_t from, uint32_t size) const {
    constexpr uint32_t kLongestAttribute = 120;
    for (uint32_t k = from; k < size && k - from < kLongestAttribute && !mark(k, '<'); ++k)
      if (mark(k, '>')) return k + 1;
    return from - 2;
  }

  // Sorts and joins what overlaps; the first found names the kind.
  void tidy() {
    std::stable_sort(out_.begin(), out_.end(), [](const Junk& a, const Junk& b) { return a.words.begin < b.words.begin; });
    size_t kept = 0;
    for (size_t i = 0; i < out_.size(); ++i) {
      if (kept > 0 && out_[i].words.begin < out_[kept - 1].words.end)
        out_[kept - 1].words.end = std::max(out_[kept - 1].words.end, out_[i].words.end);
      else
        out_[kept++] = out_[i];
    }
    out_.resize(kept);
  }

  const Tokens& tokens_;
  const Lexicon& lexicon_;
  const std::vector<Segment>& segments_;
  std::vector<Junk>& out_;
};

}  // namespace

void find_junk(std::string_view text, const Tokens& tokens, const Lexicon& lexicon, std::vector<Segment>& segments,
               std::vector<Junk>& out) {
  out.clear();
  find_segments(text, tokens, segments);
  Finder(tokens, lexicon, segments, out).run();
}

}  // namespace rawi
