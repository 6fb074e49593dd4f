// One pass over the text: decode a character, fold it, grow or close a token.
#include "tokens/tokens.h"

#include <algorithm>

#include "tokens/clitics.h"
#include "tokens/fold.h"
#include "tokens/letters.h"
#include "tokens/scan.h"

namespace rawi {
namespace {

static_assert(kMaxReadings <= WordCache::kRoom + WordCache::kMore && kMaxReadings < 16);

constexpr size_t kHuge = size_t{1} << 20;  // bytes

// Builds tokens while characters come in. A word or number grows until a character of another kind.
class Builder {
 public:
  Builder(std::string_view text, const Lexicon& lexicon, Tokens& out) : text_(text), lexicon_(lexicon), out_(out) {}

  void run() {
    uint32_t at = 0;
    const auto size = static_cast<uint32_t>(text_.size());
    while (at < size) {
      if (const uint32_t end = letters_end(at); end > at) {
        at = end;
        continue;
      }
      if (text_[at] == ' ') {
        white();
        ++at;
        continue;
      }
      const Character c = next_character(text_, at);
      take(c, Span{at, at + c.size});
      at += c.size;
    }
    close();
    look_up_words();
  }

 private:
  // So many white characters in a row stood for a line's end before a page was flattened to one line.
  static constexpr int kWideGap = 4;

  // Nearly all of a report: a run of Arabic letters, each two bytes that fold to one. Does what take() would for each; returns
  // where the run ends.
  uint32_t letters_end(uint32_t at) {
    char folded[64];
    size_t n = 0;
    const uint32_t begins = at;
    for (; n < sizeof folded && at + 1 < text_.size(); at += 2) {
      const unsigned lead = static_cast<unsigned char>(text_[at]), low = static_cast<unsigned char>(text_[at + 1]);
      const unsigned pair = (lead << 8 | low) - detail::kPairsBegin;
      if (pair >= detail::kArabicPairs.size()) break;  // not of U+0600..U+06FF
      const unsigned char byte = detail::kArabicPairs[pair];
      if (byte <= letter::kOther) break;
      folded[n++] = static_cast<char>(byte);
    }
    if (n == 0) return begins;
    if (!open_ || current_.kind != TokenKind::kWord) begin(TokenKind::kWord, Span{begins, at});
    current_.span.end = at;
    out_.folded.append(folded, n);
    return at;
  }

  void white() {
    close();
    space_ = true;
    lines_ += ++gap_ == kWideGap && lines_ < Token::kMostLines;
  }

  void take(const Character& c, Span span) {
    switch (c.kind) {
      case CharKind::kSkip: return extend_skipped(span);
      case CharKind::kLetter: return add_letter(TokenKind::kWord, c, span);
      case CharKind::kLatin: return add_letter(TokenKind::kLatin, c, span);
      case CharKind::kDigit: return add_digit(c, span);
      case CharKind::kSpace: return white();
      case CharKind::kLine: close(); space_ = true; lines_ += lines_ < Token::kMostLines; return;
      case CharKind::kMark: return add_mark(TokenKind::kMark, c, span);
      case CharKind::kOpenQuote: return add_mark(TokenKind::kOpenQuote, c, span);
      case CharKind::kCloseQuote: return add_mark(TokenKind::kCloseQuote, c, span);
      case CharKind::kQuote: return add_mark(TokenKind::kQuote, c, span);
      case CharKind::kBad: close(); space_ = true; return;
    }
  }

  // Vowel marks and controls inside a word belong to its span; elsewhere they are nothing.
  void extend_skipped(Span span) {
    if (open_ && current_.kind != TokenKind::kNumber) current_.span.end = span.end;
  }

  void begin(TokenKind kind, Span span) {
    close();
    current_ = Token{};
    current_.span = span;
    current_.kind = kind;
    current_.fold = static_cast<uint32_t>(out_.folded.size());
    current_.space_before = space_ || out_.all.empty();
    current_.lines_before = lines_;
    open_ = true;
  }

  void add_letter(TokenKind kind, const Character& c, Span span) {
    if (!open_ || current_.kind != kind) begin(kind, span);
    current_.span.end = span.end;
    out_.folded.append(c.folded, c.folded_size);
  }

  // Digits make a number; a separator between digits (1,234 or 2.5) is decided by what follows it.
  void add_digit(const Character& c, Span span) {
    if (!open_ || current_.kind != TokenKind::kNumber) begin(TokenKind::kNumber, span);
    current_.span.end = span.end;
    out_.folded.push_back(static_cast<char>('0' + c.value));
    if (current_.digits < 18) {
      current_.number = current_.number * 10 + c.value;
      ++current_.digits;
      if (after_point_) ++current_.decimals;
    }
  }

  void add_mark(TokenKind kind, const Character& c, Span span) {
    if (kind == TokenKind::kMark && joins_number(c, span)) {
      current_.span.end = span.end;
      return;
    }
    if (kind == TokenKind::kQuote && c.mark == '\'' && joins_latin(span)) return;
    begin(kind, span);
    current_.mark = c.mark;
    close();
  }

  // "1,234" and "18.500" with groups of three, "2.5", "2,5", "0.125": the mark is part of the number. "2022." is not, nor is a date.
  bool joins_number(const Character& c, Span span) {
    if (!open_ || current_.kind != TokenKind::kNumber || after_point_) return false;
    if (c.mark != '.' && c.mark != ',') return false;
    const int run = digit_run(text_, span.end);
    if (run == 0) return false;
    const bool again = next_is_separator_and_digit(text_, span.end, run);
    if (run == 3 && (c.mark == ',' || (current_.number > 0 && !again))) return true;
    if (again || run > 3) return false;
    after_point_ = true;
    return true;
  }

  bool joins_latin(Span span) {
    if (!open_ || current_.kind != TokenKind::kLatin) return false;
    if (span.end >= text_.size() || next_character(text_, span.end).kind != CharKind::kLatin) return false;
    current_.span.end = span.end;
    return true;
  }

  void close() {
    if (!open_) return;
    open_ = after_point_ = false;
    current_.fold_size = static_cast<uint16_t>(std::min<size_t>(out_.folded.size() - current_.fold, 0xffff));
    const std::string_view folded = out_.fold(current_);
    if (current_.kind == TokenKind::kWord) {
      current_.hash = form_hash(folded);
      __builtin_prefetch(&set_of(current_.hash));
    } else if (current_.kind == TokenKind::kLatin) {
      current_.hash = form_hash(folded);
      current_.key = name_key(folded);
      current_.begins_name = true;
    }
    out_.all.push_back(current_);
    space_ = false;
    lines_ = 0;
    gap_ = 0;
  }

  WordCache::Set& set_of(uint64_t hash) { return out_.cache.sets[hash % WordCache::kSets]; }

  // The keys and readings of all words, once they are split: the cache is larger than what is near, and a slot that was asked for
  // when its word ended has come by then. What a reading's lexeme says is asked for as well, and where a name would begin: tags
  // and names are next.
  void look_up_words() {
    for (Token& t : out_.all) {
      t.first_reading = static_cast<uint32_t>(out_.readings.size());
      if (t.kind != TokenKind::kWord) continue;
      look_up(t);
      for (uint32_t r = t.first_reading; r < out_.readings.size(); ++r) __builtin_prefetch(&lexicon_.lexeme(out_.readings[r].lexeme).pos);
      if (t.begins_name) lexicon_.fetch_first(t.key);
    }
  }

  // What its readings have in common, so that most questions about most words are answered without asking them.
  void set_facts(Token& t) const {
    for (const Reading1& r : out_.read(t)) {
      const Lexeme& l = lexicon_.lexeme(r.lexeme);
      t.classes.join(l);
      t.evokes |= l.type() != Plover::kNone;
    }
    const auto begins = [&](uint64_t key) { return lexicon_.step(Lexicon::kRoot, key) != Lexicon::kNowhere; };
    t.begins_name = begins(t.key);
    Strip strips[4];
    const std::string_view folded = out_.fold(t);
    for (int n = possible_strips(folded, strips); n-- > 0 && !t.begins_name;) t.begins_name = begins(stripped_key(folded, strips[n]));
    const auto opens = [&](uint64_t hash) { return lexicon_.phrase_step(Lexicon::kRoot, hash) != Lexicon::kNowhere; };
    t.begins_phrase = opens(t.hash) || (folded.size() > 1 && opens(form_hash(folded.substr(1))));
  }

  // From the cache or by analysis.
  void look_up(Token& t) {
    auto& [first, second] = set_of(t.hash).ways;
    if (first.hash == t.hash) return recall(first, t);
    std::swap(first, second);
    if (first.hash == t.hash) return recall(first, t);
    const std::string_view folded = out_.fold(t);
    t.key = name_key(folded);
    t.readings = analyze(folded, t.hash, lexicon_, out_.readings);
    set_facts(t);
    keep(t, first);
  }

  void recall(const WordCache::Slot& slot, Token& t) {
    t.key = slot.key;
    t.classes = slot.classes;
    t.evokes = slot.facts & kEvokes;
    t.begins_name = slot.facts & kBeginsName;
    t.begins_phrase = slot.facts & kBeginsPhrase;
    t.readings = slot.readings;
    const size_t near = std::min<size_t>(slot.readings, WordCache::kRoom);
    out_.readings.insert(out_.readings.end(), slot.reading, slot.reading + near);
    if (near == slot.readings) return;
    const auto& more = out_.cache.more[slot.more];
    out_.readings.insert(out_.readings.end(), more.begin(), more.begin() + static_cast<std::ptrdiff_t>(slot.readings - near));
  }

  void keep(const Token& t, WordCache::Slot& slot) {
    slot.hash = t.hash;
    slot.key = t.key;
    slot.classes = t.classes;
    slot.facts = static_cast<uint8_t>((t.evokes ? kEvokes : 0) | (t.begins_name ? kBeginsName : 0) | (t.begins_phrase ? kBeginsPhrase : 0));
    slot.readings = t.readings;
    const std::span<const Reading1> all = out_.read(t);
    const size_t near = std::min(all.size(), WordCache::kRoom);
    std::copy_n(all.begin(), near, slot.reading);
    if (near == all.size()) return;
    if (slot.more == WordCache::kNoMore) {
      slot.more = static_cast<uint32_t>(out_.cache.more.size());
      out_.cache.more.emplace_back();
    }
    std::copy(all.begin() + static_cast<std::ptrdiff_t>(near), all.end(), out_.cache.more[slot.more].begin());
  }

  static constexpr uint8_t kEvokes = 1, kBeginsName = 2, kBeginsPhrase = 4;  // of WordCache::Slot::facts

  std::string_view text_;
  const Lexicon& lexicon_;
  Tokens& out_;
  Token current_;
  bool open_ = false, space_ = true, after_point_ = false;
  uint16_t lines_ = 0;
  int gap_ = 0;
};

}  // namespace

void tokenize(std::string_view text, const Lexicon& lexicon, Tokens& out) {
  out.clear();
  if (out.cache.sets.empty() || out.cache.lexicon != lexicon.version()) {
    out.cache.sets.assign(WordCache::kSets, {});
    out.cache.more.clear();
    out.cache.lexicon = lexicon.version();
  }
  // Room for any text of this size, so that what a huge one needs is not held twice while it grows; room that stays empty costs nothing.
  if (text.size() > kHuge) out.all.reserve(text.size() / 2), out.folded.reserve(text.size()), out.readings.reserve(text.size() / 2);
  Builder(text, lexicon, out).run();
}

}  // namespace rawi
